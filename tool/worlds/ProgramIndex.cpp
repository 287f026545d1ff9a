// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Program.h"

#include <algorithm>
#include <unordered_set>

namespace dbrace::worlds {

using facts::TextId;

namespace {

std::string_view lastName(std::string_view qualified) {
  const std::size_t colons = qualified.rfind("::");
  return colons == std::string_view::npos ? qualified : qualified.substr(colons + 2);
}

/// "app::Shop::find" ends with "Shop::find", not with "op::find".
bool endsWithName(std::string_view qualified, std::string_view name) {
  if (!qualified.ends_with(name))
    return false;
  qualified.remove_suffix(name.size());
  return qualified.empty() || qualified.ends_with("::");
}

/// "const std::vector<int> &" names std::vector.
std::string_view className(std::string_view spelled) {
  for (std::string_view word : {"const ", "struct ", "class "})
    if (spelled.starts_with(word))
      spelled.remove_prefix(word.size());
  return spelled.substr(0, spelled.find_first_of(" <*&"));
}

/// Defaults are part of what a declared callee gets; a spelled one may lack them.
bool fits(const facts::Function &function, std::size_t arguments, bool spelled) {
  const std::size_t parameters = function.parameters.size();
  return parameters == arguments || (function.isVariadic ? arguments > parameters : spelled && arguments < parameters);
}

/// How much a variant of a class says.
std::size_t weight(const facts::Class &it) { return it.bases.size() + it.fields.size() + it.methods.size(); }

/// Everything reached from `start` by `edges`, in the order of distance, `start` first.
std::vector<TextId> reachable(const std::unordered_map<TextId, std::vector<TextId>> &edges, TextId start) {
  std::vector<TextId> found{start};
  std::unordered_set<TextId> seen{start};
  for (std::size_t i = 0; i < found.size(); ++i)
    if (const auto next = edges.find(found[i]); next != edges.end())
      for (TextId to : next->second)
        if (seen.insert(to).second)
          found.push_back(to);
  return found;
}

void addOnce(std::vector<TextId> &to, TextId id) {
  if (std::find(to.begin(), to.end(), id) == to.end())
    to.push_back(id);
}

}  // namespace

ProgramIndex::ProgramIndex(const Program &program) : program_(program) {
  for (const UnitSummary &unit : program.units)
    unitHasErrors.push_back(!unit.errors.empty());
  for (std::uint32_t i = 0; i < program.classes.size(); ++i) {
    const facts::Class &it = program.classes[i];
    classNames.emplace(it.key, it.name);
    const auto [known, isNew] = classByName.try_emplace(it.name, i);
    if (isNew)
      classesByLastName[lastName(program.strings[it.name])].push_back(it.name);
    if (weight(it) > weight(program.classes[known->second]))
      known->second = i;
    for (TextId base : it.bases) {
      addOnce(bases[it.name], base);
      addOnce(derived[base], it.name);
    }
    for (TextId method : it.methods)
      classOfMethod.emplace(method, it.name);
  }
  for (FunctionIndex i = 0; i < program.functions.size(); ++i) {
    const facts::Function &it = program.functions[i].facts;
    byKey[it.key].push_back(i);
    byLastName[lastName(program.strings[it.name])].push_back(i);
    for (TextId overridden : it.overrides)
      addOnce(overriddenBy[overridden], it.key);
    if (const auto owner = classNames.find(it.classKey); owner != classNames.end())
      classOfMethod.emplace(it.key, owner->second);
  }
  for (std::uint32_t i = 0; i < program.globals.size(); ++i)
    globalByName.emplace(program.globals[i].name, i);
}

bool ProgramIndex::fromErrors(FunctionIndex function) const {
  const LinkedFunction &it = program_.functions[function];
  return it.facts.hasErrors ||
         std::any_of(it.units.begin(), it.units.end(), [&](std::uint32_t unit) { return unitHasErrors[unit]; });
}

std::vector<FunctionIndex> ProgramIndex::ownFirst(std::vector<FunctionIndex> found, FunctionIndex caller) const {
  const std::vector<std::uint32_t> &home = program_.functions[caller].units;
  const auto isOwn = [&](FunctionIndex function) {
    const std::vector<std::uint32_t> &units = program_.functions[function].units;
    return std::find_first_of(units.begin(), units.end(), home.begin(), home.end()) != units.end();
  };
  std::vector<FunctionIndex> own;
  std::copy_if(found.begin(), found.end(), std::back_inserter(own), isOwn);
  if (!own.empty())
    return own;
  // What is internal to another unit cannot be meant.
  std::erase_if(found, [&](FunctionIndex function) { return program_.functions[function].facts.isInternal; });
  return found;
}

std::vector<FunctionIndex> ProgramIndex::callees(const facts::Callee &callee, std::size_t arguments,
                                                 FunctionIndex caller) const {
  if (callee.key == 0)
    return callee.name == 0 ? std::vector<FunctionIndex>() : spelled(program_.strings[callee.name], arguments, caller);
  if (const std::span<const FunctionIndex> known = bodies(callee.key); !known.empty())
    return ownFirst({known.begin(), known.end()}, caller);
  std::vector<FunctionIndex> found;
  if (const auto named = byLastName.find(lastName(program_.strings[callee.name])); named != byLastName.end())
    for (FunctionIndex function : named->second) {
      const facts::Function &it = program_.functions[function].facts;
      if (it.name == callee.name && fits(it, arguments, false) && (fromErrors(function) || fromErrors(caller)))
        found.push_back(function);
    }
  return ownFirst(std::move(found), caller);
}

std::vector<FunctionIndex> ProgramIndex::spelled(std::string_view name, std::size_t arguments,
                                                 FunctionIndex caller) const {
  std::vector<FunctionIndex> exact, shorter;
  if (const auto named = byLastName.find(lastName(name)); named != byLastName.end())
    for (FunctionIndex function : named->second) {
      const facts::Function &it = program_.functions[function].facts;
      if (!endsWithName(program_.strings[it.name], name) || !fits(it, arguments, true))
        continue;
      (fits(it, arguments, false) ? exact : shorter).push_back(function);
    }
  return ownFirst(std::move(exact.empty() ? shorter : exact), caller);
}

std::vector<TextId> ProgramIndex::classesMeant(std::string_view spelledType) const {
  const std::string_view type = className(spelledType);
  std::vector<TextId> found;
  if (const auto named = classesByLastName.find(lastName(type)); named != classesByLastName.end())
    for (TextId name : named->second)
      if (endsWithName(program_.strings[name], type))
        for (TextId base : reachable(bases, name))
          addOnce(found, base);
  if (!found.empty())
    return found;
  if (const std::size_t open = spelledType.find('<'); open != std::string_view::npos)
    return classesMeant(spelledType.substr(open + 1, spelledType.find_first_of(",>", open) - open - 1));
  const std::size_t colons = type.rfind("::");
  return colons == std::string_view::npos ? found : classesMeant(type.substr(0, colons));
}

std::vector<FunctionIndex> ProgramIndex::callees(const facts::Call &call, FunctionIndex caller) const {
  if (call.callee.key != 0 || call.callee.name == 0 || call.callee.kind == facts::CallKind::Constructor)
    return callees(call.callee, call.arguments.size(), caller);
  const std::string_view name = program_.strings[call.callee.name];
  std::vector<FunctionIndex> found = spelled(name, call.arguments.size(), caller);
  const auto keepMembersOf = [&](std::span<const TextId> classes) {
    std::erase_if(found, [&](FunctionIndex function) {
      const std::string_view owner = ownerOf(function);
      return std::none_of(classes.begin(), classes.end(), [&](TextId one) { return program_.strings[one] == owner; });
    });
  };
  if (call.callee.kind == facts::CallKind::Method || call.receiverType != 0) {
    if (const std::string_view type = program_.strings[call.receiverType]; !type.empty()) {
      keepMembersOf(classesMeant(type));
      return found;
    }
    std::erase_if(found, [&](FunctionIndex function) { return ownerOf(function).empty(); });
    const bool isOneClass = std::all_of(found.begin(), found.end(), [&](FunctionIndex function) {
      return ownerOf(function) == ownerOf(found.front());
    });
    return isOneClass ? found : std::vector<FunctionIndex>();
  }
  if (name.find("::") == std::string_view::npos) {
    const std::vector<TextId> own = classesMeant(ownerOf(caller));
    std::erase_if(found, [&](FunctionIndex function) {
      const std::string_view owner = ownerOf(function);
      return !owner.empty() &&
             std::none_of(own.begin(), own.end(), [&](TextId one) { return program_.strings[one] == owner; });
    });
  }
  // Operands of unknown types: nearly always somebody else's operator.
  return name.starts_with("operator") ? std::vector<FunctionIndex>() : found;
}

TextId ProgramIndex::classOf(FunctionIndex function) const {
  const auto found = classNames.find(program_.functions[function].facts.classKey);
  return found == classNames.end() ? 0 : found->second;
}

std::string_view ProgramIndex::ownerOf(FunctionIndex function) const {
  const facts::Function &it = program_.functions[function].facts;
  const std::string_view name = program_.strings[it.name];
  const std::size_t colons = name.rfind("::");
  return it.classKey == 0 || colons == std::string_view::npos ? std::string_view() : name.substr(0, colons);
}

std::span<const FunctionIndex> ProgramIndex::bodies(TextId key) const {
  const auto found = byKey.find(key);
  return found == byKey.end() ? std::span<const FunctionIndex>() : found->second;
}

std::vector<TextId> ProgramIndex::overriders(TextId key) const { return reachable(overriddenBy, key); }

TextId ProgramIndex::dispatch(TextId key, TextId className) const {
  const std::vector<TextId> candidates = overriders(key);
  for (TextId owner : reachable(bases, className))
    for (TextId method : candidates)
      if (const auto found = classOfMethod.find(method); found != classOfMethod.end() && found->second == owner)
        return method;
  return 0;
}

bool ProgramIndex::isA(TextId className, TextId base) const {
  const std::vector<TextId> all = reachable(bases, className);
  return std::find(all.begin(), all.end(), base) != all.end();
}

std::vector<TextId> ProgramIndex::subclasses(TextId className) const {
  std::vector<TextId> all = reachable(derived, className);
  all.erase(all.begin());
  return all;
}

const facts::GlobalVariable *ProgramIndex::global(TextId name) const {
  const auto found = globalByName.find(name);
  return found == globalByName.end() ? nullptr : &program_.globals[found->second];
}

const facts::Class *ProgramIndex::classNamed(TextId name) const {
  const auto found = classByName.find(name);
  return found == classByName.end() ? nullptr : &program_.classes[found->second];
}

}  // namespace dbrace::worlds
