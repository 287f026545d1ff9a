// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Effects on containers: what is in them, one by one as long as it can be told, and under which key.
//
// `some` is the element nobody asked for by number or key: what a loop, front() or find() gives.
#include "worlds/Effects.h"

#include <utility>

namespace dbrace::worlds {

using Base = apis::Ref::Base;

namespace {
constexpr std::int64_t maxElements = 64;  ///< That are known one by one.
}

void Effects::run(const apis::Insert &effect, State &state) {
  Term container = object(effect.container, state);
  if (given(effect.key) && !given(effect.value)) {
    makeElement(container, machine.textOf(value(effect.key, state), state), state);
    return;
  }
  if (given(effect.isNew) && wasThere(effect, container, state))
    return;
  // Whole elements: those of an array, or the pair whose members are key and value.
  std::vector<Term> elements;
  if (effect.value.array)
    for (std::size_t i = 0; i < values(effect.value, state).size(); ++i)
      elements.push_back(terms.element(array(effect.value, state), terms.integer(static_cast<std::int64_t>(i))));
  else if (!effect.value.field.empty())
    elements.push_back(array(effect.value, state));
  bool wasEmpty = machine.sizeOf(container, state) == terms.integer(0);
  for (Term element : elements) {
    insertOne(effect, container, element, state);
    if (given(effect.key))
      putAt(container, machine.load(member(element, effect.key.field, state), state),
            member(element, effect.value.field, state), std::exchange(wasEmpty, false), state);
  }
  if (elements.empty())
    insertOne(effect.value.array ? apis::Insert{.container = effect.container} : effect, container, noTerm, state);
  if (elements.empty() && given(effect.key) && effect.key.base == Base::Argument)
    if (apis::Ref one = effect.value; !one.rest || one.index + 1 == call.arguments.size()) {
      one.rest = false;
      if (Term from = source(one, state)) {
        putAt(container, value(effect.key, state), from, wasEmpty, state);
        return;
      }
    }
  if (elements.empty())
    state.erase(terms.field(container, "#entries"));
}

/// Whatever else the container holds, this is what it has under the key.
void Effects::putAt(Term container, Term key, Term from, bool wasEmpty, State &state) {
  key = machine.textOf(key, state);
  noteKeys(container, key, state);
  noteEntry(container, key, wasEmpty, state);
  Term at = terms.element(container, key);
  machine.copy(at, from, state, true);
  if (machine.observer->learns)
    machine.tellSlot(at, machine.load(at, state), state);
}

/// Of a container that is filled from rows it is kept which column its keys are. Has it one of this column already,
/// from a row before?
bool Effects::noteKeys(Term container, Term key, State &state) {
  if (!terms.isApply(key, "column") && !terms.isApply(key, "columntext"))
    return false;
  Term keys = terms.field(container, "#keys");
  bool again = state.get(keys) == key;
  state.set(keys, key);
  return again;
}

/// The element of this key, made where it was not there.
void Effects::makeElement(Term container, Term key, State &state) {
  noteKeys(container, key, state);
  noteEntry(container, key, machine.sizeOf(container, state) == terms.integer(0), state);
  Term element = terms.element(container, key);
  if (state.get(element) == noTerm)
    state.set(element, machine.isStatementText(key) ? terms.integer(0) : machine.load(element, state));
  Term size = terms.symbol("filled", {terms.run(call.frame.id, call.number)});
  state.set(terms.field(container, "#size"), size);
  state.learn(size).restrict(1, Knowledge::highest);
}

/// `element`: of the array that is inserted; none: the effect says what it is.
void Effects::insertOne(const apis::Insert &effect, Term container, Term element, State &state) {
  Term some = terms.element(container, noTerm);
  bool inMap = given(effect.key) && effect.key.base == Base::Argument;
  bool wasEmpty = machine.sizeOf(container, state) == terms.integer(0);
  // As long as elements only come behind the last one, each is known by its number.
  Term length = wasEmpty ? terms.integer(0) : state.get(terms.field(container, "#length"));
  bool behind = length != noTerm && terms.kind(length) == TermKind::Int && terms.number(length) < maxElements &&
                !given(effect.key) && !effect.emplace;
  Term size = terms.symbol("filled", {terms.run(call.frame.id, call.number)});
  Term content = terms.symbol("content", {terms.run(call.frame.id, call.number)});
  bool hadElement = state.get(some) != noTerm;
  apis::Ref ref = effect.value;
  if (ref.rest && ref.index + 1 == call.arguments.size())
    ref.rest = false;  // Constructed from one value: a copy of it.
  Term source = element, stored = noTerm;
  if (source == noTerm && given(ref) && !ref.rest) {
    source = this->source(ref, state);
    stored = source == noTerm ? value(ref, state) : noTerm;
  }
  // How many rows there are is not known: numbers would only make a state for each.
  if ((source != noTerm || stored != noTerm) &&
      noteKeys(container, machine.textOf(stored != noTerm ? stored : machine.load(source, state), state), state))
    behind = false;
  if (wasEmpty && (source != noTerm || stored != noTerm)) {
    // The only element is the first one and any one; later ones leave the first alone. In a map 0 is a key.
    for (Term place : {some, inMap ? some : terms.element(container, terms.integer(0))})
      if (source != noTerm)
        machine.copy(place, source, state, true);
      else {
        machine.killInside(place, state);
        state.set(place, stored);
      }
  } else if (hadElement || !wasEmpty) {
    Term mixed = terms.symbol("element", {terms.run(call.frame.id, call.number)});
    state.forget(mixed);
    machine.killInside(some, state);
    state.set(some, mixed);
    if (Term last = behind ? terms.element(container, length) : noTerm; last != noTerm && source != noTerm)
      machine.copy(last, source, state, true);
    else if (last != noTerm && stored != noTerm)
      state.set(last, stored);
    else
      behind = false;
  } else
    behind = false;
  if (behind)
    state.set(terms.field(container, "#length"), terms.integer(terms.number(length) + 1));
  else
    state.erase(terms.field(container, "#length"));
  state.set(container, content);
  state.set(terms.field(container, "#size"), size);
  state.learn(size).restrict(1, Knowledge::highest);
}

void Effects::run(const apis::Remove &effect, State &state) {
  Term container = object(effect.container, state);
  Term whole = machine.load(container, state);
  bool endsInHole = terms.kind(whole) != TermKind::Text ||
                    (!terms.operands(whole).empty() && terms.kind(terms.operands(whole).back()) != TermKind::Literal);
  if (effect.atEnd && !given(effect.count) && endsInHole)
    return;  // Cut to the length of what was written to it.
  if (effect.atEnd && terms.kind(whole) == TermKind::Text && !terms.operands(whole).empty() &&
      terms.kind(terms.operands(whole).back()) == TermKind::Literal) {
    std::string_view last = terms.name(terms.operands(whole).back());
    Term count = given(effect.count) ? value(effect.count, state) : noTerm;
    std::size_t dropped = last.size() + 1;
    if (count == noTerm)
      dropped = last.size() - std::min(last.size(), last.find_last_not_of(" ,;") + 1);
    else if (terms.kind(count) == TermKind::Int && terms.number(count) >= 0)
      dropped = static_cast<std::size_t>(terms.number(count));
    if (dropped <= last.size()) {
      std::vector<Term> parts(terms.operands(whole).begin(), terms.operands(whole).end() - 1);
      parts.push_back(terms.literalText(last.substr(0, last.size() - dropped)));
      machine.store(container, terms.text(parts), state);
      return;
    }
  }
  state.set(container, fresh("content", state));
  state.set(terms.field(container, "#size"), fresh("size", state));
  state.erase(terms.field(container, "#length"));
  state.erase(terms.field(container, "#entries"));
}

void Effects::run(const apis::Size &effect, State &state) {
  Term size = machine.sizeOf(object(effect.of, state), state);
  switch (effect.as) {
  case apis::Size::As::Count:
    setResult(size, state);
    break;
  case apis::Size::As::Emptiness:
    setResult(machine.binary(facts::Operator::Eq, size, terms.integer(0), state), state);
    break;
  case apis::Size::As::Presence:
    setResult(machine.binary(facts::Operator::Ne, size, terms.integer(0), state), state);
    break;
  }
}

void Effects::run(const apis::NextElement &effect, State &state) {
  Term iterator = object(effect.iterator, state);
  Term held = machine.load(iterator, state);
  if (terms.kind(held) != TermKind::Address) {
    machine.havoc(iterator, terms.run(call.frame.id, call.number), state);
    return;
  }
  Term element = terms.operand(held, 0);
  if (terms.kind(element) != TermKind::Element) {  // A result's rows: all are read from it.
    if (Term run = state.get(terms.field(element, "#run")); run != noTerm && run != machine.world->read)
      state.renew(run);
    atEnd = iterator;
    return;
  }
  Term container = terms.base(element);
  if (Term next = machine.nextKnown(element, state)) {  // All elements are known, and so is which is the last.
    machine.store(iterator, next, state);
    return;
  }
  // Another one than before: what was found out about that one says nothing about it.
  Term next = terms.element(container, fresh("next", state));
  machine.killInside(next, state);
  state.erase(next);
  if (Term some = state.get(terms.element(container, noTerm)))
    state.forget(some);
  machine.store(iterator, terms.address(next), state);
  atEnd = iterator;
}

}  // namespace dbrace::worlds
