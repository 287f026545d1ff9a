// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values, places and conditions in a state.
#include "worlds/Machine.h"
#include "worlds/Operators.h"
#include "worlds/Overload.h"
#include "worlds/TextPositions.h"

#include <algorithm>

namespace dbrace::worlds {

using facts::Operator;

Term Machine::place(const Frame &frame, facts::PlaceId id, const State &state) {
  const facts::Function &function = *frame.facts;
  return std::visit(
      Overload{
          [&](const facts::Parameter &p) { return terms.slot("parameter", frame.id, p.index); },
          [&](const facts::This &) { return terms.slot("this", frame.id, 0); },
          [&](const facts::Local &p) { return terms.slot("local", frame.id, p.index); },
          [&](const facts::Temporary &p) { return terms.slot("temporary", frame.id, p.index); },
          [&](const facts::Capture &p) { return terms.slot("capture", frame.id, p.index); },
          [&](const facts::VarArgs &) { return terms.slot("variadic", frame.id, 0); },
          [&](const facts::Global &p) {
            Term global = terms.global(program.strings[p.name]);
            bring(global);
            return global;
          },
          [&](const facts::Field &p) { return memberOf(place(frame, p.base, state), program.strings[p.name]); },
          [&](const facts::Pointee &p) { return terms.deref(value(frame, p.pointer, state)); },
          [&](const facts::Element &p) {
            Term base = place(frame, p.base, state);
            return terms.element(base, value(frame, p.index, state));
          },
      },
      function.places[id]);
}

Term Machine::value(const Frame &frame, facts::ValueId id, const State &state) {
  const facts::Function &function = *frame.facts;
  return std::visit(Overload{
                        [&](const facts::IntConstant &v) { return terms.integer(v.number); },
                        [&](const facts::FloatConstant &v) {
                          return terms.apply("float:" + std::string(program.strings[v.text]), {});
                        },
                        [&](const facts::TextConstant &v) {
                          std::string text;
                          for (const facts::LiteralPiece &piece : v.pieces)
                            text += program.strings[piece.text];
                          return terms.literalText(text);
                        },
                        [&](const facts::Load &v) { return load(place(frame, v.place, state), state); },
                        [&](const facts::AddressOf &v) { return terms.address(place(frame, v.place, state)); },
                        [&](const facts::FunctionRef &v) { return terms.function(program.strings[v.key]); },
                        [&](const facts::LambdaRef &v) {
                          std::vector<Term> captures;
                          for (facts::ValueId capture : v.captures)
                            captures.push_back(value(frame, capture, state));
                          return terms.closure(program.strings[v.key], captures);
                        },
                        [&](const facts::Operation &v) { return operation(frame, v, state); },
                        [&](const facts::CaughtException &) { return terms.symbol("caught", {frame.id}); },
                        [&](const facts::Unknown &v) { return terms.symbol("unknown", {frame.id, terms.integer(id)}); },
                    },
                    function.values[id]);
}

/// What a constant global holds is known from the first time that it is named.
void Machine::bring(Term global) {
  if (!resting || !brought.insert(global).second)
    return;
  // Its initialiser begins with nothing.
  const facts::GlobalVariable *variable = index.global(infos.textId(terms.name(global)));
  if (!variable || resting->isMadeBy(*variable, root))
    return;
  rest(resting->of(terms.name(global)));
}

void Machine::rest(const RestingGlobals::Content &content) {
  for (const auto &[place, value] : content.entries) {
    Term held = resting->moved(value, terms);
    atRest.add({resting->moved(place, terms), held}, terms);
    if (terms.kind(held) == TermKind::Address)
      if (Term to = terms.root(terms.operand(held, 0)); terms.kind(to) == TermKind::Global)
        bring(to);
  }
}

/// Where a member points to in every object of its class, or noTerm.
Term Machine::setOnce(Term member) {
  if (!resting || terms.kind(terms.base(member)) != TermKind::Deref)
    return noTerm;
  std::string_view name = terms.name(member);
  auto [at, isNew] = pointers.try_emplace(name.data(), noTerm);
  if (!isNew)
    return at->second;
  const RestingGlobals::Content &content = resting->ofMember(name);
  if (content.pointer == noTerm || resting->isSetBy(name, root))
    return noTerm;
  Term pointer = resting->moved(content.pointer, terms);
  rest(content);
  pointers[name.data()] = pointer;
  return pointer;
}

/// A text, or the function whose key stands in it.
Term Machine::held(const std::string &text) const {
  std::string_view rest = text;
  if (!rest.starts_with(FieldTexts::functionMark))
    return terms.literalText(text);
  rest.remove_prefix(std::string_view(FieldTexts::functionMark).size());
  return terms.function(rest);
}

/// What the field or element holds everywhere in the program, or noTerm.
Term Machine::heldBySlot(Term place) const {
  if (fieldTexts.empty())
    return noTerm;
  const FieldTexts::Held *held = nullptr;
  if (terms.kind(place) == TermKind::Field) {
    Term base = terms.base(place);
    if (const std::string *text = fieldTexts.find(terms.name(place)))
      return this->held(*text);
    if (const FieldTexts::Held *start = fieldTexts.held("#at-rest:" + std::string(terms.name(place))))
      return terms.integer(std::get<std::int64_t>(*start));
    if (std::string inner = innerName(place); !inner.empty())
      held = fieldTexts.held(inner);
    // Of a row of a table, unless there is one whose fields are written one by one.
    if (!held && terms.kind(base) != TermKind::Deref && !fieldTexts.writes(terms.name(place)))
      held = fieldTexts.held(slotName(place));
  } else if (held = fieldTexts.held(slotName(place)); !held)
    if (std::string inner = innerName(place); !inner.empty())
      held = fieldTexts.held(inner);
  if (!held)
    return noTerm;
  const auto *text = std::get_if<std::string>(held);
  return text ? this->held(*text) : terms.integer(std::get<std::int64_t>(*held));
}

Term Machine::load(Term place, const State &state) {
  if (Term value = state.get(place))
    return value;
  switch (terms.kind(place)) {
  case TermKind::Field: {
    if (terms.name(place).starts_with("#"))
      return noTerm;  // Bookkeeping of the interpreter: absent means absent.
    if (Term key = keyIn(place))
      return key;
    // What a modelled call has written has the member's name only.
    if (std::size_t scope = terms.name(place).rfind("::"); scope != std::string_view::npos)
      if (Term written = state.get(terms.field(terms.base(place), terms.name(place).substr(scope + 2))))
        return written;
    if (Term held = heldBySlot(place))
      return held;
    if (Term pointer = setOnce(place))
      return pointer;
    Term whole = load(terms.base(place), state);
    // An object that was made from a text as a whole, such as a text class of the program's own: its only content.
    if (terms.kind(whole) == TermKind::Text && terms.operands(whole).size() > 0)
      return whole;
    return terms.apply("field", {whole, terms.literalText(terms.name(place))});
  }
  case TermKind::Element: {
    Term base = terms.base(place), index = terms.operand(place, 1);
    if (Term some = state.get(terms.element(base, noTerm)))
      return some;
    Term whole = load(base, state);
    if (terms.isApply(whole, "row"))
      return terms.apply("column", {terms.operand(whole, 0), index});
    if (isKnownIndex(index))
      if (Term held = heldBySlot(place))
        return held;
    return terms.apply("element", {whole, index});
  }
  case TermKind::Deref:
    return terms.apply("deref", {terms.operand(place, 0)});
  case TermKind::Global:
    if (const std::string *text = fieldTexts.find(terms.name(place)))
      return held(*text);
    return terms.symbol("initial", {place});
  default:
    return terms.symbol("initial", {place});
  }
}

Term Machine::operation(const Frame &frame, const facts::Operation &operation, const State &state) {
  Term left = value(frame, operation.operands[0], state);
  if (operation.operands.size() == 1) {
    if (operation.op == Operator::Not) {
      if (auto known = truth(left, state))
        return terms.integer(!*known);
      return terms.apply("not", {left});
    }
    if (terms.kind(left) == TermKind::Int)
      return terms.integer(operation.op == Operator::Negate ? -terms.number(left) : ~terms.number(left));
    return terms.apply(operatorName(operation.op), {left});
  }
  return binary(operation.op, left, value(frame, operation.operands[1], state), state);
}

/// Of unknown type, but no number: what a call that nobody knows has returned.
static bool mayBeText(Term term, const Terms &terms) {
  return terms.kind(term) == TermKind::Text ||
         (terms.kind(term) == TermKind::Apply && terms.name(term).starts_with("call:")) ||
         (terms.kind(term) == TermKind::Symbol && terms.name(term) == "unknown");
}

/// The sum or difference of a position in a text and something else; noTerm if it is none.
Term Machine::position(Term left, Term right, bool back) {
  if (isPosition(left, terms) || (back && terms.kind(left) == TermKind::Symbol && terms.name(left) == "nonempty"))
    return movedBy(left, right, back, terms);
  return !back && isPosition(right, terms) ? movedBy(right, left, false, terms) : noTerm;
}

Term Machine::binary(Operator op, Term left, Term right, const State &state) {
  // An operator of the program's own that the compiler could not choose, between texts.
  if (op == Operator::Add && (terms.kind(left) == TermKind::Text || terms.kind(right) == TermKind::Text) &&
      mayBeText(left, terms) && mayBeText(right, terms))
    return terms.text({{left, right}});
  if (isComparison(op)) {
    if (auto known = compare(op, left, right, state))
      return terms.integer(*known);
    return terms.apply(operatorName(op), {left, right});
  }
  if (op == Operator::And || op == Operator::Or) {
    auto a = truth(left, state), b = truth(right, state);
    bool absorbing = op == Operator::Or;
    if ((a && *a == absorbing) || (b && *b == absorbing))
      return terms.integer(absorbing);
    if (a && b)
      return terms.integer(!absorbing);
    if (a)
      return right;
    if (b)
      return left;
    return terms.apply(operatorName(op), {left, right});
  }
  if (terms.kind(left) == TermKind::Int && terms.kind(right) == TermKind::Int) {
    auto a = static_cast<std::uint64_t>(terms.number(left)), b = static_cast<std::uint64_t>(terms.number(right));
    auto sa = static_cast<std::int64_t>(a), sb = static_cast<std::int64_t>(b);
    switch (op) {
    case Operator::Add:
      return terms.integer(static_cast<std::int64_t>(a + b));
    case Operator::Sub:
      return terms.integer(static_cast<std::int64_t>(a - b));
    case Operator::Mul:
      return terms.integer(static_cast<std::int64_t>(a * b));
    case Operator::Div:
      if (sb != 0 && sb != -1)
        return terms.integer(sa / sb);
      break;
    case Operator::Rem:
      if (sb != 0 && sb != -1)
        return terms.integer(sa % sb);
      break;
    case Operator::BitAnd:
      return terms.integer(static_cast<std::int64_t>(a & b));
    case Operator::BitOr:
      return terms.integer(static_cast<std::int64_t>(a | b));
    case Operator::BitXor:
      return terms.integer(static_cast<std::int64_t>(a ^ b));
    case Operator::ShiftLeft:
      if (b < 64)
        return terms.integer(static_cast<std::int64_t>(a << b));
      break;
    case Operator::ShiftRight:
      if (b < 64)
        return terms.integer(sa >> b);
      break;
    default:
      break;
    }
  }
  if (terms.kind(right) == TermKind::Int && terms.number(right) == 0 && (op == Operator::Add || op == Operator::Sub))
    return left;
  if (op == Operator::Add || op == Operator::Sub)
    if (Term moved = position(left, right, op == Operator::Sub))
      return moved;
  // Sums are kept small, or a counter in a loop would grow a new term each time round.
  if (terms.kind(left) == TermKind::Apply && terms.operands(left).size() == 2 &&
      comparisonNamed(terms.name(left)) == std::nullopt && (terms.name(left) == "+" || terms.name(left) == "-"))
    return terms.apply("some", {terms.operand(left, 0), right});
  if (terms.isApply(left, "some"))
    return left;
  return terms.apply(operatorName(op), {left, right});
}

}  // namespace dbrace::worlds
