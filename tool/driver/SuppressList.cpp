// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SuppressList.h"

#include "driver/Choices.h"
#include "driver/Glob.h"
#include "rules/Rules.h"
#include "schema/JsonPlaces.h"
#include "schema/Names.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace dbrace::driver {
namespace {

using Json = nlohmann::json;

constexpr std::string_view members[] = {"rule", "path", "function", "table", "reason"};

bool fitsAnyRule(const std::string &glob) {
  return std::ranges::any_of(rules(), [&](const Rule &rule) { return globMatches(glob, rule.name); });
}

std::vector<std::string_view> ruleNames() {
  std::vector<std::string_view> names;
  for (const Rule &rule : rules())
    names.push_back(rule.name);
  return names;
}

}  // namespace

bool SuppressEntry::fits(const Finding &finding) const {
  // Tables are compared as databases do, the schema in front of a name may be left out.
  std::string name = schema::folded(finding.table), glob = schema::folded(table);
  return (rule.empty() || globMatches(rule, finding.rule)) && (path.empty() || excludes(path, finding.at.file)) &&
         (function.empty() || globMatches(function, finding.function) || globMatches(function, finding.at.function)) &&
         (table.empty() || globMatches(glob, name) || globMatches(glob, name.substr(name.rfind('.') + 1)));
}

std::variant<std::vector<SuppressEntry>, SuppressProblem>
readSuppressList(const Json &json, const std::function<CodePlace(const std::string &pointer)> &placeOf) {
  if (!json.is_array())
    return SuppressProblem{"/suppress", "must be a list of objects with rule, path, function, table and reason"};
  std::vector<SuppressEntry> list;
  for (std::size_t i = 0; i < json.size(); ++i) {
    std::string pointer = "/suppress/" + std::to_string(i);
    if (!json[i].is_object())
      return SuppressProblem{pointer, "must be an object with rule, path, function, table and reason"};
    SuppressEntry entry;
    std::string *const texts[] = {&entry.rule, &entry.path, &entry.function, &entry.table, &entry.reason};
    for (const auto &[name, value] : json[i].items()) {
      auto member = std::ranges::find(members, name);
      std::string place = pointer + "/" + schema::pointerStep(name);
      if (member == std::end(members))
        return SuppressProblem{place, notAllowed(name, "member of a suppression", members)};
      if (!value.is_string() || value.get_ref<const std::string &>().empty())
        return SuppressProblem{place, "must be a text"};
      *texts[member - std::begin(members)] = value.get<std::string>();
    }
    if (entry.rule.empty() && entry.path.empty() && entry.function.empty() && entry.table.empty())
      return SuppressProblem{pointer, "would silence everything; name a rule, path, function or table"};
    if (!entry.rule.empty() && !fitsAnyRule(entry.rule))
      return SuppressProblem{pointer + "/rule", notAllowed(entry.rule, "rule", ruleNames())};
    entry.at = placeOf(pointer);
    list.push_back(std::move(entry));
  }
  return list;
}

}  // namespace dbrace::driver
