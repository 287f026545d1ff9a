// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Suppress.h"

#include "driver/Files.h"
#include "driver/Glob.h"

#include <algorithm>

namespace dbrace::driver {

Suppressions::Suppressions(const worlds::Program &program, const std::vector<SuppressEntry> &list, bool requireReason)
    : list(list), listUsed(list.size(), false), requireReason(requireReason) {
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

bool Suppressions::Silence::namesUs() const {
  return std::ranges::any_of(rules, [](const std::string &glob) { return glob.starts_with("dbrace"); });
}

std::optional<report::SuppressedBy> Suppressions::find(const Finding &finding) {
  for (Silence &silence : all) {
    if (!silence.covers(finding.at) ||
        !(silence.rules.empty() ||
          std::ranges::any_of(silence.rules, [&](const auto &glob) { return globMatches(glob, finding.rule); })))
      continue;
    silence.used = true;
    if (!requireReason || !silence.by.reason.empty())
      return silence.by;
  }
  std::optional<report::SuppressedBy> by;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i].fits(finding)) {
      listUsed[i] = true;  // Each that fits, or removing one entry would make the next one look of use.
      if (!by)
        by = report::SuppressedBy{list[i].at, list[i].reason, false};
    }
  return by;
}

std::vector<report::Notice> Suppressions::notices(bool unused, const std::filesystem::path &root) const {
  std::vector<report::Notice> notices;
  for (const Silence &silence : all)
    if (silence.used && requireReason && silence.by.reason.empty())
      notices.push_back({Level::Warning, "suppression-without-reason",
                         "silences nothing: \"require_reason\" is set, and no reason stands behind it",
                         silence.by.at.file, "", silence.by.at.line});
    else if (unused && !silence.used && silence.namesUs())
      notices.push_back({Level::Note, "unused-suppression", "this comment silences nothing", silence.by.at.file, "",
                         silence.by.at.line});
  for (std::size_t i = 0; unused && i < list.size(); ++i)
    if (!listUsed[i])
      notices.push_back({Level::Note, "unused-suppression", "this entry silences nothing",
                         relativeTo(root, resolved(list[i].at.file)), "", list[i].at.line});
  return notices;
}

}  // namespace dbrace::driver
