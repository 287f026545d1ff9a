// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Selection.h"

#include <algorithm>

namespace dbrace::driver {

Selection::Selection(const std::vector<CompileCommand> &commands, TextIndex &index)
    : index(index), selected(commands.size()) {
  IncludeGraph graph(index);
  for (const CompileCommand &command : commands)
    units.push_back(graph.filesOf(command));
  covered.resize(index.size());
}

/// A member can only be called where its class is complete, that is where some file of the unit names it.
bool Selection::sees(std::size_t unit, Identifier inClass) {
  if (inClass == 0 || !units[unit].complete)
    return true;
  auto [entry, isNew] = filesWith.try_emplace(inClass);
  std::vector<bool> &files = entry->second;
  if (isNew)
    for (FileId file = 0; file < index.size(); ++file)
      files.push_back(index.text(file).has(inClass));
  return files[*units[unit].main] ||
         std::any_of(units[unit].headers.begin(), units[unit].headers.end(), [&](FileId file) { return files[file]; });
}

bool Selection::isCalledIn(std::size_t unit, const FileText &text) {
  auto isIn = [&](Identifier name) { return text.has(name); };
  return std::any_of(regionNames.begin(), regionNames.end(), isIn) ||
         std::any_of(typeNames.begin(), typeNames.end(), isIn) ||
         std::any_of(known.begin(), known.end(),
                     [&](const ReachingName &name) { return text.has(name.name) && sees(unit, name.inClass); });
}

void Selection::growByRegions() {
  for (const ReachingName &name : known)
    if (name.unspoken)
      typeNames.insert(name.name);
  auto reaches = [&](const Region &region) {
    auto inBody = [&](Identifier name) {
      return std::binary_search(region.identifiers.begin(), region.identifiers.end(), name);
    };
    if (region.isType)
      return std::any_of(typeNames.begin(), typeNames.end(), inBody);
    return region.namesDatabase || std::any_of(regionNames.begin(), regionNames.end(), inBody) ||
           std::any_of(known.begin(), known.end(), [&](const ReachingName &name) { return inBody(name.name); });
  };
  for (bool grown = true; grown;) {
    grown = false;
    for (FileId file = 0; file < index.size(); ++file)
      for (const Region &region : index.text(file).regions) {
        std::set<Identifier> &names = region.isType ? typeNames : regionNames;
        bool isNew = std::any_of(region.names.begin(), region.names.end(),
                                 [&](Identifier name) { return name != 0 && !names.contains(name); });
        if (!isNew || !reaches(region))
          continue;
        for (Identifier name : region.names)
          grown |= name != 0 && names.insert(name).second;
      }
  }
}

std::vector<std::size_t> Selection::next(const std::set<ReachingName> &names, const std::set<Identifier> &carriers) {
  known = names;
  growByRegions();
  std::vector<std::size_t> found;
  auto select = [&](std::size_t unit) {
    selected[unit] = true;
    found.push_back(unit);
    for (FileId header : units[unit].headers)
      covered[header] = true;
  };
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    if (selected[unit])
      continue;
    // What cannot be read is selected too: reading it tells why.
    if (!units[unit].main) {
      select(unit);
      continue;
    }
    const FileText &text = index.text(*units[unit].main);
    bool carries = std::any_of(carriers.begin(), carriers.end(), [&](Identifier name) { return text.hasBodyOf(name); });
    if (text.namesDatabase || carries || isCalledIn(unit, text))
      select(unit);
  }
  // Functions in a header reach what they reach in every unit: one unit that includes it shows them.
  for (std::size_t unit = 0; unit < units.size(); ++unit)
    if (!selected[unit] && std::any_of(units[unit].headers.begin(), units[unit].headers.end(), [&](FileId header) {
          return !covered[header] && (index.text(header).namesDatabase || isCalledIn(unit, index.text(header)));
        }))
      select(unit);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace dbrace::driver
