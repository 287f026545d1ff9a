// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// When a stand-in is read, and when the real header keeps it away. The real headers are an overlay's.
#include "cpp/Read.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace dbrace::cpp {
namespace {

using Files = std::map<std::string, std::string>;

struct Reading {
  facts::Unit unit;

  std::set<std::string> files() const {
    std::set<std::string> paths;
    for (const facts::SourceFile &file : unit.files)
      paths.emplace(unit.strings[file.path]);
    return paths;
  }
  std::vector<std::string> errors() const {
    std::vector<std::string> messages;
    for (const facts::ReadError &error : unit.errors)
      messages.emplace_back(unit.strings[error.message]);
    return messages;
  }
};

const std::vector<std::string> nowhere = {"/usr/include", "/usr/local/include"};

Reading read(Files files, std::vector<std::string> flags = {}, const std::string &root = "/project",
             const std::string &name = "/project/code.cpp") {
  ReadRequest request;
  request.directory = "/";
  request.root = root;
  request.file = name;
  request.command = std::move(flags);
  request.command.insert(request.command.begin(), name.ends_with(".c") ? "cc" : "c++");
  request.models = &apis::builtinModels();
  request.overlay = std::move(files);
  request.absent = nowhere;
  auto result = readUnit(request);
  if (auto *failure = std::get_if<ReadFailure>(&result))
    ADD_FAILURE() << failure->message;
  Reading reading;
  if (auto *unit = std::get_if<facts::Unit>(&result))
    reading.unit = std::move(*unit);
  return reading;
}

using Paths = std::set<std::string>;
using Errors = std::vector<std::string>;
const std::string use = "sqlite3 *db; int f() { return sqlite3_close(db); }";
const std::string real = "#ifndef SQLITE3_H\n#define SQLITE3_H\ntypedef struct sqlite3 sqlite3;\n"
                         "extern \"C\" int sqlite3_close(sqlite3 *); enum { isReal };\n#endif\n";

TEST(StandInFiles, AreReadWhereTheRealHeaderIsMissing) {
  for (const char *spelling : {"<sqlite3.h>", "\"sqlite3.h\"", "<sqlite3/sqlite3.h>"}) {
    Reading cpp = read({{"/project/code.cpp", "#include " + std::string(spelling) + "\n" + use}});
    EXPECT_EQ(cpp.errors(), Errors{}) << spelling;
    EXPECT_EQ(cpp.files(), (Paths{"code.cpp", "/dbrace/stand-ins/sqlite3/sqlite3.h"})) << spelling;
  }
  Reading c = read({{"/project/code.c", "#include <sqlite3.h>\nsqlite3 *db;"}}, {}, "/project", "/project/code.c");
  EXPECT_EQ(c.errors(), Errors{});
  EXPECT_TRUE(c.files().contains("/dbrace/stand-ins/sqlite3/sqlite3.h"));
}

TEST(StandInFiles, AreNotReadWhereTheRealHeaderIsFound) {
  Files files{{"/project/code.cpp", "#include <sqlite3.h>\n" + use + "int g() { return isReal; }"},
              {"/opt/sqlite3.h", real}};
  Reading found = read(files, {"-I/opt"});
  EXPECT_EQ(found.errors(), Errors{});
  EXPECT_EQ(found.files(), Paths{"code.cpp"});
  Reading missing = read(files);
  EXPECT_EQ(missing.errors(), Errors{"use of undeclared identifier 'isReal'"});
}

TEST(StandInFiles, AnotherSpellingLeadsToTheRealHeader) {
  Reading code = read({{"/project/code.cpp", "#include <sqlite3/sqlite3.h>\n" + use + "int g() { return isReal; }"},
                       {"/opt/sqlite3.h", real}},
                      {"-I/opt"});
  EXPECT_EQ(code.errors(), Errors{});
  EXPECT_EQ(code.files(), Paths{"code.cpp"});
}

TEST(StandInFiles, StayAwayWhereTheRealHeaderLiesBesideItsIncluder) {
  Files files{{"/project/code.cpp", "#include \"vendor/store.h\"\n#include <sqlite3.h>\n" + use},
              {"/project/vendor/store.h", "#include \"sqlite3.h\"\n"},
              {"/project/vendor/sqlite3.h", real}};
  Reading code = read(files);
  EXPECT_EQ(code.errors(), Errors{});
  EXPECT_FALSE(code.files().contains("/dbrace/stand-ins/sqlite3/sqlite3.h"));
  // Once the stand-in was read, it is the real header that stays empty: they share a guard.
  files["/project/code.cpp"] = "#include <sqlite3.h>\n#include \"vendor/store.h\"\n" + use;
  Reading reverse = read(files);
  EXPECT_EQ(reverse.errors(), Errors{});
  EXPECT_TRUE(reverse.files().contains("/dbrace/stand-ins/sqlite3/sqlite3.h"));
}

TEST(StandInFiles, OnlyHeadersThatNobodyHasAreMissing) {
  Reading code = read({{"/project/code.cpp", "#include <sqlite3.h>\n#include <nobody.h>\n" + use}});
  EXPECT_EQ(code.errors(), Errors{"'nobody.h' file not found"});
}

TEST(StandInFiles, DeclareTheClassThatAHeaderIsNamedAfter) {
  Files files{{"/project/code.cpp", "#include <QtWidgets/QLabel>\n#include <QPainter>\nvoid use(QLabel &);\n"
                                    "void f(int x) { QLabel label(x, 1); QPainter painter; use(label); }"},
              {"/sdk/QObject", "#pragma once\nclass QObject {};"}};
  Reading code = read(files, {"-I/sdk"});
  EXPECT_EQ(code.errors(), Errors{});
  EXPECT_EQ(code.files(),
            (Paths{"code.cpp", "/dbrace/stand-ins/qt (spellings)/QtWidgets/QLabel", "/dbrace/stand-ins/qt/QPainter"}));
  ASSERT_EQ(code.unit.functions.size(), 1u);
  EXPECT_EQ(code.unit.functions[0].locals.size(), 2u);
  // The real one goes before.
  files["/sdk/QtWidgets/QLabel"] = "class QLabel { public: QLabel(int, int); };";
  EXPECT_EQ(read(files, {"-I/sdk"}).files(), (Paths{"code.cpp", "/dbrace/stand-ins/qt/QPainter"}));
}

TEST(StandInFiles, AreForeignWhateverTheRoot) {
  Reading code = read({{"/project/code.cpp", "#include <sqlite3.h>\n" + use}}, {}, "/");
  EXPECT_TRUE(code.files().contains("/dbrace/stand-ins/sqlite3/sqlite3.h"));
  ASSERT_EQ(code.unit.functions.size(), 1u);
  EXPECT_EQ(code.unit.strings[code.unit.functions[0].name], "f");
}

}  // namespace
}  // namespace dbrace::cpp
