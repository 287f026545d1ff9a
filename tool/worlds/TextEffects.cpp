// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Effects on texts, smart pointers and plain values.
#include "worlds/Effects.h"

#include <charconv>

namespace dbrace::worlds {

using Base = apis::Ref::Base;

namespace {
/// The number that a wholly known text stands for.
std::optional<std::int64_t> numberIn(Term text, const Terms &terms) {
  if (terms.kind(text) != TermKind::Text || terms.operands(text).size() != 1 ||
      terms.kind(terms.operand(text, 0)) != TermKind::Literal)
    return std::nullopt;
  std::string_view digits = terms.name(terms.operand(text, 0));
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}
}  // namespace

void Effects::run(const apis::Same &effect, State &state) {
  resultSet = true;
  if (call.result == noTerm)
    return;
  if (effect.number) {
    Term read = text(effect.of, state);
    if (terms.isApply(read, "columntext"))
      read = terms.apply("column", terms.operands(read));
    if (auto number = numberIn(read, terms))
      read = terms.integer(*number);
    machine.store(call.result, read, state);
    return;
  }
  if (effect.of.base == Base::This && !effect.of.pointee && effect.of.field.empty()) {
    machine.store(call.result, call.receiver, state);
    return;
  }
  if (effect.of.base == Base::Argument && !effect.of.pointee && effect.of.index < call.sources.size() &&
      call.sources[effect.of.index]) {
    machine.copy(call.result, call.sources[effect.of.index], state);
    return;
  }
  if (effect.of.pointee || !effect.of.field.empty()) {
    Term from = object(effect.of, state);
    // Of a text the value, of anything else the object whole.
    machine.copy(call.result, from, state);
    Term whole = state.get(call.result);
    if (terms.kind(whole) == TermKind::Apply || terms.kind(whole) == TermKind::Symbol)
      machine.store(call.result, machine.textOf(whole, state), state);
    return;
  }
  machine.store(call.result, value(effect.of, state), state);
}

void Effects::run(const apis::Copy &effect, State &state) {
  Term to = given(effect.to) ? object(effect.to, state) : call.result;
  if (to == noTerm)
    return;
  resultSet |= to == call.result;
  if (Term from = source(effect.from, state))
    machine.copy(to, from, state);
  else
    machine.store(to, machine.textOf(value(effect.from, state), state), state);
}

/// What grows at its end: the text itself, or the one that it writes to (a stream made from a string's address).
Term Effects::appended(const apis::Ref &ref, const State &state) {
  Term place = object(ref, state);
  Term held = state.get(place);
  return held != noTerm && terms.kind(held) == TermKind::Address ? terms.operand(held, 0) : place;
}

void Effects::run(const apis::Concat &effect, State &state) {
  std::vector<Term> parts;
  if (effect.append)
    parts.push_back(machine.textOf(machine.load(appended(effect.to, state), state), state));
  Term quote = terms.literalText("'");
  if (effect.quotes)
    parts.push_back(quote);
  for (const apis::Ref &ref : effect.parts) {
    Term part = given(ref) ? text(ref, state) : fresh("part", state);
    if (effect.characters && terms.kind(part) == TermKind::Int)
      part = terms.literalText(std::string(1, static_cast<char>(terms.number(part))));
    parts.push_back(part);
  }
  if (effect.quotes)
    parts.push_back(quote);
  if (effect.append)
    machine.store(appended(effect.to, state), terms.text(parts), state);
  else
    writeTo(effect.to, terms.text(parts), state);
}

void Effects::run(const apis::Format &effect, State &state) {
  Term formatted = format(effect, state);
  if (!effect.append)
    return writeTo(effect.to, formatted, state);
  Term to = object(effect.to, state);
  // An output iterator holds the address of what it appends to, and may itself be passed by reference.
  if (Term held = machine.load(to, state); terms.kind(held) == TermKind::Address)
    to = terms.deref(held);
  Term parts[] = {machine.textOf(machine.load(to, state), state), formatted};
  machine.store(to, terms.text(parts), state);
}

void Effects::run(const apis::MakeEmpty &effect, State &state) {
  Term place = object(effect.object, state);
  machine.store(place, terms.emptyText(), state);
  if (effect.object.base == Base::Result)
    resultSet = true;
}

void Effects::run(const apis::PointsTo &effect, State &state) {
  machine.store(object(effect.object, state), given(effect.pointer) ? value(effect.pointer, state) : terms.integer(0),
                state);
}

void Effects::run(const apis::PointerOf &effect, State &state) {
  setResult(machine.load(object(effect.object, state), state), state);
}

void Effects::run(const apis::New &effect, State &state) {
  Term object = terms.object(call.frame.id, call.number, 0);
  machine.killInside(object, state);
  state.erase(object);
  // Of the arguments' values, when there is one: a copy of it (make_unique<Row>(row), make_optional(x)).
  if (effect.constructs && call.arguments.size() == 1) {
    if (terms.kind(call.arguments[0]) == TermKind::Address)
      machine.copy(object, machine.objectOf(call.arguments[0], state), state);
    else if (call.sources[0] != noTerm)
      machine.copy(object, call.sources[0], state);
    else
      machine.store(object, call.arguments[0], state);
  }
  setResult(terms.address(object), state);
}

void Effects::run(const apis::CompareValues &effect, State &state) {
  Term left = text(effect.left, state), right = text(effect.right, state);
  std::optional<bool> same;
  bool literals = true;
  for (Term side : {left, right}) {
    if (terms.kind(side) == TermKind::Text)
      for (Term piece : terms.operands(side))
        literals &= terms.kind(piece) == TermKind::Literal;
    else
      literals = false;
  }
  // What a call has made is no null pointer, nor is an element that is known to be there: the first of a container that
  // is not empty, or one that was put in under its key.
  auto isMade = [&](const apis::Ref &side) {
    Term pointer = value(side, state);
    if (terms.kind(pointer) != TermKind::Address)
      return false;
    Term made = terms.operand(pointer, 0);
    if (terms.kind(made) != TermKind::Element)
      return terms.kind(made) == TermKind::Object;
    if (machine.keyOfEntry(made) != noTerm)
      return true;
    Term index = terms.operand(made, 1);
    if (Term length = state.get(terms.field(terms.base(made), "#length")); index != noTerm && length != noTerm &&
                                                                           terms.kind(index) == TermKind::Int &&
                                                                           terms.kind(length) == TermKind::Int)
      return terms.number(index) < terms.number(length);
    bool first = index == noTerm || index == terms.integer(0);
    return first ? machine.knowledgeOf(machine.sizeOf(terms.base(made), state), state).low >= 1
                 : state.get(made) != noTerm && terms.kind(index) != TermKind::Int;
  };
  const bool part = effect.start || given(effect.length);
  for (auto [error, code] : {std::pair(left, right), std::pair(right, left)})
    if (auto spelled = terms.literal(code))
      if (auto known = isCode(error, *spelled, part))
        same = known;
  if (same) {
    // Said above.
  } else if (part) {
    same = beginsAlike(effect, left, right, state);
    if (!same)
      return run(apis::Pure(), state);
  } else if (auto known = spellsNumber(left, right, state)) {
    same = known;
  } else if ((right == terms.integer(0) && value(effect.right, state) == right && isMade(effect.left)) ||
             (left == terms.integer(0) && value(effect.left, state) == left && isMade(effect.right)))
    same = false;
  else if (left == right)
    same = true;
  else if (literals || (right == terms.integer(0) && isMade(effect.left)) ||
           (left == terms.integer(0) && isMade(effect.right)))
    same = false;
  else if (left == terms.emptyText() || right == terms.emptyText()) {
    Term other = left == terms.emptyText() ? right : left;
    Knowledge size = machine.knowledgeOf(terms.apply("size", {other}), state);
    bool hasLiteral = false;
    if (terms.kind(other) == TermKind::Text)
      for (Term piece : terms.operands(other))
        hasLiteral |= terms.kind(piece) == TermKind::Literal;
    if (size.low > 0 || hasLiteral)
      same = false;
    else {
      Term empty = machine.binary(facts::Operator::Eq, terms.apply("size", {other}), terms.integer(0), state);
      bool opposite = effect.negated != (effect.equal == 0);
      setResult(opposite ? machine.binary(facts::Operator::Eq, empty, terms.integer(0), state) : empty, state);
      return;
    }
  }
  if (same) {
    bool result = *same != effect.negated;
    setResult(terms.integer(result ? effect.equal : !effect.equal), state);
    return;
  }
  Term equality = terms.apply("==", {left, right});
  bool opposite = effect.negated != (effect.equal == 0);
  setResult(opposite ? terms.apply("not", {equality}) : equality, state);
}

void Effects::run(const apis::Pure &, State &state) {
  std::vector<Term> from;
  if (call.receiver != noTerm)
    from.push_back(machine.textOf(call.receiver, state));
  for (Term argument : call.arguments)
    from.push_back(machine.textOf(argument, state));
  setResult(terms.apply("call:" + model.name, from), state);
}

void Effects::run(const apis::Nothing &, State &state) {
  if (!resultSet && call.result != noTerm)
    setResult(fresh("result", state), state);
}

void Effects::run(const apis::Havoc &effect, State &state) {
  machine.havoc(object(effect.object, state), terms.run(call.frame.id, call.number), state);
}

}  // namespace dbrace::worlds
