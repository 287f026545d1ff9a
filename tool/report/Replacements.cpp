// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Replacements.h"

#include "report/SourceText.h"

#include <algorithm>

namespace dbrace::report {

namespace {

/// A single-quoted YAML scalar: the quote is doubled, and nothing else has a meaning.
std::string scalar(std::string_view text) {
  std::string result = "'";
  for (char c : validUtf8(text))
    result += c == '\'' ? std::string("''") : c == '\n' ? std::string("\n\n") : std::string(1, c);
  return result + "'";
}

}  // namespace

std::string asReplacements(const Report &report, bool unsafe) {
  auto absolute = [&](const std::string &file) { return scalar((report.root / file).string()); };
  std::string diagnostics;
  std::string main;
  std::vector<Edit> told;  // The tool that applies them would insert equal ones twice.
  auto touches = [&](const Edit &edit) {
    return std::ranges::any_of(told, [&](const Edit &other) {
      return other.at.file == edit.at.file && other.at.begin <= edit.at.end && edit.at.begin <= other.at.end;
    });
  };
  for (const Result &result : report.results) {
    const Finding &finding = result.finding;
    if (result.suppressed || !finding.fix || !(finding.fix->safe || unsafe))
      continue;
    if (main.empty())
      main = finding.at.file;
    diagnostics += "  - DiagnosticName:  " + finding.rule + "\n";
    diagnostics += "    DiagnosticMessage:\n";
    diagnostics += "      Message:         " + scalar(finding.message) + "\n";
    diagnostics += "      FilePath:        " + absolute(finding.at.file) + "\n";
    diagnostics += "      FileOffset:      " + std::to_string(finding.at.begin) + "\n";
    std::vector<Edit> edits = finding.fix->edits;
    if (std::ranges::any_of(edits, touches))
      edits.clear();
    diagnostics += edits.empty() ? "      Replacements:    []\n" : "      Replacements:\n";
    for (const Edit &edit : edits) {
      told.push_back(edit);
      diagnostics += "        - FilePath:        " + absolute(edit.at.file) + "\n";
      diagnostics += "          Offset:          " + std::to_string(edit.at.begin) + "\n";
      diagnostics += "          Length:          " + std::to_string(edit.at.end - edit.at.begin) + "\n";
      diagnostics += "          ReplacementText: " + scalar(edit.text) + "\n";
    }
    diagnostics += "    Level:           " +
                   std::string(finding.level == Level::Error  ? "Error"
                               : finding.level == Level::Note ? "Remark"
                                                              : "Warning") +
                   "\n";
    diagnostics += "    BuildDirectory:  " + scalar(report.root.string()) + "\n";
  }
  return "---\nMainSourceFile:  " + (main.empty() ? scalar("") : absolute(main)) +
         "\nDiagnostics:" + (diagnostics.empty() ? " []\n" : "\n" + diagnostics) + "...\n";
}

}  // namespace dbrace::report
