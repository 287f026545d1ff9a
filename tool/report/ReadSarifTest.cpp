// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is stored comes back: every format says the same of the stored report as of the report itself.
#include "report/ReadSarif.h"

#include "report/Github.h"
#include "report/Gitlab.h"
#include "report/Json.h"
#include "report/Junit.h"
#include "report/SampleReport.h"
#include "report/Sarif.h"
#include "report/Text.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace dbrace::report {
namespace {

using Json = nlohmann::ordered_json;

/// A report in which every member has a value of its own.
void fill(SampleReport &sample) {
  sample.write("a b\xc3\xa9.sql", "CREATE TABLE \xf0\x9f\x98\x80 users (email text);\n");
  Finding &finding = sample.finding();
  finding.related.push_back({sample.place("a b\xc3\xa9.sql", "users"), "no unique key here"});
  finding.library = "sqlite3";
  finding.lookup = "SELECT 1 FROM users WHERE email = ?";
  finding.insert = "INSERT INTO users VALUES (?)";
  finding.function = "Shop::signUp";
  finding.backends = {"Sqlite"};
  finding.confidence = Confidence::Medium;
  finding.fix = Fix{"insert ON CONFLICT", false, "who reads it", {{finding.at, "ON CONFLICT", 7}}};
  const CodePlace at = finding.at;
  Report &report = sample.report;
  report.results.push_back(report.results[0]);  // `finding` is gone from here on.
  report.results[1].suppressed = SuppressedBy{at, "one writer", false};
  report.results[1].fails = false;
  report.results[1].baseline = Baseline::Updated;
  report.results[1].finding.fix.reset();
  report.results[1].finding.noFix = "the text is shared";
  report.results[1].finding.fingerprint = "fedcba9876543210";
  report.fixed = {{"dbrace-duplicate-insert", "gone", "users", "00ff", sample.place("src/shop.cpp", "taken")}};
  report.fixed[0].at = {.file = "src/old.cpp", .line = 7};
  report.tables = {{"users",
                    true,
                    {"PRIMARY KEY (id)"},
                    CodePlace{.file = "a b\xc3\xa9.sql", .line = 1, .column = 1},
                    3,
                    2,
                    1,
                    {"libpq"}}};
  report.notices = {{Level::Warning, "unit-not-read", "killed", "a.cpp", "dbrace extract a.cpp"}};
  report.summary.unitsRead = 4;
  report.summary.standIns["sqlite3"] = {"sqlite3.h"};
  report.summary.analysis.statements = 9;
  report.summary.seconds = 1.5;
  report.finished = "2026-01-31T12:00:00Z";
  report.exitCode = 1;
}

TEST(ReadSarif, EveryFormatSaysTheSame) {
  SampleReport sample;
  fill(sample);
  Report stored = readSarif(sarifOf(sample.report));
  EXPECT_EQ(asText(stored), asText(sample.report));
  EXPECT_EQ(asGitlab(stored), asGitlab(sample.report));
  EXPECT_EQ(asJunit(stored), asJunit(sample.report));
  EXPECT_EQ(describe(stored), describe(sample.report));
  Json expected = Json::parse(asJson(sample.report)), actual = Json::parse(asJson(stored));
  // Offsets are not stored.
  for (Json *json : {&expected, &actual})
    for (Json &edit : (*json)["findings"][0]["fix"]["edits"])
      edit["begin"] = edit["end"] = 0;
  EXPECT_EQ(actual, expected);
}

TEST(ReadSarif, RefusesWhatIsNoReportOfOurs) {
  EXPECT_THROW(readSarif(Json::array()), std::runtime_error);
  EXPECT_THROW(readSarif(Json{{"version", "2.1.0"}, {"runs", Json::array()}}), std::runtime_error);
  Json other{{"version", "2.1.0"},
             {"runs", {{{"tool", {{"driver", {{"name", "lint"}}}}}, {"results", Json::array()}}}}};
  EXPECT_THROW(readSarif(other), std::runtime_error);
}

TEST(ReadSarif, ReadsALogThatLacksEverythingOptional) {
  Json log{{"version", "2.1.0"}, {"runs", Json::array({{{"tool", {{"driver", {{"name", "dbrace"}}}}}}})}};
  log["runs"][0]["results"] = Json::array({Json::object()});
  Report report = readSarif(log);
  ASSERT_EQ(report.results.size(), 1u);
  EXPECT_EQ(report.results[0].finding.at.line, 0u);
}

TEST(ReadSarif, MergesWithoutSayingThingsTwice) {
  SampleReport sample;
  fill(sample);
  Report one = sample.report, other = sample.report;
  other.results[0].finding.at.line = 77;
  merge(one, other);
  EXPECT_EQ(one.results.size(), 3u);
  EXPECT_EQ(one.rules.size(), 2u);
  ASSERT_EQ(one.tables.size(), 1u);
  EXPECT_EQ(one.tables[0].reads, 6u);
  EXPECT_EQ(one.summary.unitsRead, 8u);
}

TEST(ReadSarif, DecodesUris) {
  for (const char *path : {"a b.c", "100%.c", "caf\xc3\xa9/x#y.c", "%41"})
    EXPECT_EQ(percentDecoded(percentEncoded(path)), path);
  EXPECT_EQ(percentDecoded("a%2"), "a%2");
}

}  // namespace
}  // namespace dbrace::report
