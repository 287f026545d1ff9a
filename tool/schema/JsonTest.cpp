// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The schema documents of test-inputs/, read by us and checked with schema-v1.json: both must agree on what is right.
#include "schema/Json.h"
#include "schema/JsonSchemaSubset.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace dbrace::schema {
namespace {

std::string contentOf(const std::filesystem::path &path) {
  std::stringstream content;
  content << std::ifstream(path).rdbuf();
  return content.str();
}

std::vector<std::filesystem::path> documents(const std::string &folder) {
  std::vector<std::filesystem::path> result;
  for (const auto &entry : std::filesystem::directory_iterator(DBRACE_SOURCE_DIR "/test-inputs/" + folder))
    if (entry.path().extension() == ".json")
      result.push_back(entry.path());
  std::ranges::sort(result);
  EXPECT_FALSE(result.empty());
  return result;
}

nlohmann::json format() { return nlohmann::json::parse(contentOf(DBRACE_SOURCE_DIR "/tool/schema/schema-v1.json")); }

std::string problemsOf(const std::string &name) {
  std::string result;
  for (const Problem &problem :
       readJson(contentOf(DBRACE_SOURCE_DIR "/test-inputs/broken/schemas/" + name), name).problems)
    result += show(problem) + "\n";
  return result;
}

/// Every file of the source tree that is a schema, wherever it lies; those of broken/ are meant to be wrong, and those
/// of fuzz/ may be.
std::vector<std::filesystem::path> shippedSchemas() {
  std::vector<std::filesystem::path> result;
  for (const char *folder : {"/test-inputs", "/docs"})
    for (const auto &entry : std::filesystem::recursive_directory_iterator(std::string(DBRACE_SOURCE_DIR) + folder)) {
      std::string path = entry.path().string();
      if (entry.path().extension() != ".json" || path.find("/broken/") != std::string::npos ||
          path.find("/fuzz/") != std::string::npos)
        continue;
      nlohmann::json content = nlohmann::json::parse(contentOf(path), nullptr, false);
      if (content.is_object() && content.contains("tables"))
        result.push_back(path);
    }
  std::ranges::sort(result);
  EXPECT_GT(result.size(), 4u);
  return result;
}

TEST(SchemaJson, EveryGoodDocumentIsReadAndSatisfiesTheFormat) {
  for (const auto &path : shippedSchemas()) {
    SchemaReading reading = readJson(contentOf(path), path.filename());
    for (const Problem &problem : reading.problems)
      ADD_FAILURE() << show(problem);
    EXPECT_EQ(violations(format(), nlohmann::json::parse(contentOf(path))), "") << path;
    // What is written means the same and satisfies the format too.
    std::string written = writeJson(reading.schema);
    EXPECT_EQ(violations(format(), nlohmann::json::parse(written)), "") << written;
    EXPECT_EQ(writeJson(readJson(written, "again").schema), written);
  }
}

TEST(SchemaJson, EveryBrokenDocumentIsRefused) {
  for (const auto &path : documents("broken/schemas"))
    EXPECT_TRUE(hasErrors(readJson(contentOf(path), path.filename()).problems)) << path;
  // What JSON Schema can express is refused by it too.
  for (const char *name :
       {"unknown-member", "wrong-types", "nothing-required", "not-an-object", "future-version", "empty-key"})
    EXPECT_NE(violations(format(), nlohmann::json::parse(contentOf(DBRACE_SOURCE_DIR "/test-inputs/broken/schemas/" +
                                                                   std::string(name) + ".json"))),
              "")
        << name;
}

TEST(SchemaJson, ErrorsSayWhereAndWhatIsAllowed) {
  EXPECT_EQ(
      problemsOf("unknown-member.json"),
      "unknown-member.json:1:51: error: /tables/0/colums: unknown member \"colums\"; a table may have: name, schema, "
      "temporary, without_rowid, columns, primary_key, unique, indexes\n");
  EXPECT_EQ(problemsOf("duplicate-table.json"),
            "duplicate-table.json:1:55: error: /tables/1/name: table \"Users\" is described "
            "twice; each table may stand here once\n");
  EXPECT_EQ(problemsOf("repeated-member.json"),
            "repeated-member.json:2:28: error: /tables/0/unique: this member is given twice; "
            "only one would count\n");
  EXPECT_EQ(problemsOf("future-version.json"),
            "future-version.json:1:13: error: /version: version 2 is not known; allowed: 1\n");
  EXPECT_EQ(problemsOf("huge-number.json"),
            "huge-number.json:2:27: error: not JSON: number overflow parsing '55E555'\n");
}

TEST(SchemaJson, AllErrorsAreReported) {
  EXPECT_EQ(
      problemsOf("missing-column.json"),
      "missing-column.json:2:19: error: /tables/0/primary_key/0: table \"t\" has no column \"id\"; it has: a\n"
      "missing-column.json:3:32: error: /tables/0/unique/0/columns/1: table \"t\" has no column \"b\"; it has: a\n"
      "missing-column.json:3:65: error: /tables/0/indexes/0/columns/0: table \"t\" has no column \"c\"; it has: a\n");
  std::string wrong = problemsOf("wrong-types.json");
  for (const char *part :
       {"/version: ", "/dialect: ", "/isolation: unknown isolation level \"very\"; allowed: read-uncommitted",
        "/tables/0/name: ", "/tables/0/temporary: ", "/tables/0/columns/0: a column needs a \"name\"",
        "/tables/0/columns/1: a column must be an object, not number",
        "/tables/0/unique: ", "/tables/0/primary_key/0: "})
    EXPECT_NE(wrong.find(part), std::string::npos) << part << "\nin\n" << wrong;
  EXPECT_NE(problemsOf("not-json.json").find("not-json.json:2:13: error: not JSON"), std::string::npos)
      << problemsOf("not-json.json");
}

TEST(SchemaJson, ThePageHasEveryMemberOfTheFormat) {
  std::string page = contentOf(DBRACE_SOURCE_DIR "/docs/schema.md");
  nlohmann::json schema = format();
  auto members = [&](const nlohmann::json &object) {
    for (const auto &[name, rule] : object.at("properties").items())
      EXPECT_TRUE(page.find("| " + name) != std::string::npos || page.find(", " + name + " |") != std::string::npos)
          << name;
  };
  members(schema);
  for (const char *part : {"table", "column", "unique", "index"})
    members(schema.at("$defs").at(part));
}

TEST(SchemaJson, DefaultsAndBothListsOfKeys) {
  Schema schema = readJson(contentOf(DBRACE_SOURCE_DIR "/test-inputs/schemas/unique-index.json"), "s.json").schema;
  const Table *seats = schema.find("SEATS");
  ASSERT_TRUE(seats);
  EXPECT_EQ(schema.dialect, sql::Dialect::Generic);
  EXPECT_FALSE(schema.isolation);
  ASSERT_EQ(seats->keys.size(), 1u);
  EXPECT_EQ(seats->keys[0].name, "seats_place");
  EXPECT_TRUE(seats->keys[0].nullsNotDistinct);
  EXPECT_EQ(seats->keys[0].origin, (Origin{"s.json", 11, 16}));
  EXPECT_EQ(seats->indexes.size(), 1u);
  EXPECT_TRUE(seats->column("HALL")->nullable);
  EXPECT_FALSE(seats->column("number")->nullable);
  EXPECT_TRUE(schema.find("scratch", "work")->temporary);
  EXPECT_FALSE(schema.find("scratch", "other"));
  EXPECT_FALSE(schema.find("absent"));
}

}  // namespace
}  // namespace dbrace::schema
