// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

namespace dbrace::sql::reader {
namespace {

/// Left-deep chains nest as deep as they are long, and destroying them recurses.
constexpr unsigned LongestChain = 16;

}  // namespace

ExpressionPtr Parser::condition() {
  ExpressionPtr result = expression();
  std::vector<ExpressionPtr> more;
  while (peek().isHole()) {  // `WHERE a = 1` + hole: more conditions, or another clause.
    partial_ = true;
    more.push_back(holeValue(peek()));
    advance();
  }
  if (std::holds_alternative<HoleValue>(result->what))
    partial_ = true;
  if (more.empty())
    return result;
  more.insert(more.begin(), std::move(result));
  return makeCondition(Condition::Op::And, std::move(more));
}

ExpressionPtr Parser::expression() {
  const Nesting nesting(*this);
  if (nesting.deep())
    return opaque(at_);
  if (standsAlone())
    return operand();
  ExpressionPtr first = conjunction();
  const auto atOr = [&] { return is("OR") || is("XOR") || (isMySql() && is("||")); };
  if (!atOr())
    return first;
  std::vector<ExpressionPtr> parts = listOf(std::move(first));
  while (atOr()) {
    if (is("XOR"))
      partial_ = true;
    advance();
    parts.push_back(conjunction());
  }
  return makeCondition(Condition::Op::Or, std::move(parts));
}

ExpressionPtr Parser::conjunction() {
  ExpressionPtr first = negation();
  if (!is("AND") && !is("&&"))
    return first;
  std::vector<ExpressionPtr> parts = listOf(std::move(first));
  while (accept("AND") || accept("&&"))
    parts.push_back(negation());
  return makeCondition(Condition::Op::And, std::move(parts));
}

ExpressionPtr Parser::negation() {
  bool negated = false;
  while (accept("NOT") || (is("!") && (advance(), true)))
    negated = !negated;
  ExpressionPtr operand = predicate();
  if (!negated)
    return operand;
  if (const auto *subquery = std::get_if<Subquery>(&operand->what); subquery && subquery->exists) {
    Subquery absent = *subquery;
    absent.negated = !absent.negated;
    return make(std::move(absent));
  }
  return makeCondition(Condition::Op::Not, {std::move(operand)});
}

ExpressionPtr Parser::predicate() {
  ExpressionPtr left = operation();
  for (unsigned length = 0; length < LongestChain && comparison(left);)
    ++length;
  return left;
}

bool Parser::comparison(ExpressionPtr &left) {
  using Op = Condition::Op;
  Op op;
  switch (peek().key) {
  case Keyword("=").key:
  case Keyword("==").key:
    op = Op::Eq;
    break;
  case Keyword("<=>").key:
    op = Op::NullSafeEq;
    break;
  case Keyword("<>").key:
  case Keyword("!=").key:
  case Keyword("^=").key:
    op = Op::Ne;
    break;
  case Keyword("<").key:
  case Keyword("!>").key:
    op = peek().is("<") ? Op::Lt : Op::Le;
    break;
  case Keyword(">").key:
  case Keyword("!<").key:
    op = peek().is(">") ? Op::Gt : Op::Ge;
    break;
  case Keyword("<=").key:
    op = Op::Le;
    break;
  case Keyword(">=").key:
    op = Op::Ge;
    break;
  case Keyword("NOT").key:
    if (peek(1).is("NULL")) {
      advance(), advance();
      left = makeCondition(Op::IsNotNull, {std::move(left)});
      return true;
    }
    advance();
    if (namedComparison(left, true))
      return true;
    partial_ = true;
    return false;
  default:
    return namedComparison(left, false);
  }
  advance();
  if (is("ANY") || is("ALL") || is("SOME")) {
    const std::string quantifier = lowered(source_.slice(peek()));
    const bool any = op == Op::Eq && !is("ALL");
    advance();
    ExpressionPtr right = operand();
    left = any ? makeCondition(Op::In, {std::move(left), makeCall("any", {std::move(right)})})
               : makeCondition(op, {std::move(left), makeCall(quantifier, {std::move(right)})});
    return true;
  }
  const bool wanted = std::exchange(valueWanted_, true);
  ExpressionPtr right = operation();
  valueWanted_ = wanted;
  left = makeCondition(op, {std::move(left), std::move(right)});
  return true;
}

bool Parser::namedComparison(ExpressionPtr &left, bool negated) {
  using Op = Condition::Op;
  const auto result = [&](Op op, Operands operands) {
    left = makeCondition(op, std::move(operands));
    if (negated && op != Op::NotIn)
      left = makeCondition(Op::Not, {std::move(left)});
    return true;
  };
  const bool wanted = std::exchange(valueWanted_, true);
  const struct Restore {
    bool &flag, value;
    ~Restore() { flag = value; }
  } restore{valueWanted_, wanted};
  switch (peek().key) {
  case Keyword("IS").key: {
    advance();
    const bool isNot = accept("NOT");
    if (accept("NULL") || accept("UNKNOWN"))
      return result(isNot ? Op::IsNotNull : Op::IsNull, {std::move(left)});
    const bool distinct = accept("DISTINCT", "FROM");
    ExpressionPtr right = operation();
    ExpressionPtr same = makeCondition(Op::NullSafeEq, {std::move(left), std::move(right)});
    left = isNot == distinct ? std::move(same) : makeCondition(Op::Not, {std::move(same)});
    return true;
  }
  case Keyword("ISNULL").key:
    advance();
    return result(Op::IsNull, {std::move(left)});
  case Keyword("NOTNULL").key:
    advance();
    return result(Op::IsNotNull, {std::move(left)});
  case Keyword("IN").key:
    advance();
    left = inOperand(std::move(left), negated);
    return true;
  case Keyword("BETWEEN").key: {
    advance();
    accept("SYMMETRIC") || accept("ASYMMETRIC");
    ExpressionPtr low = operation();
    expect("AND");
    ExpressionPtr high = operation();
    return result(Op::Between, {std::move(left), std::move(low), std::move(high)});
  }
  case Keyword("SOUNDS").key:
  case Keyword("SIMILAR").key:
    advance();
    [[fallthrough]];
  case Keyword("LIKE").key:
  case Keyword("ILIKE").key:
  case Keyword("GLOB").key:
  case Keyword("REGEXP").key:
  case Keyword("RLIKE").key:
  case Keyword("MATCH").key:
  case Keyword("~").key:
  case Keyword("~*").key:
  case Keyword("!~").key:
  case Keyword("!~*").key:
  case Keyword("!~~").key:
  case Keyword("~~").key: {
    advance();
    if (is("ANY") || is("ALL"))
      advance();
    ExpressionPtr right = operation();
    if (accept("ESCAPE"))
      operation();
    return result(Op::Like, {std::move(left), std::move(right)});
  }
  case Keyword("OVERLAPS").key:
  case Keyword("@>").key:
  case Keyword("<@").key:
  case Keyword("@@").key:
  case Keyword("<->").key:
  case Keyword("OPERATOR").key:
    if (is("OPERATOR") && peek().kind == Token::Kind::Word)  // Only the lexer's symbol is one.
      return false;
    [[fallthrough]];
  case Keyword("&&").key:
  case Keyword("?|").key:
  case Keyword("?&").key: {
    std::string op = lowered(source_.slice(peek()));
    advance();
    ExpressionPtr right = operation();
    left = makeCall(std::move(op), {std::move(left), std::move(right)});
    return true;
  }
  default:
    if (dialect_ == Dialect::PostgreSql && peek().kind == Token::Kind::Placeholder && source_.slice(peek()) == "?") {
      advance();  // jsonb ? 'key'
      ExpressionPtr right = operation();
      left = makeCall("?", {std::move(left), std::move(right)});
      return true;
    }
    return false;
  }
}

/// `x IN ?` and `x IN table` are kept apart from a list of one value by a call of `list`.
ExpressionPtr Parser::inOperand(ExpressionPtr left, bool negated) {
  const Condition::Op op = negated ? Condition::Op::NotIn : Condition::Op::In;
  std::vector<ExpressionPtr> operands = listOf(std::move(left));
  if (!is("(")) {
    if (accept("UNNEST"))
      operands.push_back(makeCall("list", {operand()}));
    else if ((peek().kind == Token::Kind::Word || peek().kind == Token::Kind::QuotedName) && !isMySql() &&
             dialect_ != Dialect::PostgreSql) {  // SQLite: x IN table
      auto table = std::make_shared<Select>();
      table->items.push_back({make(Star{}), {}});
      table->from.push_back(tableName());
      operands.push_back(make(Subquery{std::move(table), false, false}));
    } else
      operands.push_back(makeCall("list", {operation()}));
    return makeCondition(op, std::move(operands));
  }
  if (atQuery()) {
    operands.push_back(operand());
    return makeCondition(op, std::move(operands));
  }
  advance();
  for (ExpressionPtr &value : expressionList())
    operands.push_back(std::move(value));
  return makeCondition(op, std::move(operands));
}

namespace {

struct BinaryOperator {
  unsigned level;
  const char *name;  ///< Null: none.
};

/// Three levels bind as everywhere: concatenation and bits, then sums, then products. All take part only by what they
/// depend on, so finer levels would change nothing.
BinaryOperator binaryOperator(std::uint64_t key) {
  switch (key) {
  case Keyword("||").key:
    return {0, "||"};
  case Keyword("|").key:
    return {0, "|"};
  case Keyword("&").key:
    return {0, "&"};
  case Keyword("#").key:
    return {0, "#"};
  case Keyword("<<").key:
    return {0, "<<"};
  case Keyword(">>").key:
    return {0, ">>"};
  case Keyword(":=").key:
    return {0, ":="};
  case Keyword("+").key:
    return {1, "+"};
  case Keyword("-").key:
    return {1, "-"};
  case Keyword("->").key:
    return {2, "->"};
  case Keyword("->>").key:
    return {2, "->>"};
  case Keyword("#>").key:
    return {2, "#>"};
  case Keyword("#>>").key:
    return {2, "#>>"};
  case Keyword("*").key:
    return {2, "*"};
  case Keyword("/").key:
  case Keyword("DIV").key:
    return {2, "/"};
  case Keyword("%").key:
  case Keyword("MOD").key:
    return {2, "%"};
  case Keyword("^").key:
  case Keyword("**").key:
    return {2, "^"};
  default:
    return {3, nullptr};
  }
}

}  // namespace

ExpressionPtr Parser::operation(unsigned level) { return operationFrom(unary(), level); }

/// Goes on behind an operand; one look at the next token tells where no operator follows.
ExpressionPtr Parser::operationFrom(ExpressionPtr left, unsigned level) {
  if (level > 2 || !binaryOperator(peek().key).name)
    return left;
  left = operationFrom(std::move(left), level + 1);
  for (unsigned length = 0; length < LongestChain; ++length) {
    const std::uint64_t key = peek().key;
    const BinaryOperator op = binaryOperator(key);
    if (op.level != level || (level == 0 && isMySql() && is("||")))
      return left;
    std::vector<ExpressionPtr> operands = listOf(std::move(left));
    while (peek().key == key) {
      advance();
      operands.push_back(operation(level + 1));
    }
    left = makeCall(op.name, std::move(operands));
  }
  return left;
}

}  // namespace dbrace::sql::reader
