// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixes/Apply.h"

#include <algorithm>

namespace dbrace {

namespace {

bool touch(const Edit &left, const Edit &right) {
  if (left.at.begin == left.at.end && right.at.begin == right.at.end)
    return left.at.begin == right.at.begin;
  return left.at.begin < right.at.end && right.at.begin < left.at.end;
}

}  // namespace

ChosenFixes choose(std::span<const Fix *const> fixes) {
  ChosenFixes chosen;
  for (std::size_t i = 0; i < fixes.size(); ++i) {
    auto fits = [&](const Edit &edit) {
      return std::ranges::none_of(chosen.files[edit.at.file], [&](const Edit &known) {
        bool same = known.at.begin == edit.at.begin && known.at.end == edit.at.end && known.text == edit.text;
        return !same && touch(known, edit);
      });
    };
    if (!std::ranges::all_of(fixes[i]->edits, fits)) {
      chosen.leftOut.push_back(i);
      continue;
    }
    chosen.taken.push_back(i);
    for (const Edit &edit : fixes[i]->edits) {
      std::vector<Edit> &known = chosen.files[edit.at.file];
      auto at = std::ranges::lower_bound(known, edit.at.begin, {}, [](const Edit &one) { return one.at.begin; });
      if (at == known.end() || at->at.begin != edit.at.begin || at->at.end != edit.at.end || at->text != edit.text)
        known.insert(at, edit);
    }
  }
  std::erase_if(chosen.files, [](const auto &file) { return file.second.empty(); });
  return chosen;
}

std::string edited(std::string_view content, std::span<const Edit> edits) {
  std::string result;
  std::size_t from = 0;
  for (const Edit &edit : edits) {
    result += content.substr(from, edit.at.begin - from);
    result += edit.text;
    from = edit.at.end;
  }
  result += content.substr(from);
  return result;
}

}  // namespace dbrace
