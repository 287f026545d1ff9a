// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The formats of forges: what their readers ask for, and text that would break them.
#include "report/Github.h"
#include "report/Gitlab.h"
#include "report/Junit.h"

#include "report/SampleReport.h"

#include <nlohmann/json.hpp>

#include <regex>
#include <set>

namespace dbrace::report {
namespace {

using Json = nlohmann::json;

bool contains(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

/// Tags are balanced, nothing is left of what would have to be escaped.
void expectWellFormed(const std::string &xml) {
  std::vector<std::string> open;
  std::regex tag("<(/?)([a-z-]+)((?: [a-z]+=\"[^\"<>]*\")*)(/?)>");
  std::string rest = xml.substr(xml.find("?>") + 2);
  std::string between;
  std::sregex_iterator end;
  std::size_t last = 0;
  for (std::sregex_iterator it(rest.begin(), rest.end(), tag); it != end; ++it) {
    between += rest.substr(last, static_cast<std::size_t>(it->position()) - last);
    last = static_cast<std::size_t>(it->position() + it->length());
    if ((*it)[1] == "/") {
      ASSERT_FALSE(open.empty());
      EXPECT_EQ(open.back(), (*it)[2]);
      open.pop_back();
    } else if ((*it)[4] != "/") {
      open.push_back((*it)[2]);
    }
  }
  EXPECT_TRUE(open.empty());
  EXPECT_EQ(between.find_first_of("<>"), std::string::npos) << between;
}

TEST(Github, WritesOneCommandForEachFinding) {
  SampleReport sample;
  EXPECT_EQ(asGithub(sample.report),
            "::error file=src/shop.cpp,line=3,col=3,endColumn=16,title=dbrace-duplicate-insert::two rows of users with "
            "one email%0Asrc/shop.cpp:2: no row was found here%0Aassumed: Nobody else calls it%0Ato fix it: Add a "
            "unique key.\n");
}

TEST(Github, EscapesWhatTheRunnerReads) {
  SampleReport sample;
  sample.write("a,b:c%.cpp", "add(x,\r\n y);\n");
  sample.finding() = Finding{.rule = "r,:", .level = Level::Note, .message = "100% of ::error::\r\na, b: c"};
  sample.finding().at = sample.place("a,b:c%.cpp", "add(x,\r\n y)");
  EXPECT_EQ(asGithub(sample.report), "::notice file=a%2Cb%3Ac%25.cpp,line=1,endLine=2,title=r%2C%3A::"
                                     "100%25 of ::error::%0D%0Aa, b: c\n");
}

TEST(Github, LeavesOutWhatIsSuppressedAndTellsOfNotices) {
  SampleReport sample;
  sample.report.results[0].suppressed = SuppressedBy{};
  sample.report.notices = {{Level::Warning, "unit-not-read", "a crash", "a.cpp", ""}, {Level::Note, "n", "m", "", ""}};
  EXPECT_EQ(asGithub(sample.report), "::warning file=a.cpp,title=unit-not-read::a crash\n");
}

TEST(Gitlab, HasWhatTheFormatRequires) {
  SampleReport sample;
  sample.report.results.push_back(sample.report.results[0]);
  sample.report.results.push_back(sample.report.results[0]);
  sample.report.results[1].finding.level = Level::Note;
  sample.report.results[2].suppressed = SuppressedBy{};
  Json list = Json::parse(asGitlab(sample.report));
  ASSERT_EQ(list.size(), 2u);
  std::set<std::string> fingerprints;
  for (const Json &entry : list) {
    EXPECT_EQ(entry["description"], "two rows of users with one email");
    EXPECT_EQ(entry["check_name"], "dbrace-duplicate-insert");
    EXPECT_EQ(entry["location"]["path"], "src/shop.cpp");
    EXPECT_EQ(entry["location"]["lines"]["begin"], 3);
    fingerprints.insert(entry["fingerprint"].get<std::string>());
  }
  EXPECT_EQ(list[0]["severity"], "critical");
  EXPECT_EQ(list[1]["severity"], "minor");
  EXPECT_EQ(fingerprints.size(), 2u);
}

TEST(Gitlab, AnEmptyReportIsAnEmptyList) {
  SampleReport sample;
  sample.report.results.clear();
  EXPECT_EQ(Json::parse(asGitlab(sample.report)), Json::array());
}

TEST(Junit, FailsWhatMakesTheExitCode) {
  SampleReport sample;
  sample.report.results.push_back(sample.report.results[0]);
  sample.report.results.push_back(sample.report.results[0]);
  sample.report.results[1].fails = false;
  sample.report.results[2].suppressed = SuppressedBy{sample.finding().at, "one writer"};
  std::string xml = asJunit(sample.report);
  expectWellFormed(xml);
  EXPECT_TRUE(contains(xml, "<testsuite name=\"dbrace-unhandled-conflict\" package=\"dbrace\" id=\"0\""));
  EXPECT_TRUE(contains(xml, "<testcase name=\"no finding\" classname=\"dbrace-unhandled-conflict\""));
  EXPECT_TRUE(contains(xml, "tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\""));
  EXPECT_TRUE(contains(xml, "<failure message=\"two rows of users with one email\" type=\"error\">src/shop.cpp:3: "));
  EXPECT_TRUE(contains(xml, "<skipped message=\"suppressed: one writer\"/>"));
}

TEST(Junit, EscapesAndHoldsNoControlCharacter) {
  SampleReport sample;
  sample.finding().message = "a<b> & \"c\" ]]> \x01\xff\n</failure>";
  sample.report.finished = "2026-01-31T12:00:00Z";
  sample.report.notices = {{Level::Error, "schema-unused", "</error>", "", ""}};
  std::string xml = asJunit(sample.report);
  expectWellFormed(xml);
  EXPECT_TRUE(
      contains(xml, "message=\"a&lt;b&gt; &amp; &quot;c&quot; ]]&gt; \xef\xbf\xbd\xef\xbf\xbd&#10;&lt;/failure&gt;\""));
  EXPECT_TRUE(contains(xml, "timestamp=\"2026-01-31T12:00:00\""));
  EXPECT_TRUE(contains(xml, "<error message=\"&lt;/error&gt;\" type=\"schema-unused\">"));
}

}  // namespace
}  // namespace dbrace::report
