// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values, places and conditions in a state.
#include "worlds/Machine.h"

#include <algorithm>

namespace dbrace::worlds {

using facts::Operator;

namespace {
template <class... Fs> struct Overload : Fs... {
  using Fs::operator()...;
};
template <class... Fs> Overload(Fs...) -> Overload<Fs...>;

std::string_view operatorName(Operator op) {
  static constexpr std::string_view names[] = {"+", "-",  "*",  "/", "%",  "&", "|",  "^",  "<<", ">>", "neg",
                                               "~", "not", "==", "!=", "<", "<=", ">", ">=", "and", "or", "<=>"};
  return names[static_cast<int>(op)];
}

bool isComparison(Operator op) { return op >= Operator::Eq && op <= Operator::Ge; }

std::optional<Operator> comparisonNamed(std::string_view name) {
  for (Operator op : {Operator::Eq, Operator::Ne, Operator::Lt, Operator::Le, Operator::Gt, Operator::Ge})
    if (operatorName(op) == name)
      return op;
  return std::nullopt;
}
} // namespace

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
          [&](const facts::Global &p) { return terms.global(program.strings[p.name]); },
          [&](const facts::Field &p) { return terms.field(place(frame, p.base, state), program.strings[p.name]); },
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
  return std::visit(
      Overload{
          [&](const facts::IntConstant &v) { return terms.integer(v.number); },
          [&](const facts::FloatConstant &v) { return terms.apply("float:" + std::string(program.strings[v.text]), {}); },
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

Term Machine::load(Term place, const State &state) {
  if (Term value = state.get(place))
    return value;
  switch (terms.kind(place)) {
  case TermKind::Field: {
    if (terms.name(place).starts_with("#"))
      return noTerm;  // Bookkeeping of the interpreter: absent means absent.
    Term whole = load(terms.base(place), state);
    if (const std::string *text = fieldTexts.find(terms.name(place)))
      return terms.literalText(*text);
    return terms.apply("field", {whole, terms.literalText(terms.name(place))});
  }
  case TermKind::Element: {
    Term base = terms.base(place), index = terms.operand(place, 1);
    if (Term some = state.get(terms.element(base, noTerm)))
      return some;
    Term whole = load(base, state);
    if (terms.isApply(whole, "row"))
      return terms.apply("column", {terms.operand(whole, 0), index});
    if (index != noTerm && terms.kind(index) == TermKind::Int)
      if (const std::string *text = fieldTexts.find(slotName(place)))
        return terms.literalText(*text);
    return terms.apply("element", {whole, index});
  }
  case TermKind::Deref:
    return terms.apply("deref", {terms.operand(place, 0)});
  case TermKind::Global:
    if (const std::string *text = fieldTexts.find(terms.name(place)))
      return terms.literalText(*text);
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

Term Machine::binary(Operator op, Term left, Term right, const State &state) {
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
    case Operator::Add: return terms.integer(static_cast<std::int64_t>(a + b));
    case Operator::Sub: return terms.integer(static_cast<std::int64_t>(a - b));
    case Operator::Mul: return terms.integer(static_cast<std::int64_t>(a * b));
    case Operator::Div:
      if (sb != 0 && sb != -1)
        return terms.integer(sa / sb);
      break;
    case Operator::Rem:
      if (sb != 0 && sb != -1)
        return terms.integer(sa % sb);
      break;
    case Operator::BitAnd: return terms.integer(static_cast<std::int64_t>(a & b));
    case Operator::BitOr: return terms.integer(static_cast<std::int64_t>(a | b));
    case Operator::BitXor: return terms.integer(static_cast<std::int64_t>(a ^ b));
    case Operator::ShiftLeft:
      if (b < 64)
        return terms.integer(static_cast<std::int64_t>(a << b));
      break;
    case Operator::ShiftRight:
      if (b < 64)
        return terms.integer(sa >> b);
      break;
    default: break;
    }
  }
  if (terms.kind(right) == TermKind::Int && terms.number(right) == 0 && (op == Operator::Add || op == Operator::Sub))
    return left;
  // Sums are kept small, or a counter in a loop would grow a new term each time round.
  if (terms.kind(left) == TermKind::Apply && terms.operands(left).size() == 2 && comparisonNamed(terms.name(left)) == std::nullopt &&
      (terms.name(left) == "+" || terms.name(left) == "-"))
    return terms.apply("some", {terms.operand(left, 0), right});
  if (terms.isApply(left, "some"))
    return left;
  return terms.apply(operatorName(op), {left, right});
}

Knowledge Machine::knowledgeOf(Term value, const State &state) {
  Knowledge known;
  switch (terms.kind(value)) {
  case TermKind::Int:
    known.low = known.high = terms.number(value);
    return known;
  case TermKind::Address: case TermKind::Function: case TermKind::Closure: case TermKind::Text:
    known.low = 1;
    return known;
  default:
    if (const Knowledge *about = state.about(value))
      known = *about;
    if (terms.isApply(value, "size") && known.low < 0)
      known.low = 0;
    // A counter that is counted up: what was at least one stays at least one.
    if ((terms.isApply(value, "+") || terms.isApply(value, "some")) && terms.kind(terms.operand(value, 1)) == TermKind::Int &&
        terms.number(terms.operand(value, 1)) >= 0) {
      Knowledge counter = knowledgeOf(terms.operand(value, 0), state);
      if (counter.low >= 0)
        known.restrict(counter.low, Knowledge::highest);
    }
    return known;
  }
}

/// Is `code` one that the library of this error gives for a unique violation?
bool Machine::codeOf(Term error, std::int64_t code) const {
  std::string_view name = terms.name(terms.operand(terms.operand(error, 0), 0));
  for (const apis::Library &library : models.libraries())
    if (library.name == name)
      return std::find(library.violations.begin(), library.violations.end(), std::to_string(code)) != library.violations.end();
  return false;
}

std::optional<bool> Machine::compare(Operator op, Term left, Term right, const State &state) {
  if (left == right) {
    if (op == Operator::Eq || op == Operator::Le || op == Operator::Ge)
      return true;
    return false;
  }
  auto opposite = [](std::optional<bool> known) { return known ? std::optional(!*known) : known; };
  switch (op) {
  case Operator::Ne: return opposite(compare(Operator::Eq, left, right, state));
  case Operator::Gt: return compare(Operator::Lt, right, left, state);
  case Operator::Ge: return opposite(compare(Operator::Lt, left, right, state));
  case Operator::Le: return opposite(compare(Operator::Lt, right, left, state));
  default: break;
  }
  if (op == Operator::Eq) {
    // A known truth value compared with 0 or 1.
    for (auto [a, b] : {std::pair(left, right), std::pair(right, left)})
      if (terms.kind(a) == TermKind::Apply && terms.kind(b) == TermKind::Int &&
          (comparisonNamed(terms.name(a)) || terms.name(a) == "not" || terms.name(a) == "and" || terms.name(a) == "or"))
        if (auto known = truth(a, state))
          return *known == (terms.number(b) != 0);
    // An error code of the library: a violation is any of its violation codes and no other code.
    for (auto [a, b] : {std::pair(left, right), std::pair(right, left)})
      if (terms.kind(b) == TermKind::Int && (terms.isApply(a, "violation") || terms.isApply(a, "failure"))) {
        bool isViolation = codeOf(a, terms.number(b));
        if (terms.isApply(a, "violation") || isViolation)
          return terms.isApply(a, "violation") && isViolation;
      }
    if (terms.kind(left) == TermKind::Address && terms.kind(right) == TermKind::Address) {
      Term a = terms.operand(left, 0), b = terms.operand(right, 0);
      auto distinct = [&](Term place) { return terms.kind(place) == TermKind::Slot || terms.kind(place) == TermKind::Object || terms.kind(place) == TermKind::Global; };
      if (distinct(a) && distinct(b))
        return false;
      return std::nullopt;
    }
  }
  if (const Knowledge *direct = state.about(terms.apply(operatorName(op), {left, right})))
    if (direct->low > 0 || (direct->low == 0 && direct->high == 0))
      return direct->low > 0;
  bool leftText = terms.kind(left) == TermKind::Text, rightText = terms.kind(right) == TermKind::Text;
  if (leftText && rightText)
    return std::nullopt;
  Knowledge a = knowledgeOf(left, state), b = knowledgeOf(right, state);
  if (op == Operator::Eq) {
    if (a.high < b.low || b.high < a.low)
      return false;
    if (a.low == a.high && b.low == b.high && a.low == b.low)
      return true;
    if (a.low == a.high && !b.allows(a.low))
      return false;
    if (b.low == b.high && !a.allows(b.low))
      return false;
    return std::nullopt;
  }
  if (a.high < b.low)
    return true;
  if (a.low >= b.high)
    return false;
  return std::nullopt;
}

std::optional<bool> Machine::truth(Term value, const State &state) {
  if (terms.kind(value) == TermKind::Apply) {
    std::string_view name = terms.name(value);
    auto operands = terms.operands(value);
    if (operands.size() == 2)
      if (auto op = comparisonNamed(name))
        return compare(*op, operands[0], operands[1], state);
    if (name == "not") {
      auto inner = truth(operands[0], state);
      return inner ? std::optional(!*inner) : inner;
    }
    if (name == "and" || name == "or") {
      bool absorbing = name == "or";
      auto a = truth(operands[0], state), b = truth(operands[1], state);
      if ((a && *a == absorbing) || (b && *b == absorbing))
        return absorbing;
      if (a && b)
        return !absorbing;
      return std::nullopt;
    }
  }
  Knowledge known = knowledgeOf(value, state);
  if (!known.allows(0))
    return true;
  if (known.low == 0 && known.high == 0)
    return false;
  return std::nullopt;
}

bool Machine::assumeCompare(Operator op, Term left, Term right, bool expected, State &state) {
  switch (op) {
  case Operator::Ne: return assumeCompare(Operator::Eq, left, right, !expected, state);
  case Operator::Gt: return assumeCompare(Operator::Lt, right, left, expected, state);
  case Operator::Ge: return assumeCompare(Operator::Lt, left, right, !expected, state);
  case Operator::Le: return assumeCompare(Operator::Lt, right, left, !expected, state);
  default: break;
  }
  Knowledge a = knowledgeOf(left, state), b = knowledgeOf(right, state);
  auto fixed = [&](Term term) { auto k = terms.kind(term); return k != TermKind::Symbol && k != TermKind::Apply; };
  auto narrow = [&](Term term, std::int64_t low, std::int64_t high) {
    if (fixed(term))
      return true;
    Knowledge known = knowledgeOf(term, state);
    known.restrict(low, high);
    if (known.contradicts())
      return false;
    if (known.says())
      state.learn(term) = known;
    return true;
  };
  auto without = [&](Term term, std::int64_t number) {
    if (fixed(term))
      return true;
    Knowledge known = knowledgeOf(term, state);
    known.exclude(number);
    if (known.contradicts())
      return false;
    if (known.says())
      state.learn(term) = known;
    return true;
  };
  bool ok = true;
  if (op == Operator::Eq) {
    if (expected) {
      ok = narrow(left, b.low, b.high) && narrow(right, a.low, a.high);
      if (b.low == b.high && terms.kind(left) == TermKind::Apply && (b.low == 0 || b.low == 1))
        ok = ok && assume(left, b.low != 0, state);
    } else {
      if (b.low == b.high)
        ok = without(left, b.low);
      if (a.low == a.high)
        ok = ok && without(right, a.low);
      if (b.low == 0 && b.high == 0 && terms.kind(left) == TermKind::Apply)
        ok = ok && assume(left, true, state);
    }
  } else if (expected) {
    ok = narrow(left, Knowledge::lowest, b.high == Knowledge::highest ? b.high : b.high - 1) &&
         narrow(right, a.low == Knowledge::lowest ? a.low : a.low + 1, Knowledge::highest);
  } else {
    ok = narrow(left, b.low, Knowledge::highest) && narrow(right, Knowledge::lowest, a.high);
  }
  if (ok && (a.low != a.high) && (b.low != b.high)) {
    Knowledge &direct = state.learn(terms.apply(operatorName(op), {left, right}));
    direct.low = direct.high = expected;
  }
  return ok;
}

bool Machine::assume(Term value, bool expected, State &state) {
  if (auto known = truth(value, state))
    return *known == expected;
  if (terms.kind(value) == TermKind::Apply) {
    std::string_view name = terms.name(value);
    auto operands = terms.operands(value);
    if (operands.size() == 2)
      if (auto op = comparisonNamed(name))
        return assumeCompare(*op, operands[0], operands[1], expected, state);
    if (name == "not")
      return assume(operands[0], !expected, state);
    if ((name == "and" && expected) || (name == "or" && !expected)) {
      Term first = operands[0], second = operands[1];
      return assume(first, expected, state) && assume(second, expected, state);
    }
    if (name == "and" || name == "or") {
      // One side decides once the other is known.
      Term first = operands[0], second = operands[1];
      bool neutral = name == "and";
      if (auto a = truth(first, state); a && *a == neutral)
        return assume(second, expected, state);
      if (auto b = truth(second, state); b && *b == neutral)
        return assume(first, expected, state);
      return true;
    }
  }
  if (terms.kind(value) != TermKind::Symbol && terms.kind(value) != TermKind::Apply)
    return true;
  Knowledge known = knowledgeOf(value, state);
  if (expected)
    known.exclude(0);
  else
    known.restrict(0, 0);
  if (known.contradicts())
    return false;
  state.learn(value) = known;
  return true;
}

} // namespace dbrace::worlds
