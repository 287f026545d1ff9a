// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Members and references that the standard asks for. test-inputs/sarif/validate.py checks whole files against OASIS'
// schema, where a package that ships it is installed.
#include "report/Sarif.h"

#include "report/Json.h"
#include "report/SampleReport.h"

#include <nlohmann/json.hpp>

namespace dbrace::report {
namespace {

using Json = nlohmann::json;

Json runOf(const Report &report) {
  Json log = Json::parse(asSarif(report));
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_EQ(log["runs"].size(), 1u);
  return log["runs"][0];
}

TEST(Sarif, DescribesARunWithItsRules) {
  SampleReport sample;
  sample.report.exitCode = 1;
  sample.report.commandLine = {"dbrace", "scan", "a b"};
  sample.report.finished = "2026-01-31T12:00:00Z";
  Json run = runOf(sample.report);
  EXPECT_EQ(run["tool"]["driver"]["version"], "1.2.3");
  EXPECT_EQ(run["tool"]["driver"]["rules"][1]["id"], "dbrace-duplicate-insert");
  EXPECT_EQ(run["tool"]["driver"]["rules"][1]["defaultConfiguration"]["level"], "error");
  EXPECT_EQ(run["tool"]["driver"]["rules"][1]["help"]["markdown"], "# Page 2\n");
  EXPECT_EQ(run["invocations"][0]["exitCode"], 1);
  EXPECT_EQ(run["invocations"][0]["endTimeUtc"], "2026-01-31T12:00:00Z");
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
  EXPECT_EQ(run["invocations"][0]["arguments"], (Json{"scan", "a b"}));
  std::string root = run["originalUriBaseIds"]["SRCROOT"]["uri"];
  EXPECT_EQ(root, "file://" + sample.report.root.string() + "/");
}

TEST(Sarif, AResultRefersToItsRuleFilesAndPlaces) {
  SampleReport sample;
  Json run = runOf(sample.report);
  Json result = run["results"][0];
  EXPECT_EQ(result["ruleId"], run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"]);
  EXPECT_EQ(result["level"], "error");
  EXPECT_EQ(result["message"]["text"], "two rows of users with one email. Add a unique key.");
  Json place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(
      place["region"],
      (Json{{"startLine", 3}, {"startColumn", 3}, {"endColumn", 16}, {"snippet", {{"text", "\t\tadd(email, 1);"}}}}));
  EXPECT_EQ(place["artifactLocation"]["uriBaseId"], "SRCROOT");
  EXPECT_EQ(run["artifacts"][place["artifactLocation"]["index"].get<std::size_t>()]["location"]["uri"], "src/shop.cpp");
  EXPECT_EQ(run["artifacts"].size(), 1u);
  EXPECT_EQ(result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "Shop::signUp");
  EXPECT_EQ(result["relatedLocations"][0]["id"], 1);
  EXPECT_EQ(result["codeFlows"][0]["threadFlows"][0]["locations"].size(), 2u);
  EXPECT_EQ(result["partialFingerprints"]["dbrace/v1"], "0123456789abcdef");
  EXPECT_EQ(result["properties"]["keyColumns"], Json{"email"});
  EXPECT_FALSE(result.contains("suppressions"));
}

TEST(Sarif, CountsColumnsInUtf16) {
  SampleReport sample;
  sample.write("a.cpp", "s(\"\xf0\x9f\x98\x80\xc3\xa9\"); add(x);\n");
  sample.finding() = Finding{.rule = "r", .message = "m", .at = sample.place("a.cpp", "add(x)")};
  Json region = runOf(sample.report)["results"][0]["locations"][0]["physicalLocation"]["region"];
  EXPECT_EQ(region["startColumn"], 11);
  EXPECT_EQ(region["endColumn"], 17);
}

TEST(Sarif, EndsOnALaterLineWhereTheStatementDoes) {
  SampleReport sample;
  sample.write("a.cpp", "add(x,\n  y);\n");
  sample.finding() = Finding{.rule = "r", .message = "m", .at = sample.place("a.cpp", "add(x,\n  y)")};
  Json region = runOf(sample.report)["results"][0]["locations"][0]["physicalLocation"]["region"];
  EXPECT_EQ(region["endLine"], 2);
  EXPECT_EQ(region["endColumn"], 5);
}

TEST(Sarif, TrustsNoOffsetsOfAChangedFile) {
  SampleReport sample;
  sample.finding().at.begin += 1;
  Json region = runOf(sample.report)["results"][0]["locations"][0]["physicalLocation"]["region"];
  EXPECT_EQ(region["startLine"], 3);
  EXPECT_FALSE(region.contains("endColumn"));
}

TEST(Sarif, EncodesUrisAndBadText) {
  SampleReport sample;
  sample.write("a b#\xc3\xa9.cpp", "add(\xff);\n");
  sample.finding() = Finding{.rule = "r", .message = "bad \xff", .at = sample.place("a b#\xc3\xa9.cpp", "add(")};
  Json result = runOf(sample.report)["results"][0];
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a%20b%23%C3%A9.cpp");
  EXPECT_EQ(result["message"]["text"], "bad \xef\xbf\xbd.");
}

TEST(Sarif, BadTextOfASchemaIsReplacedToo) {
  SampleReport sample;
  Replay &replay = sample.finding().replay;
  replay.dialect = sql::Dialect::PostgreSql;
  replay.tables = {{.name = "caf\xe9",
                    .columns = {{.name = "stra\xdf"
                                         "e"}}}};
  replay.rows = "INSERT INTO caf\xe9";
  replay.found = {{"CREATE TABLE caf\xe9 (a int)"}, {{}, {}}};
  replay.alternative = {{"CREATE UNIQUE INDEX i ON caf\xe9 (a)"}, {{}, {}}};
  replay.assumptions = {"caf\xe9 is empty"};
  Json json = runOf(sample.report)["results"][0]["properties"]["replay"];
  EXPECT_EQ(json["schema"]["tables"][0]["name"], "caf\xef\xbf\xbd");
  EXPECT_EQ(json["schema"]["tables"][0]["columns"][0]["name"], "stra\xef\xbf\xbd"
                                                               "e");
  EXPECT_EQ(json["found"]["schema"][0], "CREATE TABLE caf\xef\xbf\xbd (a int)");
  EXPECT_EQ(json["alternative"]["schema"][0], "CREATE UNIQUE INDEX i ON caf\xef\xbf\xbd (a)");
  EXPECT_EQ(json["assumptions"][0], "caf\xef\xbf\xbd is empty");
}

TEST(Sarif, FilesOutsideTheRootAreAbsolute) {
  SampleReport sample;
  sample.finding().at.file = "/usr/include/x.h";
  Json artifact = runOf(sample.report)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
  EXPECT_EQ(artifact["uri"], "file:///usr/include/x.h");
  EXPECT_FALSE(artifact.contains("uriBaseId"));
}

TEST(Sarif, MarksWhatIsSuppressed) {
  SampleReport sample;
  sample.report.results[0].suppressed = SuppressedBy{sample.finding().at, "known"};
  Json result = runOf(sample.report)["results"][0];
  EXPECT_EQ(result["suppressions"][0]["kind"], "inSource");
  EXPECT_EQ(result["suppressions"][0]["justification"], "known");
}

TEST(Sarif, SaysWhatWasNotRead) {
  SampleReport sample;
  sample.report.exitCode = 3;
  sample.report.notices = {{Level::Warning, "unit-not-read", "killed", "a.cpp", "dbrace extract a.cpp"}};
  Json run = runOf(sample.report);
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], false);
  Json notification = run["invocations"][0]["toolExecutionNotifications"][0];
  EXPECT_EQ(notification["descriptor"]["id"], run["tool"]["driver"]["notifications"][0]["id"]);
  EXPECT_EQ(notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "a.cpp");
}

TEST(Json, HoldsEveryPartOfAFinding) {
  SampleReport sample;
  Json json = Json::parse(asJson(sample.report));
  Json finding = json["findings"][0];
  EXPECT_EQ(finding["rule"], "dbrace-duplicate-insert");
  EXPECT_EQ(finding["at"]["line"], 3);
  EXPECT_EQ(finding["related"][0]["message"], "no row was found here");
  EXPECT_EQ(finding["suppressed"], false);
  EXPECT_EQ(json["exitCode"], 0);
}

}  // namespace
}  // namespace dbrace::report
