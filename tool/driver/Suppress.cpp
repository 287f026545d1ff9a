// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Suppress.h"

#include "driver/Glob.h"

#include <algorithm>
#include <limits>

namespace dbrace::driver {

Suppressions::Suppressions(const worlds::Program &program) {
  std::vector<const facts::Suppression *> comments;
  for (const facts::Suppression &comment : program.suppressions)
    comments.push_back(&comment);
  std::stable_sort(comments.begin(), comments.end(),
                   [](const facts::Suppression *left, const facts::Suppression *right) {
                     return std::pair(left->at.file, left->at.begin) < std::pair(right->at.file, right->at.begin);
                   });
  for (std::size_t i = 0; i < comments.size(); ++i) {
    const facts::Suppression &comment = *comments[i];
    if (comment.form == facts::SuppressionForm::End)
      continue;
    Lines lines;
    lines.file = program.strings[comment.at.file];
    lines.first = lines.last = comment.at.line;
    for (facts::TextId rule : comment.rules)
      lines.rules.emplace_back(program.strings[rule]);
    lines.by.at = {lines.file, comment.at.line, comment.at.column, comment.at.begin, comment.at.end, ""};
    lines.by.reason = program.strings[comment.reason];
    if (comment.form == facts::SuppressionForm::NextLine)
      lines.first = lines.last = comment.at.line + 1;
    if (comment.form == facts::SuppressionForm::Begin) {
      // Up to the end that names the same rules; without one to the end of the file.
      auto end =
          std::find_if(comments.begin() + static_cast<long>(i), comments.end(), [&](const facts::Suppression *other) {
            return other->form == facts::SuppressionForm::End && other->at.file == comment.at.file &&
                   other->rules == comment.rules;
          });
      lines.last = end == comments.end() ? std::numeric_limits<std::uint32_t>::max() : (*end)->at.line;
    }
    all.push_back(std::move(lines));
  }
}

std::optional<report::SuppressedBy> Suppressions::find(const Finding &finding) const {
  for (const Lines &lines : all)
    if (lines.file == finding.at.file && lines.first <= finding.at.line && finding.at.line <= lines.last &&
        (lines.rules.empty() || std::any_of(lines.rules.begin(), lines.rules.end(),
                                            [&](const std::string &glob) { return globMatches(glob, finding.rule); })))
      return lines.by;
  return std::nullopt;
}

}  // namespace dbrace::driver
