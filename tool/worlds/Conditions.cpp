// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known about values, and what a branch teaches.
#include "worlds/Machine.h"
#include "worlds/Operators.h"
#include "worlds/TransactionFlags.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace dbrace::worlds {

using facts::Operator;

/// The character that is read from a text: `text[0]`, `*text`.
static std::optional<std::int64_t> characterOf(Term value, const Terms &terms) {
  std::int64_t at = 0;
  if (terms.isApply(value, "element")) {
    Term index = terms.operand(value, 1);
    if (index == noTerm || terms.kind(index) != TermKind::Int)
      return std::nullopt;
    at = terms.number(index);
    value = terms.operand(value, 0);
  } else if (!terms.isApply(value, "deref"))
    return std::nullopt;
  if (terms.isApply(value, "deref"))
    value = terms.operand(value, 0);
  auto characters = terms.literal(value);
  if (!characters || at < 0 || at > static_cast<std::int64_t>(characters->size()))
    return std::nullopt;
  auto index = static_cast<std::size_t>(at);
  return index < characters->size() ? static_cast<unsigned char>((*characters)[index]) : 0;
}

Knowledge Machine::knowledgeOf(Term value, const State &state) {
  Knowledge known;
  switch (terms.kind(value)) {
  case TermKind::Int:
    known.low = known.high = terms.number(value);
    return known;
  case TermKind::Address:
  case TermKind::Function:
  case TermKind::Closure:
  case TermKind::Text:
    known.low = 1;
    return known;
  default:
    if (auto character = characterOf(value, terms)) {
      known.low = known.high = *character;
      return known;
    }
    if (const Knowledge *about = state.about(value))
      known = *about;
    if (terms.isApply(value, operatorName(Operator::Negate))) {
      Knowledge positive = knowledgeOf(terms.operand(value, 0), state);
      if (positive.low > Knowledge::lowest)
        known.restrict(Knowledge::lowest, -positive.low);
      if (positive.high < Knowledge::highest)
        known.restrict(-positive.high, Knowledge::highest);
    }
    if (terms.isApply(value, "size") && known.low < 0)
      known.low = 0;
    // A counter that is counted up: what was at least one stays at least one.
    if ((terms.isApply(value, "+") || terms.isApply(value, "some")) &&
        terms.kind(terms.operand(value, 1)) == TermKind::Int && terms.number(terms.operand(value, 1)) >= 0) {
      Knowledge counter = knowledgeOf(terms.operand(value, 0), state);
      if (counter.low >= 0)
        known.restrict(counter.low, Knowledge::highest);
    }
    return known;
  }
}

/// Is `code` one that the library of this error gives for a unique violation, or (`part`) what one begins with?
bool Machine::codeOf(Term error, std::string_view code, bool part) const {
  std::string_view name = terms.name(terms.operand(terms.operand(error, 0), 0));
  for (const apis::Library &library : models.libraries())
    if (library.name == name)
      return std::ranges::any_of(library.violations, [&](const std::string &known) {
        return part ? !code.empty() && known.starts_with(code) : known == code;
      });
  return false;
}

