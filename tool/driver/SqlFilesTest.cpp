// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SqlFiles.h"

#include "driver/Files.h"
#include "driver/Processes.h"

#include <gtest/gtest.h>

#include <fstream>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

class SqlFiles : public testing::Test {
protected:
  void write(const fs::path &file, std::string_view content) {
    fs::create_directories((root / file).parent_path());
    std::ofstream(root / file) << content;
  }
  std::vector<std::string> names(const Settings &settings = {}) {
    std::vector<std::string> out;
    for (const worlds::NamedText &text : findStatements(root, root, settings))
      out.push_back(text.name);
    return out;
  }
  TemporaryFolder temporary;
  fs::path root = resolved(temporary.path());
};

using Names = std::vector<std::string>;

TEST_F(SqlFiles, AreFoundByTheirContent) {
  write("sql/find.sql", "SELECT 1 FROM t WHERE a = ?");
  write("sql/setup.sql", "CREATE TABLE t (a INT);");
  write("sql/seed.sql", "INSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2);");
  write("sql/notes.sql", "-- nothing here");
  write(".hidden/find.sql", "SELECT 1 FROM t");
  EXPECT_EQ(names(), Names{"sql/find.sql"});
}

TEST_F(SqlFiles, ConfiguredFoldersReplaceTheSearch) {
  write("sql/find.sql", "SELECT 1 FROM t WHERE a = ?");
  write("queries/deep/two.sql", "UPDATE t SET a = 1; INSERT INTO t VALUES (2)");
  Settings settings;
  settings.sqlDirectories = {root / "queries"};
  EXPECT_EQ(names(settings), Names{"queries/deep/two.sql"});
  EXPECT_EQ(configuredStatements(root, settings).size(), 1u);
  EXPECT_TRUE(configuredStatements(root, {}).empty());
}

TEST_F(SqlFiles, ResourceListsNameFiles) {
  write("src/find.sql", "SELECT 1 FROM t");
  write("src/two.sql", "UPDATE t SET a = 1; INSERT INTO t VALUES (2)");
  write("src/db.qrc", "<!DOCTYPE RCC><RCC version='1.0'>\n<!-- <file>find.sql</file> -->\n"
                      "<qresource prefix=\"/SQL\">\n<file alias=\"lite/find.sql\">find.sql</file>\n"
                      "<file> two.sql </file><file>missing.sql</file><file>logo.png</file></qresource></RCC>");
  EXPECT_EQ(names(), (Names{"src/find.sql", ":/SQL/lite/find.sql", ":/SQL/two.sql"}));
}

TEST_F(SqlFiles, BrokenResourceListsNameNothingMore) {
  for (std::string_view text :
       {"", "<", "<file", "<file>", "<file></file>", "<!-- <file>a.sql</file>", "<qresource prefix="})
    EXPECT_TRUE(resourcesIn(text).empty()) << text;
  auto found = resourcesIn("<qresource prefix='/a&amp;b/'><file>c.sql");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].path, ":/a&b//c.sql");
}

TEST_F(SqlFiles, SayWhereTheStatementBegins) {
  auto found =
      statementsIn("-- Adds a user.\n\n  INSERT INTO t VALUES (1)\n", "sql/add.sql", false, sql::Dialect::Generic);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].at.file, "sql/add.sql");
  EXPECT_EQ(found[0].at.line, 3u);
  EXPECT_EQ(found[0].at.column, 3u);
  EXPECT_EQ(found[0].group, "folder sql");
}

TEST_F(SqlFiles, HeadingsDivideAFile) {
  auto found = statementsIn("-- name: find_user\nSELECT 1 FROM t;\n\n-- name: make\nCREATE TABLE t (a INT);\n"
                            "-- :name add_user :one\nINSERT INTO t VALUES (1);\n",
                            "q.sql", false, sql::Dialect::Generic);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].name, "find_user");
  EXPECT_EQ(found[0].at.line, 2u);
  EXPECT_EQ(found[1].name, "add_user");
  EXPECT_EQ(found[1].at.line, 7u);
}

}  // namespace
}  // namespace dbrace::driver
