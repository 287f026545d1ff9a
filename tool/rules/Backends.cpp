// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Backends.h"

#include <algorithm>

namespace dbrace {
namespace {

bool samePlace(const Finding &left, const Finding &right) {
  return left.rule == right.rule && left.at == right.at && left.table == right.table &&
         left.keyColumns == right.keyColumns && left.function == right.function;
}

std::string listed(const std::vector<std::string> &names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return text;
}

Finding merged(std::vector<Finding> all) {
  std::ranges::stable_sort(all, [](const Finding &left, const Finding &right) {
    return std::pair(left.level, left.confidence) > std::pair(right.level, right.confidence);
  });
  Finding first = std::move(all.front());
  std::vector<std::string> named = first.backends;
  for (std::size_t i = 1; i < all.size(); ++i) {
    const std::string &name = all[i].backends.front();
    if (std::ranges::find(first.backends, name) != first.backends.end())
      continue;
    first.backends.push_back(name);
    if (all[i].level == first.level)
      named.push_back(name);
    if (all[i].message != first.message)
      first.related.push_back({all[i].at, "in " + name + ": " + all[i].message});
  }
  std::ranges::sort(first.backends);
  std::ranges::sort(named);
  first.message += " (in " + listed(named) + ")";
  return first;
}

}  // namespace

void mergeBackends(std::vector<Finding> &findings) {
  std::vector<Finding> result;
  std::vector<char> taken(findings.size(), 0);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (taken[i])
      continue;
    std::vector<Finding> all;
    for (std::size_t j = i + 1; j < findings.size() && !findings[i].backends.empty(); ++j)
      if (!taken[j] && !findings[j].backends.empty() && samePlace(findings[i], findings[j])) {
        taken[j] = 1;
        all.push_back(std::move(findings[j]));
      }
    all.insert(all.begin(), std::move(findings[i]));
    result.push_back(all.front().backends.empty() ? std::move(all.front()) : merged(std::move(all)));
  }
  findings = std::move(result);
}

}  // namespace dbrace
