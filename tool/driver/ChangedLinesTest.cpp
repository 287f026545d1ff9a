// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ChangedLines.h"

#include <gtest/gtest.h>

namespace dbrace::driver {
namespace {

constexpr std::string_view diff = "diff --git a/src/a.cpp b/src/a.cpp\n"
                                  "--- a/src/a.cpp\n"
                                  "+++ b/src/a.cpp\n"
                                  "@@ -3,2 +3 @@ void f()\n"
                                  "-one\n"
                                  "-two\n"
                                  "+both\n"
                                  "@@ -10,2 +8,0 @@\n"
                                  "-gone\n"
                                  "--- a dash in front of removed text\n"
                                  "diff --git a/b.sql b/b.sql\n"
                                  "--- a/b.sql\n"
                                  "+++ b/b.sql\t\n"
                                  "@@ -0,0 +1,2 @@\n"
                                  "+++ b/not a file\n"
                                  "+x\n";

TEST(ChangedLines, KnowsAddedAndRemovedLines) {
  ChangedLines changed(diff);
  EXPECT_TRUE(changed.touches("src/a.cpp", 3, 3));
  EXPECT_FALSE(changed.touches("src/a.cpp", 4, 8));
  EXPECT_TRUE(changed.touches("src/a.cpp", 8, 9));  // Something stood between them.
  EXPECT_FALSE(changed.touches("src/a.cpp", 9, 12));
  EXPECT_TRUE(changed.touches("b.sql", 2, 2));
  EXPECT_FALSE(changed.touches("b.sql", 3, 3));
  EXPECT_FALSE(changed.touches("c.cpp", 1, 1));
}

TEST(ChangedLines, ReadsDiffsWithContext) {
  ChangedLines changed("--- a/x.c\n+++ b/x.c\n@@ -1,4 +1,4 @@\n a\n-b\n+c\n \n d\n");
  EXPECT_FALSE(changed.touches("x.c", 1, 1));
  EXPECT_TRUE(changed.touches("x.c", 2, 2));
  EXPECT_FALSE(changed.touches("x.c", 3, 4));
}

TEST(ChangedLines, SeesFilesFromTheRoot) {
  ChangedLines changed(diff, "src/");
  EXPECT_TRUE(changed.touches("a.cpp", 3, 3));
  EXPECT_FALSE(changed.touches("b.sql", 1, 2));
  EXPECT_EQ(changed.nearest("a.cpp", 7), 8u);
  EXPECT_EQ(changed.nearest("b.cpp", 7), 0u);
}

report::Report reportOn(std::uint32_t read, std::uint32_t write) {
  report::Report report;
  report.root = "/nowhere";
  Finding finding;
  finding.at = {.file = "src/a.cpp", .line = write};
  finding.related = {{{.file = "src/a.cpp", .line = read}, "the row is looked up here"}};
  report.results.push_back({finding, std::nullopt});
  report.results[0].baseline = report::Baseline::Unchanged;
  return report;
}

TEST(ShowInChange, MarksWhatIsTouchedAndMovesItThere) {
  report::Report report = reportOn(3, 20);
  showInChange(report, ChangedLines(diff));
  EXPECT_EQ(report.results[0].baseline, report::Baseline::Updated);
  EXPECT_EQ(report.results[0].finding.at.line, 3u);
  EXPECT_EQ(report.results[0].finding.related.back().at.line, 20u);
}

TEST(ShowInChange, LeavesWhatIsUntouchedWhereItIs) {
  report::Report report = reportOn(5, 6);
  showInChange(report, ChangedLines(diff));
  EXPECT_EQ(report.results[0].baseline, report::Baseline::Unchanged);
  EXPECT_EQ(report.results[0].finding.at.line, 6u);
}

TEST(ShowInChange, ShowsNewOnesAtTheNearestChange) {
  report::Report report = reportOn(30, 40);
  report.results[0].baseline = report::Baseline::New;
  showInChange(report, ChangedLines(diff));
  EXPECT_EQ(report.results[0].finding.at.line, 8u);
}

}  // namespace
}  // namespace dbrace::driver
