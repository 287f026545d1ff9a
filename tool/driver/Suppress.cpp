// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Suppress.h"

#include "driver/Glob.h"

#include <algorithm>

namespace dbrace::driver {

Suppressions::Suppressions(const worlds::Program &program) {
  std::vector<const facts::Suppression *> comments;
  for (const facts::Suppression &comment : program.suppressions)
    comments.push_back(&comment);
  std::stable_sort(comments.begin(), comments.end(),
                   [](const facts::Suppression *left, const facts::Suppression *right) {
                     return std::pair(left->at.file, left->at.begin) < std::pair(right->at.file, right->at.begin);
                   });
  // Blocks are nested: an end closes the block opened last, if it gives the same list. What is left open or closes
  // nothing is a mistake, and silences nothing.
  std::vector<const facts::Suppression *> open;
  for (const facts::Suppression *comment : comments) {
    if (!open.empty() && open.back()->at.file != comment->at.file)
      open.clear();
    if (comment->form == facts::SuppressionForm::Begin)
      open.push_back(comment);
    else if (comment->form != facts::SuppressionForm::End)
      add(program, *comment, comment->at);
    else if (!open.empty() && open.back()->rules == comment->rules) {
      add(program, *open.back(), comment->at);
      open.pop_back();
    }
  }
}

void Suppressions::add(const worlds::Program &program, const facts::Suppression &comment, const facts::Range &end) {
  Silence silence;
  silence.form = comment.form;
  for (facts::TextId rule : comment.rules)
    silence.rules.emplace_back(program.strings[rule]);
  silence.by.at = {std::string(program.strings[comment.at.file]),
                   comment.at.line,
                   comment.at.column,
                   comment.at.begin,
                   comment.at.end,
                   ""};
  silence.by.reason = program.strings[comment.reason];
  silence.end = end.begin;
  all.push_back(std::move(silence));
}

bool Suppressions::Silence::covers(const CodePlace &at) const {
  if (by.at.file != at.file)
    return false;
  if (form == facts::SuppressionForm::Begin)
    return by.at.begin < at.begin && at.begin < end;
  return by.at.line + (form == facts::SuppressionForm::NextLine ? 1 : 0) == at.line;
}

std::optional<report::SuppressedBy> Suppressions::find(const Finding &finding) const {
  for (const Silence &silence : all)
    if (silence.covers(finding.at) &&
        (silence.rules.empty() || std::any_of(silence.rules.begin(), silence.rules.end(), [&](const std::string &glob) {
           return globMatches(glob, finding.rule);
         })))
      return silence.by;
  return std::nullopt;
}

}  // namespace dbrace::driver
