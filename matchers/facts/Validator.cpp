// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/Validator.h"

#include <algorithm>

namespace dbrace::facts {
namespace {

/// More than any function has; keeps what readers allocate per temporary in bounds.
constexpr std::uint32_t temporariesLimit = 1 << 20;

constexpr std::array<const char *, static_cast<std::size_t>(Table::Unit) + 1> tableNames{
    "values", "places",      "blocks",   "cleanups",  "sources", "parameters",
    "locals", "temporaries", "captures", "arguments", "units"};

/// Values and places as the nodes of one graph: an edge leads from what contains to what is contained.
class Containment : public Visitor<Containment> {
public:
  explicit Containment(const Function &function) : values(function.values.size()) {
    for (const auto &value : function.values)
      add(value);
    for (const auto &place : function.places)
      add(place);
    starts.push_back(targets.size());
  }
  void reference(std::string_view, Table table, std::uint32_t id) {
    if (table == Table::Value || table == Table::Place)
      targets.push_back(table == Table::Value ? id : values + id);
  }
  void optional(std::string_view name, Table table, std::uint32_t id) {
    if (id != none)
      reference(name, table, id);
  }

  /// How many levels contain each node, and itself; 0 where a node contains itself.
  std::vector<std::uint32_t> depths() const {
    const std::size_t nodes = starts.size() - 1;
    std::vector<std::uint32_t> containers(nodes, 0), depth(nodes, 1);
    for (std::size_t target : targets)
      ++containers[target];
    std::vector<std::size_t> ready;
    for (std::size_t node = 0; node < nodes; ++node)
      if (containers[node] == 0)
        ready.push_back(node);
    while (!ready.empty()) {
      const std::size_t node = ready.back();
      ready.pop_back();
      for (std::size_t edge = starts[node]; edge < starts[node + 1]; ++edge) {
        depth[targets[edge]] = std::max(depth[targets[edge]], depth[node] + 1);
        if (--containers[targets[edge]] == 0)
          ready.push_back(targets[edge]);
      }
    }
    for (std::size_t node = 0; node < nodes; ++node)
      if (containers[node] > 0)
        depth[node] = 0;
    return depth;
  }

private:
  void add(const auto &variant) {
    starts.push_back(targets.size());
    element(variant);
  }

  std::size_t values;
  std::vector<std::size_t> starts, targets;
};

}  // namespace

void Validator::within(std::uint32_t id, std::size_t count, const char *what) {
  if (id == none)
    fail("", std::string("is missing; it must be the number of one of the ") + what);
  else if (id >= count)
    fail("",
         std::to_string(id) + " is too large: there are " + std::to_string(count) + " " + what + ", counted from 0");
}

void Validator::within(std::uint32_t id, Table table) {
  // One past the last argument is where variadic ones would begin.
  within(id, size(table) + (table == Table::ArgumentOrEnd ? 1 : 0), tableNames[static_cast<std::size_t>(table)]);
}

void Validator::visit(const Range &it) {
  describe(*this, it);
  if (!error && it.end < it.begin)
    fail("/end", "the range ends before it begins");
}

void Validator::visit(const Call &it) {
  size(Table::ArgumentOrEnd) = it.arguments.size();
  describe(*this, it);
}

void Validator::visit(const Function &it) {
  size(Table::Value) = it.values.size();
  size(Table::Place) = it.places.size();
  size(Table::Block) = it.blocks.size();
  size(Table::Cleanup) = it.cleanups.size();
  size(Table::Source) = it.sources.size();
  size(Table::Parameter) = it.parameters.size();
  size(Table::Local) = it.locals.size();
  size(Table::Temporary) = it.temporaries;
  size(Table::Capture) = it.captures.size();
  describe(*this, it);
  if (error)
    return;
  if (it.key == 0)
    return fail("/key", "must not be empty");
  if (it.blocks.empty())
    return fail("/blocks", "must hold the entry block at least");
  if (it.sources.empty())
    return fail("/sources", "must hold at least number 0, nowhere");
  if (it.temporaries > temporariesLimit)
    return fail("/temporaries", "must be at most " + std::to_string(temporariesLimit));
  checkNesting(it);
  if (!error)
    checkCleanups(it);
}

void Validator::checkNesting(const Function &it) {
  const std::vector<std::uint32_t> depths = Containment(it).depths();
  for (std::size_t node = 0; node < depths.size(); ++node) {
    if (depths[node] > 0 && depths[node] <= nestingLimit)
      continue;
    const bool isValue = node < it.values.size();
    fail(isValue ? "/values/" + std::to_string(node) : "/places/" + std::to_string(node - it.values.size()),
         depths[node] == 0 ? "is part of itself"
                           : "is nested deeper than " + std::to_string(nestingLimit) + ": use \"unknown\" instead");
    return;
  }
}

void Validator::checkCleanups(const Function &it) {
  // The walk that first came by; one that meets its own trace runs in a circle.
  std::vector<std::uint32_t> walks(it.cleanups.size(), none);
  for (std::uint32_t start = 0; start < it.cleanups.size(); ++start) {
    std::uint32_t at = start;
    for (; at != none && walks[at] == none; at = it.cleanups[at].outer)
      walks[at] = start;
    if (at != none && walks[at] == start)
      return fail("/cleanups/" + std::to_string(at) + "/outer", "leads back to this cleanup");
  }
}

}  // namespace dbrace::facts
