// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Deciders.h"

#include <map>
#include <set>
#include <tuple>

namespace dbrace {

void nameDeciders(std::vector<Finding> &findings) {
  auto place = [](const Finding &it) { return std::tuple(it.rule, it.at.file, it.at.line, it.at.column, it.message); };
  std::map<decltype(place(findings.front())), std::set<std::string>> functions;
  for (const Finding &finding : findings)
    functions[place(finding)].insert(finding.function);
  for (Finding &finding : findings)
    if (functions[place(finding)].size() > 1)
      finding.message += " (on the way from " + finding.function + ")";
}

}  // namespace dbrace
