// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Virtual calls: an object has one class, chosen at the first call that depends on it and kept in the hidden field
// "#class" of the object, as the set of classes that it may still have. So has a structure of functions that a pointer
// leads to (FunctionTables.h) its hidden field "#table".
#include "worlds/Classes.h"
#include "worlds/Machine.h"

#include <algorithm>

namespace dbrace::worlds {

using facts::TextId;

namespace {

/// The classes a field says; empty: none, or states with different ones have met.
std::vector<TextId> classesIn(Term value, const Terms &terms) {
  std::vector<TextId> classes;
  if (value != noTerm && terms.isApply(value, "classes"))
    for (Term one : terms.operands(value))
      classes.push_back(static_cast<TextId>(terms.number(one)));
  return classes;
}

}  // namespace

Term Machine::classSet(std::span<const TextId> classes) {
  std::vector<Term> names;
  for (TextId one : classes)
    names.push_back(terms.integer(one));
  return terms.apply("classes", names);
}

Term Machine::classOf(const ActiveCall &call, const State &state) {
  return terms.field(objectOf(call.receiver, state), classField);
}

std::vector<Machine::Variant> Machine::variantsOf(const facts::Call &call, const ActiveCall &active,
                                                  std::span<const FunctionIndex> callees, const State &state) {
  std::vector<Variant> variants;
  if (!call.callee.isVirtual || active.receiver == noTerm || callees.empty())
    return variants;
  std::vector<TextId> known = classesIn(state.get(classOf(active, state)), terms);
  const std::vector<TextId> &declared = infos.classes().concrete(call.receiverType);
  std::vector<TextId> possible;
  for (TextId one : declared)
    if (known.empty() || std::find(known.begin(), known.end(), one) != known.end())
      possible.push_back(one);
  if (possible.empty())
    possible = known;  // Converted to a class that is no base of it here.
  std::vector<std::pair<TextId, std::vector<TextId>>> byMethod;
  for (TextId one : possible) {
    TextId method = infos.classes().method(call.callee.key, one);
    auto at = std::ranges::find(byMethod, method, &std::pair<TextId, std::vector<TextId>>::first);
    if (at == byMethod.end())
      at = byMethod.insert(at, {method, {}});
    at->second.push_back(one);
  }
  for (auto &[method, classes] : byMethod) {
    Variant variant{.classes = classSet(classes)};
    for (FunctionIndex callee : callees)
      if (program.functions[callee].facts.key == method)
        variant.bodies.push_back(callee);
    variants.push_back(std::move(variant));
  }
  return variants;
}

TextId Machine::classOfMember(std::string_view name) const { return infos.textId(name.substr(0, name.rfind("::"))); }

void Machine::setClass(const ActiveCall &call, State &state) {
  if (call.callee.kind != facts::CallKind::Constructor || call.receiver == noTerm)
    return;
  // What a constructor does to its own object through another constructor is for a base, or delegates.
  if (state.get(terms.slot("this", call.frame.id, 0)) == call.receiver)
    return;
  TextId className = classOfMember(program.strings[call.callee.name]);
  if (className && infos.classes().isPolymorphic(className))
    state.set(terms.field(objectOf(call.receiver, state), classField), classSet(std::span(&className, 1)));
}

/// The object that a method runs on is of the method's class, or of one derived from it.
void Machine::narrowClass(FunctionIndex method, Term object, State &state) {
  constexpr std::size_t most = 8;  // Of more classes it says too little.
  const facts::Function &facts = program.functions[method].facts;
  if (facts.isStatic || facts.classKey == 0)
    return;
  TextId className = classOfMember(program.strings[facts.name]);
  if (!className || !infos.classes().hasPolymorphicBase(className))
    return;
  Term place = terms.field(object, classField);
  const std::vector<TextId> known = classesIn(state.get(place), terms);
  std::vector<TextId> possible;
  for (TextId one : infos.classes().concrete(className))
    if (known.empty() || std::ranges::find(known, one) != known.end())
      possible.push_back(one);
  if (!possible.empty() && possible.size() != known.size() && possible.size() <= most)
    state.set(place, classSet(possible));
}

/// Calls what the structures of functions have in the member through which the call goes, where nothing is known of
/// the pointer. False if that is no such call.
bool Machine::callThroughTable(const ActiveCall &active, const facts::Call &call, State &state, Outcomes &out) {
  facts::PlaceId base = facts::none;
  const facts::TextId member = FunctionTables::memberCalled(*active.frame.facts, call, &base);
  std::span<const FunctionIndex> callees = infos.callees(call);
  if (member == 0 || callees.empty())
    return false;
  Term function = value(active.frame, call.callee.indirect, state);
  if (TermKind kind = terms.kind(function);
      kind == TermKind::Function || kind == TermKind::Closure || kind == TermKind::Address)
    return false;
  Term choice = terms.field(place(active.frame, base, state), "#table");
  const std::vector<TextId> known = classesIn(state.get(choice), terms);
  std::vector<std::pair<TextId, std::vector<TextId>>> byFunction;
  for (FunctionTables::Table table : infos.tables().with(member)) {
    if (!known.empty() && std::ranges::find(known, table) == known.end())
      continue;
    TextId key = infos.tables().function(table, member);
    auto at = std::ranges::find(byFunction, key, &std::pair<TextId, std::vector<TextId>>::first);
    if (at == byFunction.end())
      at = byFunction.insert(at, {key, {}});
    at->second.push_back(table);
  }
  std::vector<Variant> variants;
  for (auto &[key, tables] : byFunction) {
    auto bodies = index.bodies(key);
    variants.push_back({classSet(tables), {bodies.begin(), bodies.end()}});
  }
  if (variants.empty())
    return false;
  callVariants(active, choice, std::move(variants), callees, std::move(state), out);
  return true;
}

void Machine::callVariants(const ActiveCall &call, Term choice, std::vector<Variant> variants,
                           std::span<const FunctionIndex> callees, State &&state, Outcomes &out) {
  auto isEntered = [&](const Variant &variant) { return !enteredOf(call, variant.bodies, state).empty(); };
  std::size_t entered = static_cast<std::size_t>(std::ranges::count_if(variants, isEntered));
  if (variants.empty() || entered == 0) {
    std::vector<FunctionIndex> bodies(callees.begin(), callees.end());
    if (!variants.empty() && !classesIn(state.get(choice), terms).empty()) {
      bodies.clear();
      for (const Variant &variant : variants)
        bodies.insert(bodies.end(), variant.bodies.begin(), variant.bodies.end());
    }
    runBodies(call, bodies, std::move(state), out);
    return;
  }
  Variant rest;
  std::vector<TextId> others;
  constexpr std::size_t most = 6;
  std::size_t taken = 0;
  for (Variant &variant : variants) {
    if (isEntered(variant) && taken < most) {
      ++taken;
      State chosen = state;
      if (variants.size() > 1)
        chosen.set(choice, variant.classes);
      runBodies(call, variant.bodies, std::move(chosen), out);
      continue;
    }
    rest.bodies.insert(rest.bodies.end(), variant.bodies.begin(), variant.bodies.end());
    for (TextId one : classesIn(variant.classes, terms))
      others.push_back(one);
  }
  if (others.empty())
    return;
  std::sort(others.begin(), others.end());
  state.set(choice, classSet(others));
  runOpaque(call, rest.bodies, std::move(state), out);
}

}  // namespace dbrace::worlds
