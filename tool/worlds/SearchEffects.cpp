// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a program finds in its containers: by a key, by number, by a predicate.
//
// A container of its own whose keys are texts of statements is a cache of what was prepared from them, or of what they
// gave: what is found in it was put there by the very path that is taken where nothing is found. So nothing is found in
// it at first, and the path that asks the database is the one that is followed.
#include "worlds/Effects.h"
#include "worlds/NamedTexts.h"

#include <algorithm>

namespace dbrace::worlds {

using Base = apis::Ref::Base;

bool Machine::isStatementText(Term text) {
  if (text == noTerm || terms.kind(text) != TermKind::Text || terms.operands(text).empty())
    return false;
  Term first = terms.operand(text, 0);
  if (terms.kind(first) != TermKind::Literal || !mayBeStatement(terms.name(first)))
    return false;
  const ReadText *read = texts.read(text, terms, sql::Dialect::Generic);
  return read && read->tableKnown;
}

/// Is there an element of this key? It gets a place of its own where there is.
std::optional<bool> Effects::isThere(Term container, Term key, State &state) {
  if (machine.sizeOf(container, state) == terms.integer(0))
    return false;
  if (key == noTerm)
    return std::nullopt;
  if (auto entries = machine.entriesOf(container, state); entries && machine.isKnownIndex(key))
    return std::ranges::find(*entries, key) != entries->end();
  Term exact = terms.element(container, key);
  Term keys = state.get(terms.field(container, "#keys"));
  std::optional<bool> there = keys ? machine.isSameKey(keys, key) : std::nullopt;
  // What was put in under this very key is there; anything else may be there or not. A number may be a position.
  bool position = terms.kind(key) == TermKind::Int && state.get(terms.field(container, "#length"));
  if (!there && !position && state.get(exact))
    there = true;
  if (!there && machine.isStatementText(key))
    there = false;
  if (there == true && !state.get(exact))
    state.set(exact, machine.load(exact, state));
  return there;
}

/// Says whether the element to be inserted is there already, and where it is.
bool Effects::wasThere(const apis::Insert &effect, Term container, State &state) {
  Term key = noTerm;
  if (!given(effect.key)) {
    apis::Ref element = effect.value;
    element.rest = false;
    Term from = source(element, state);
    key = machine.textOf(from != noTerm ? machine.load(from, state) : value(element, state), state);
  } else if (effect.key.field.empty())
    key = machine.textOf(value(effect.key, state), state);
  else
    key = machine.textOf(machine.load(member(array(effect.value, state), effect.key.field, state), state), state);
  std::optional<bool> there = isThere(container, key, state);
  if (call.result == noTerm)
    return there.value_or(false);
  Term isNew = there ? terms.integer(!*there) : fresh("new", state);
  if (!there)
    state.learn(isNew).restrict(0, 1);
  machine.killInside(call.result, state);
  machine.store(call.result, fresh("result", state), state);
  writeTo(effect.isNew, isNew, state);
  if (given(effect.at))
    writeTo(effect.at, terms.address(terms.element(container, key)), state);
  resultSet = true;
  return there.value_or(false);
}

/// Null in an empty container. `index`: none, if any element will do.
Term Effects::elementAt(Term container, Term index, State &state) {
  Term held = machine.load(container, state);
  if (terms.kind(held) == TermKind::Address)  // A smart pointer, or a reference to the container.
    return held;
  if (machine.sizeOf(container, state) == terms.integer(0))
    return terms.integer(0);
  Term place = terms.element(container, noTerm);
  // An element that was written under this very index is more than some element.
  if (index != noTerm) {
    Term exact =
        terms.element(container, terms.kind(index) == TermKind::Address ? machine.textOf(index, state) : index);
    if (state.get(exact) != noTerm || state.get(place) == noTerm)
      place = exact;
  }
  return terms.address(place);
}

void Effects::run(const apis::ElementOf &effect, State &state) {
  Term container = object(effect.of, state);
  if (!effect.field.empty()) {
    setResult(terms.address(member(container, effect.field, state)), state);
    return;
  }
  // A range is searched in what its first iterator points into; that of an empty one is null.
  if (effect.search && effect.of.pointee && terms.kind(container) == TermKind::Element)
    container = terms.base(container);
  else if (effect.search && container == terms.deref(terms.integer(0))) {
    setResult(terms.integer(0), state);
    return;
  }
  Term held = machine.load(container, state);
  auto entries = machine.entriesOf(container, state);
  if (!effect.search && entries && !entries->empty() && effect.index.base == Base::Integer) {
    setResult(terms.address(machine.entry(container, entries->front())), state);  // The first.
    return;
  }
  if (!effect.search || terms.kind(held) == TermKind::Address) {
    Term index = given(effect.index) ? value(effect.index, state) : terms.integer(0);
    setResult(elementAt(container, index, state), state);
    return;
  }
  Term key = given(effect.index) ? machine.textOf(value(effect.index, state), state) : noTerm;
  if (std::optional<bool> there = isThere(container, key, state))
    setResult(!*there   ? terms.integer(0)
              : entries ? terms.address(machine.entry(container, key))
                        : terms.address(terms.element(container, key)),
              state);
  else
    setResult(key ? terms.apply("found", {held, key}) : fresh("found", state), state);
}

Term Effects::firstOf(Term container, State &state) {
  auto entries = machine.entriesOf(container, state);
  return entries && !entries->empty() ? terms.address(machine.entry(container, entries->front()))
                                      : elementAt(container, terms.integer(0), state);
}

void Effects::search(const apis::SearchIf &effect, State &&state, Outcomes &out) {
  Term element = effect.of.pointee ? value({.base = effect.of.base, .index = effect.of.index}, state)
                                   : firstOf(object(effect.of, state), state);
  if (element == terms.integer(0)) {
    using As = apis::SearchIf::As;
    setResult(terms.integer(effect.as == As::None || effect.as == As::All), state);
    out.normal.push_back(std::move(state));
    return;
  }
  if (searchKnown(effect, knownFrom(element, state), state)) {
    out.normal.push_back(std::move(state));
    return;
  }
  Term function = value(effect.function, state);
  Outcomes called;
  machine.invokeValue(call.frame, call.number, function, {{element}}, call.result, std::move(state), called);
  for (State &end : called.normal) {
    conclude(effect, element, end);
    out.normal.push_back(std::move(end));
  }
  for (Exit &thrown : called.thrown)
    out.thrown.push_back(std::move(thrown));
}

/// From what the function has said of the element, which is any of them.
void Effects::conclude(const apis::SearchIf &effect, Term element, State &state) {
  using As = apis::SearchIf::As;
  if (call.result == noTerm)
    return;
  Term said = machine.load(call.result, state);
  std::optional<bool> is = machine.truth(said, state);
  Term result = said;
  if (effect.as == As::None)
    result = is ? terms.integer(!*is) : terms.apply("not", {said});
  else if (effect.as == As::Iterator)
    result = is ? (*is ? element : terms.integer(0)) : fresh("found", state);
  else if (effect.as == As::Count && is != false) {
    result = fresh("count", state);
    state.learn(result).restrict(is ? 1 : 0, Knowledge::highest);
  } else if (is)
    result = terms.integer(*is);
  setResult(result, state);
}

}  // namespace dbrace::worlds