namespace {

/// Is the value known to equal a text other than `literal`? Texts that differ in case only may be equal all the same.
bool equalsAnother(Term value, Term literal, const State &state, const Terms &terms) {
  auto differ = [&](Term one, Term other) {
    std::string_view a = *terms.literal(one), b = *terms.literal(other);
    return !std::equal(a.begin(), a.end(), b.begin(), b.end(),
                       [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
  };
  for (const auto &[term, known] : state.knowledge) {
    if (known.low <= 0 || !terms.isApply(term, "=="))
      continue;
    Term left = terms.operand(term, 0), right = terms.operand(term, 1);
    Term other = left == value ? right : right == value ? left : noTerm;
    if (other != noTerm && other != literal && terms.literal(other) && differ(other, literal))
      return true;
  }
  return false;
}

}  // namespace

/// Is a number from before the statement ran held against its count of rows? Who reads a new result begins at its
/// start: `row_ < rows_`, where `row_` is a member that nobody has touched since.
static bool countsRowsFrom(Term index, Term count, const Terms &terms) {
  return terms.isApply(count, "rows") && terms.isApply(index, "field") &&
         terms.kind(terms.operand(count, 0)) == TermKind::Run;
}

/// Does the literal spell a number that a column, read as a text, cannot be?
bool Machine::spellsAnother(Term text, Term literal, const State &state) {
  std::string_view digits = *terms.literal(literal);
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || !terms.isApply(text, "columntext"))
    return false;
  return !knowledgeOf(terms.apply("column", terms.operands(text)), state).allows(number);
}

std::optional<bool> Machine::isSameKey(Term left, Term right) {
  if (!world->sameKey)
    return std::nullopt;
  auto isColumn = [&](Term side) {
    return (terms.isApply(side, "column") || terms.isApply(side, "columntext")) &&
           terms.operand(side, 0) == world->read;
  };
  for (auto [column, value] : {std::pair(left, right), std::pair(right, left)})
    // Whether a column is NULL, zero or a certain word is no question about a key.
    if (isColumn(column) && !isColumn(value) && terms.kind(value) != TermKind::Int && !terms.literal(value)) {
      std::pair<Term, Term> both(terms.operand(column, 1), value);
      if (std::find(compared.begin(), compared.end(), both) == compared.end())
        compared.push_back(both);
      return world->sameKey;
    }
  return std::nullopt;
}

std::optional<bool> Machine::compare(Operator op, Term left, Term right, const State &state) {
  if (left == right) {
    if (op == Operator::Eq || op == Operator::Le || op == Operator::Ge)
      return true;
    return false;
  }
  auto opposite = [](std::optional<bool> known) { return known ? std::optional(!*known) : known; };
  switch (op) {
  case Operator::Ne:
    return opposite(compare(Operator::Eq, left, right, state));
  case Operator::Gt:
    return compare(Operator::Lt, right, left, state);
  case Operator::Ge:
    return opposite(compare(Operator::Lt, left, right, state));
  case Operator::Le:
    return opposite(compare(Operator::Lt, right, left, state));
  default:
    break;
  }
  if (op == Operator::Eq) {
    if (auto same = isSameKey(left, right))
      return same;
    // A known truth value compared with 0 or 1.
    for (auto [a, b] : {std::pair(left, right), std::pair(right, left)})
      if (terms.kind(a) == TermKind::Apply && terms.kind(b) == TermKind::Int &&
          (comparisonNamed(terms.name(a)) || terms.name(a) == "not" || terms.name(a) == "and" || terms.name(a) == "or"))
        if (auto known = truth(a, state))
          return *known == (terms.number(b) != 0);
    // An error code of the library: a violation is any of its violation codes and no other code.
    for (auto [a, b] : {std::pair(left, right), std::pair(right, left)})
      if (terms.kind(b) == TermKind::Int && (terms.isApply(a, "violation") || terms.isApply(a, "failure"))) {
        bool isViolation = codeOf(a, std::to_string(terms.number(b)));
        if (terms.isApply(a, "violation") || isViolation)
          return terms.isApply(a, "violation") && isViolation;
      }
    if (terms.kind(left) == TermKind::Address && terms.kind(right) == TermKind::Address) {
      Term a = terms.operand(left, 0), b = terms.operand(right, 0);
      auto distinct = [&](Term place) {
        return terms.kind(place) == TermKind::Slot || terms.kind(place) == TermKind::Object ||
               terms.kind(place) == TermKind::Global;
      };
      if (distinct(a) && distinct(b))
        return false;
      return std::nullopt;
    }
  }
  if (const Knowledge *direct = state.about(terms.apply(operatorName(op), {left, right})))
    if (direct->low > 0 || (direct->low == 0 && direct->high == 0))
      return direct->low > 0;
  if (op == Operator::Eq)
    for (auto [a, b] : {std::pair(left, right), std::pair(right, left)})
      if (terms.literal(b) && (equalsAnother(a, b, state, terms) || spellsAnother(a, b, state)))
        return false;
  bool leftText = terms.kind(left) == TermKind::Text, rightText = terms.kind(right) == TermKind::Text;
  if (leftText && rightText)
    return std::nullopt;
  Knowledge a = knowledgeOf(left, state), b = knowledgeOf(right, state);
  if (countsRowsFrom(left, right, terms))
    a.restrict(0, 0);
  if (countsRowsFrom(right, left, terms))
    b.restrict(0, 0);
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
  // What is known to be the highest number there is stands for one above any limit: World::Row::Many.
  if (a.high < b.low || (b.low == Knowledge::highest && a.low != b.low))
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
  case Operator::Ne:
    return assumeCompare(Operator::Eq, left, right, !expected, state);
  case Operator::Gt:
    return assumeCompare(Operator::Lt, right, left, expected, state);
  case Operator::Ge:
    return assumeCompare(Operator::Lt, left, right, !expected, state);
  case Operator::Le:
    return assumeCompare(Operator::Lt, right, left, !expected, state);
  default:
    break;
  }
  Knowledge a = knowledgeOf(left, state), b = knowledgeOf(right, state);
  auto fixed = [&](Term term) {
    auto k = terms.kind(term);
    return k != TermKind::Symbol && k != TermKind::Apply;
  };
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
  if (expected && state.transaction.kind == TransactionState::Kind::AsEntered)
    if (auto shape = transactionWhere(value, terms, fieldTexts)) {
      state.transaction.kind = TransactionState::Kind::Open;
      state.transaction.shape = *shape;
    }
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

}  // namespace dbrace::worlds
