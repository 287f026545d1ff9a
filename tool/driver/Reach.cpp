// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Reach.h"

#include "worlds/FunctionTables.h"

#include <algorithm>
#include <cctype>

namespace dbrace::driver {
namespace {

template <typename... Kinds> bool isAny(const apis::Effect &effect) {
  return (std::holds_alternative<Kinds>(effect) || ...);
}

/// "a::b::f" -> {"a::b", "f"}; "(lambda 1)" counts as part of the function around it.
std::pair<std::string_view, std::string_view> split(std::string_view name) {
  std::size_t lambda = name.find("::(lambda");
  if (lambda != std::string_view::npos)
    name = name.substr(0, lambda);
  std::size_t colons = name.rfind("::");
  return colons == std::string_view::npos ? std::pair{std::string_view(), name}
                                          : std::pair{name.substr(0, colons), name.substr(colons + 2)};
}

bool isOperator(std::string_view name) {
  return name.starts_with("operator") && (name.size() == 8 || !std::isalnum(static_cast<unsigned char>(name[8])));
}

ReachingName asCalled(std::string_view qualified, bool isMember) {
  constexpr std::string_view initializer = "init:";  // Of a global: whoever names it uses what it holds.
  if (qualified.starts_with(initializer))
    return {identifier(qualified.substr(qualified.rfind(':') + 1)), 0};
  auto [scope, name] = split(qualified);
  if (!isMember || scope.empty())
    return {identifier(name), 0};
  std::string_view className = split(scope).second;
  bool unspoken = name == className || name.starts_with('~') || isOperator(name);
  return {identifier(unspoken ? className : name), identifier(className), unspoken};
}

/// "const shop::Accounts &" -> "Accounts"; nothing for what is no class of a program.
std::string_view classNamed(std::string_view type) {
  type = type.substr(0, type.find('<'));
  while (!type.empty() && !std::isalnum(static_cast<unsigned char>(type.back())) && type.back() != '_')
    type.remove_suffix(1);
  std::size_t begin = type.find_last_of(" :");
  std::string_view name = begin == std::string_view::npos ? type : type.substr(begin + 1);
  return type.find("std::") == std::string_view::npos ? name : std::string_view();
}

/// The qualified names of the class's bases, of all degrees.
std::set<std::string> basesOf(const facts::Unit &unit, std::string_view name) {
  std::set<std::string> bases;
  std::vector<std::string> work = {std::string(name)};
  while (!work.empty()) {
    std::string current = std::move(work.back());
    work.pop_back();
    for (const facts::Class &one : unit.classes)
      if (unit.strings[one.name] == current)
        for (facts::TextId base : one.bases)
          if (bases.emplace(unit.strings[base]).second)
            work.emplace_back(unit.strings[base]);
  }
  return bases;
}

}  // namespace

bool reachesDatabase(const apis::Function &model) {
  return std::any_of(model.effects.begin(), model.effects.end(), [](const apis::Effect &effect) {
    return isAny<apis::Prepare, apis::Bind, apis::Run, apis::Record, apis::Entity, apis::Answer, apis::TakeResult,
                 apis::NextRow, apis::ForEachRow, apis::Rewind, apis::Measure, apis::ReadColumn, apis::BindResult,
                 apis::Transaction>(effect);
  });
}

Reach::Node Reach::node(std::string_view text) {
  auto [entry, isNew] = nodes.try_emplace(std::string(text), static_cast<Node>(callers.size()));
  if (isNew) {
    callers.emplace_back();
    called.emplace_back();
  }
  return entry->second;
}

bool Reach::isDatabase(const facts::Unit &unit, facts::TextId model) {
  if (model == 0)
    return false;
  auto [entry, isNew] = databaseModels.try_emplace(std::string(unit.strings[model]), false);
  if (isNew)
    if (const apis::Function *function = models.find(entry->first))
      entry->second = reachesDatabase(*function);
  return entry->second;
}

void Reach::addNames(const facts::Unit &unit, const facts::Function &function, Node self) {
  std::string_view qualified = unit.strings[function.name];
  called[self].insert(asCalled(qualified, function.classKey != 0));
  auto [scope, name] = split(qualified);
  if (function.classKey == 0 && isOperator(name))
    for (const facts::Variable &parameter : function.parameters)
      if (std::string_view of = classNamed(unit.strings[parameter.type]); !of.empty())
        called[self].insert({identifier(of), 0, true});
  if (function.overrides.empty())
    return;
  // The overridden method has perhaps no body anywhere; a caller sees one of the bases and its name.
  for (const std::string &base : basesOf(unit, scope))
    called[self].insert(asCalled(base + "::" + std::string(name.starts_with('~') ? "~" : name), true));
}

/// The node of a member that holds functions.
Reach::Node Reach::addMember(std::string_view qualified) {
  Node through = node("member " + std::string(qualified));
  called[through].insert(asCalled(qualified, true));
  return through;
}

void Reach::addCarrier(const facts::Unit &unit, const facts::Function &function, const facts::Call &call) {
  if (call.callee.key == 0 || call.callee.model != 0)
    return;
  bool handed = std::any_of(call.arguments.begin(), call.arguments.end(), [&](const facts::Argument &argument) {
    const auto *text = std::get_if<facts::TextConstant>(&function.values[argument.value]);
    return text && std::any_of(text->pieces.begin(), text->pieces.end(), [&](const facts::LiteralPiece &piece) {
             return looksLikeSql(unit.strings[piece.text]);
           });
  });
  if (!handed)
    return;
  std::string_view key = unit.strings[call.callee.key];
  auto [scope, name] = split(unit.strings[call.callee.name]);
  std::set<Identifier> &names = carrying[node(key)];
  if (!isOperator(name))
    names.insert(identifier(name));
  if (call.callee.kind == facts::CallKind::Method || call.callee.kind == facts::CallKind::Constructor)
    names.insert(identifier(split(scope).second));
  // `"SELECT id FROM " + name`: the class is that of the other operand, as the key tells.
  if (isOperator(name))
    for (std::size_t at = key.find("@S@", key.find('#')); at < key.size(); at = key.find("@S@", at + 1))
      if (std::string_view of = key.substr(at + 3); !key.substr(0, at).ends_with("@std"))
        names.insert(identifier(of.substr(0, of.find_first_of("#@>&*"))));
}

void Reach::add(const facts::Unit &unit) {
  for (const facts::Function &function : unit.functions) {
    Node self = node(unit.strings[function.key]);
    withBody.insert(self);
    addNames(unit, function, self);
    // A call that could not be resolved links by name: it reaches what a function of that name reaches.
    reachedBy(self, node(unit.strings[function.name]));
    // Whoever calls the overridden method may run this one.
    for (facts::TextId base : function.overrides)
      reachedBy(self, node(unit.strings[base]));
    auto reach = [&](facts::TextId key) {
      if (key != 0)
        reachedBy(node(unit.strings[key]), self);
    };
    auto call = [&](const facts::Callee &callee) {
      if (isDatabase(unit, callee.model))
        ends.push_back(self);
      reach(callee.key != 0 ? callee.key : callee.name);
      if (callee.kind == facts::CallKind::Method && callee.key != 0) {
        // The base's method has perhaps no body anywhere; its name is known from the call.
        Node target = node(unit.strings[callee.key]);
        called[target].insert(asCalled(unit.strings[callee.name], true));
      }
    };
    for (const facts::Block &block : function.blocks)
      for (const facts::Step &step : block.steps)
        if (const auto *it = std::get_if<facts::Call>(&step.what)) {
          call(it->callee);
          addCarrier(unit, function, *it);
          if (facts::TextId member = worlds::FunctionTables::memberCalled(function, *it))
            reachedBy(addMember(unit.strings[member]), self);
        } else if (const auto *it = std::get_if<facts::Assign>(&step.what)) {
          // A function in a member of a structure is called by whoever calls through the member.
          const auto *member = std::get_if<facts::Field>(&function.places[it->place]);
          const auto *stored = member ? std::get_if<facts::FunctionRef>(&function.values[it->value]) : nullptr;
          if (stored) {
            Node through = addMember(unit.strings[member->name]);
            reachedBy(node(unit.strings[stored->key]), through);
          }
        }
    for (const facts::Cleanup &cleanup : function.cleanups)
      if (const auto *it = std::get_if<facts::Destroy>(&cleanup.what))
        call(it->destructor);
    for (const facts::Value &value : function.values) {
      if (const auto *it = std::get_if<facts::FunctionRef>(&value))
        reach(it->key);
      else if (const auto *it = std::get_if<facts::LambdaRef>(&value))
        reach(it->key);
    }
  }
}

std::set<ReachingName> Reach::names() const {
  std::set<ReachingName> names;
  std::vector<bool> seen(callers.size());
  std::vector<Node> work = ends;
  while (!work.empty()) {
    Node node = work.back();
    work.pop_back();
    if (seen[node])
      continue;
    seen[node] = true;
    names.insert(called[node].begin(), called[node].end());
    work.insert(work.end(), callers[node].begin(), callers[node].end());
  }
  return names;
}

std::set<Identifier> Reach::carriers() const {
  std::set<Identifier> names;
  for (const auto &[node, of] : carrying)
    if (!withBody.contains(node))
      names.insert(of.begin(), of.end());
  return names;
}

}  // namespace dbrace::driver
