// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Replacements.h"

#include "report/SampleReport.h"

namespace dbrace::report {
namespace {

Fix insertion(const CodePlace &at, std::string text, bool safe) {
  Edit edit;
  edit.at = at;
  edit.at.end = edit.at.begin;
  edit.text = std::move(text);
  return {.what = "insert it", .safe = safe, .reservation = safe ? "" : "why", .edits = {std::move(edit)}};
}

TEST(Replacements, NameFileOffsetAndText) {
  SampleReport sample;
  sample.finding().message = "the sample's message";
  sample.finding().fix = insertion(sample.place("src/shop.cpp", "add("), " 'x'", true);
  std::string root = sample.report.root.string();
  EXPECT_EQ(asReplacements(sample.report, false), "---\n"
                                                  "MainSourceFile:  '" +
                                                      root +
                                                      "/src/shop.cpp'\n"
                                                      "Diagnostics:\n"
                                                      "  - DiagnosticName:  dbrace-duplicate-insert\n"
                                                      "    DiagnosticMessage:\n"
                                                      "      Message:         'the sample''s message'\n"
                                                      "      FilePath:        '" +
                                                      root +
                                                      "/src/shop.cpp'\n"
                                                      "      FileOffset:      30\n"
                                                      "      Replacements:\n"
                                                      "        - FilePath:        '" +
                                                      root +
                                                      "/src/shop.cpp'\n"
                                                      "          Offset:          30\n"
                                                      "          Length:          0\n"
                                                      "          ReplacementText: ' ''x'''\n"
                                                      "    Level:           Error\n"
                                                      "    BuildDirectory:  '" +
                                                      root + "'\n...\n");
}

TEST(Replacements, LeaveOutWhatIsUnsafeOrSuppressed) {
  SampleReport sample;
  EXPECT_NE(asReplacements(sample.report, true).find("Diagnostics: []"), std::string::npos);
  sample.finding().fix = insertion(sample.place("src/shop.cpp", "add("), "x", false);
  EXPECT_NE(asReplacements(sample.report, false).find("Diagnostics: []"), std::string::npos);
  EXPECT_EQ(asReplacements(sample.report, true).find("Diagnostics: []"), std::string::npos);
  sample.report.results[0].suppressed = SuppressedBy{};
  EXPECT_NE(asReplacements(sample.report, true).find("Diagnostics: []"), std::string::npos);
}

}  // namespace
}  // namespace dbrace::report
