// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Text.h"

#include "report/SampleReport.h"

namespace dbrace::report {
namespace {

TEST(Text, PrintsLikeACompiler) {
  SampleReport sample;
  EXPECT_EQ(asText(sample.report),
            "src/shop.cpp:3:3: error: two rows of users with one email [dbrace-duplicate-insert]\n"
            "    3 |                 add(email, 1);\n"
            "      |                 ^~~~~~~~~~~~~\n"
            "src/shop.cpp:2:7: note: no row was found here\n"
            "    2 |         if (!taken())\n"
            "      |              ^~~~~~~\n"
            "src/shop.cpp:3:3: note: assumed: Nobody else calls it\n"
            "src/shop.cpp:3:3: note: to fix it: Add a unique key.\n");
}

TEST(Text, ColoursOnlyWhenTold) {
  SampleReport sample;
  EXPECT_EQ(asText(sample.report).find('\x1b'), std::string::npos);
  EXPECT_NE(asText(sample.report, {.colour = true}).find("\x1b[1;31merror:\x1b[0m"), std::string::npos);
}

TEST(Text, LeavesOutWhatIsSuppressed) {
  SampleReport sample;
  sample.report.results[0].suppressed = SuppressedBy{sample.finding().at, "known"};
  EXPECT_EQ(asText(sample.report), "");
}

TEST(Text, QuotesNothingFromAMissingOrShorterFile) {
  SampleReport sample;
  sample.finding().related.clear();
  sample.finding().flow.clear();
  sample.finding().at.line = 4000;
  EXPECT_EQ(asText(sample.report).find(" | "), std::string::npos);
  sample.finding().at.file = "gone.cpp";
  EXPECT_EQ(asText(sample.report).find(" | "), std::string::npos);
  sample.finding().at.file = "src";  // A folder.
  EXPECT_EQ(asText(sample.report).find(" | "), std::string::npos);
}

TEST(Text, PlacesTheCaretByDisplayColumns) {
  SampleReport sample;
  sample.write("a.cpp", "say(\"日é\"); add(x);\n");
  sample.finding() = Finding{.rule = "r", .message = "m", .at = sample.place("a.cpp", "add(x)")};
  EXPECT_EQ(asText(sample.report), "a.cpp:1:15: warning: m [r]\n"
                                   "    1 | say(\"日é\"); add(x);\n"
                                   "      |             ^~~~~~\n");
}

TEST(Text, FitsTheWidth) {
  SampleReport sample;
  sample.write("a.cpp", "if (isNew) add(one, two, three, four, five, six, seven, eight);\n");
  sample.finding() =
      Finding{.rule = "r", .message = "two threads can both find no row", .at = sample.place("a.cpp", "add(one, two")};
  EXPECT_EQ(asText(sample.report, {.width = 40}), "a.cpp:1:12: warning: two threads can\n"
                                                  "      both find no row [r]\n"
                                                  "    1 | if (isNew) add(one, two, thre...\n"
                                                  "      |            ^~~~~~~~~~~~\n");
  sample.finding().at = sample.place("a.cpp", "seven, eight");
  sample.finding().message = "m";
  EXPECT_EQ(asText(sample.report, {.width = 40}), "a.cpp:1:50: warning: m [r]\n"
                                                  "    1 | ...six, seven, eight);\n"
                                                  "      |         ^~~~~~~~~~~~\n");
  sample.write("a.cpp", "tell(\"日é日é日é日é日é日é\"); add(one, two, three, four);\n");
  sample.finding().at = sample.place("a.cpp", "add(one, two, three, four)");
  EXPECT_EQ(asText(sample.report, {.width = 40}), "a.cpp:1:41: warning: m [r]\n"
                                                  "    1 | ...é\"); add(one, two, three, ...\n"
                                                  "      |         ^~~~~~~~~~~~~~~~~~~~~~~~\n");
}

TEST(Text, KeepsFindingsApartOnATerminal) {
  SampleReport sample;
  sample.finding() = Finding{.rule = "r", .message = "m"};
  sample.report.results.push_back(sample.report.results.front());
  EXPECT_EQ(asText(sample.report).find("\n\n"), std::string::npos);
  EXPECT_NE(asText(sample.report, {.width = 80}).find("\n\n"), std::string::npos);
}

TEST(Text, StopsTheUnderlineAtTheEndOfTheLine) {
  SampleReport sample;
  sample.write("a.cpp", "add(x,\n    y);\n");
  sample.finding() = Finding{.rule = "r", .message = "m", .at = sample.place("a.cpp", "add(x,\n    y)")};
  EXPECT_NE(asText(sample.report).find("      | ^~~~~~\n"), std::string::npos) << asText(sample.report);
}

TEST(Text, EscapesWhatSteersATerminal) {
  SampleReport sample;
  sample.write("a.cpp", "add(\"\x1b[2J\xe2\x80\xae\xff\");\n");
  sample.finding() = Finding{.rule = "r", .message = "m\x1b]0;x\x07\nz", .at = sample.place("a.cpp", "add(")};
  EXPECT_EQ(asText(sample.report), "a.cpp:1:1: warning: m<U+001B>]0;x<U+0007> z [r]\n"
                                   "    1 | add(\"<U+001B>[2J<U+202E><FF>\");\n"
                                   "      | ^~~~\n");
}

TEST(Text, CutsLinesOfGeneratedCode) {
  SampleReport sample;
  sample.write("a.cpp", std::string(100000, ';') + "add(x);" + std::string(100000, ';') + "\n");
  sample.finding() = Finding{.rule = "r", .message = "m", .at = sample.place("a.cpp", "add(x)")};
  std::string text = asText(sample.report);
  EXPECT_LT(text.size(), 1000u);
  EXPECT_NE(text.find("add(x)"), std::string::npos);
  EXPECT_NE(text.find("^~~~~~\n"), std::string::npos);
}

TEST(Text, PrintsNoticesWithTheCommandThatRepeatsThem) {
  SampleReport sample;
  sample.report.results.clear();
  sample.report.notices = {
      {Level::Warning, "unit-not-read", "a.cpp was not read: killed", "a.cpp", "dbrace extract a.cpp"}};
  EXPECT_EQ(asText(sample.report), "a.cpp: warning: a.cpp was not read: killed [unit-not-read]\n"
                                   "a.cpp: note: to see it again: dbrace extract a.cpp\n");
}

TEST(Summary, CountsByLevel) {
  SampleReport sample;
  sample.report.results.push_back(sample.report.results[0]);
  sample.report.results[1].suppressed = SuppressedBy{};
  sample.report.summary = {.unitsRead = 1, .unitsSkipped = 7, .unitsFailed = 2, .unitsWithErrors = 1, .seconds = 1.25};
  EXPECT_EQ(describe(sample.report),
            "1 error, 0 warnings, 0 notes, 1 suppressed\n"
            "1 unit read (1 with compiler errors), 7 skipped as far from any database, 2 failed\n"
            "0 database calls, 0 statements: 0 understood, 0 in part, 0 not\n"
            "1.2 s\n");
  sample.report.summary.standIns = {{"qtsql", {"QSqlError", "QSqlQuery"}}, {"sqlite3", {"sqlite3.h"}}};
  EXPECT_NE(
      describe(sample.report)
          .find("\nread from stand-ins, the real headers are missing here: qtsql (2 headers), sqlite3 (1 header)\n"),
      std::string::npos);
}

}  // namespace
}  // namespace dbrace::report
