// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

namespace dbrace::sql::reader {

ExpressionPtr Parser::wordOperand() {
  const Token &token = peek();
  const Token &next = peek(1);
  const bool called = next.is("(");
  if (endsOperand() && !called && !next.is(".")) {
    partial_ = true;  // An operand is missing: `WHERE AND x`.
    return make(Opaque{});
  }
  const auto constant = [&](Constant::Kind kind, const char *text) {
    advance();
    return make(Constant{kind, text});
  };
  switch (token.key) {
  case Keyword("NULL").key:
    return constant(Constant::Kind::Null, "");
  case Keyword("TRUE").key:
    return constant(Constant::Kind::Boolean, "true");
  case Keyword("FALSE").key:
    return constant(Constant::Kind::Boolean, "false");
  case Keyword("CASE").key:
    return caseExpression();
  case Keyword("EXISTS").key:
    if (called) {
      advance();
      ExpressionPtr operand = parenthesized();
      const auto *subquery = std::get_if<Subquery>(&operand->what);
      return make(Subquery{subquery ? subquery->select : nullptr, true, false});
    }
    break;
  case Keyword("CAST").key:
  case Keyword("TRY_CAST").key:
    if (called)
      return castExpression();
    break;
  case Keyword("BINARY").key:
    if (!called && !next.is(",") && !next.is(")") && !next.is("=")) {
      advance();
      return makeCall("collate", {operand(), make(Constant{Constant::Kind::Text, "binary"})});
    }
    break;
  case Keyword("PRIOR").key:
  case Keyword("CONNECT_BY_ROOT").key:
  case Keyword("VARIADIC").key:
    if (next.kind == Token::Kind::Word || next.kind == Token::Kind::Text) {
      advance();
      return operand();
    }
    break;
  case Keyword("NEXT").key:
    if (next.is("VALUE")) {
      advance(), advance();
      accept("FOR");
      TableName sequence = tableName();
      return makeCall("nextval", {make(Constant{Constant::Kind::Text, sequence.name.text})});
    }
    break;
  case Keyword("ARRAY").key:
    if (next.is("[")) {
      const std::size_t from = at_;
      advance();
      ExpressionPtr elements = postfix(make(Opaque{foldedText(from, at_), {}}));
      return makeCall("array", {std::move(elements)});
    }
    break;
  case Keyword("INTERVAL").key:
    if (!called && next.kind != Token::Kind::Symbol && next.kind != Token::Kind::End) {
      advance();
      ExpressionPtr amount = operation(1);
      if (peek().kind == Token::Kind::Word && !endsOperand())
        advance();
      if (accept("TO"))
        advance();
      return makeCall("interval", {std::move(amount)});
    }
    break;
  case Keyword("DATE").key:
  case Keyword("TIME").key:
  case Keyword("TIMESTAMP").key:
  case Keyword("TIMESTAMPTZ").key:
  case Keyword("JSON").key:
  case Keyword("JSONB").key:
  case Keyword("BYTEA").key:
  case Keyword("UUID").key:
  case Keyword("INET").key:
  case Keyword("CIDR").key:
  case Keyword("POINT").key:
  case Keyword("BOX").key:
    if ((next.is("WITH") || next.is("WITHOUT")) && peek(2).is("TIME") && peek(4).kind == Token::Kind::Text)
      advance(), advance(), advance();
    if (peek(1).kind == Token::Kind::Text) {
      advance();
      return makeCall("cast", {operand()});
    }
    break;
  case Keyword("USER").key:
    // Elsewhere an ordinary name of a column.
    if (dialect_ != Dialect::PostgreSql && dialect_ != Dialect::Oracle && dialect_ != Dialect::SqlServer)
      break;
    [[fallthrough]];
  case Keyword("CURRENT_TIMESTAMP").key:
  case Keyword("CURRENT_DATE").key:
  case Keyword("CURRENT_TIME").key:
  case Keyword("CURRENT_USER").key:
  case Keyword("SESSION_USER").key:
  case Keyword("LOCALTIME").key:
  case Keyword("LOCALTIMESTAMP").key:
  case Keyword("SYSDATE").key:
  case Keyword("DEFAULT").key:
    if (!called && !next.is(".")) {
      std::string name = lowered(source_.slice(token));
      advance();
      return makeCall(std::move(name), {});
    }
    break;
  default:
    if (next.kind == Token::Kind::Text && next.blank && (dialect_ == Dialect::PostgreSql || valueWanted_) &&
        !token.holes) {
      advance();  // point '(1,2)', bool 'true'
      return makeCall("cast", {operand()});
    }
    if (next.kind == Token::Kind::Text && !next.blank && source_.slice(token).starts_with("_")) {
      advance();  // A charset in front: _utf8'…'.
      return operand();
    }
    if (source_.slice(token).starts_with("@@") && !next.is(".")) {
      std::string name = lowered(source_.slice(token));
      advance();
      return makeCall(std::move(name), {});
    }
  }
  return columnOrCall();
}

ExpressionPtr Parser::caseExpression() {
  const Nesting nesting(*this);
  if (nesting.deep())
    return opaque((advance(), at_ - 1));
  advance();
  std::vector<ExpressionPtr> parts;
  if (!is("WHEN"))
    parts.push_back(expression());
  while (!atEnd() && !is("END")) {
    const std::size_t before = at_;
    if (accept("WHEN") || accept("THEN") || accept("ELSE"))
      parts.push_back(expression());
    if (at_ == before)
      break;
  }
  expect("END");
  return makeCall("case", std::move(parts));
}

ExpressionPtr Parser::castExpression() {
  advance(), advance();
  ExpressionPtr value = expression();
  if (accept("AS"))
    skipTypeName();
  while (!atEnd() && !is(")"))
    is("(") ? skipGroup() : advance();
  expect(")");
  return makeCall("cast", {std::move(value)});
}

/// After `::`, where the next word may already be another clause: `a::int ORDER BY`.
void Parser::skipTypeName() {
  if (!atName())
    return;
  tableName();
  static constexpr Keyword Words[] = {"PRECISION", "VARYING", "UNSIGNED", "SIGNED", "INTEGER", "CHARACTER", "ARRAY"};
  for (bool more = true; more;) {
    more = false;
    for (const Keyword word : Words)
      more = accept(word) || more;
  }
  skipGroup();
  if (is("WITH", "TIME") || is("WITHOUT", "TIME"))
    advance(), advance(), accept("ZONE");
  while (is("[") && (peek(1).is("]") || peek(2).is("]"))) {
    while (!is("]"))
      advance();
    advance();
  }
}

ExpressionPtr Parser::call(std::string name) {
  const Nesting nesting(*this);
  FunctionCall result;
  result.name = std::move(name);
  if (nesting.deep()) {
    const std::size_t from = at_;
    skipGroup();
    return opaque(from);
  }
  advance();
  callArguments(result);
  expect(")");
  return afterCall(make(std::move(result)));
}

void Parser::callArguments(FunctionCall &call) {
  if (accept("DISTINCT"))
    call.distinct = true;
  else
    accept("ALL");
  if (is("*") && peek(1).is(")")) {
    call.star = true;
    advance();
    return;
  }
  while (!atEnd() && !is(")")) {
    const std::size_t before = at_;
    if (atQuery() && !is("(")) {  // array(SELECT …)
      Subquery subquery;
      subquery.select = select();
      call.arguments.push_back(make(std::move(subquery)));
    } else {
      if (peek(1).is("=>") || peek(1).is(":="))
        advance(), advance();
      acceptAnyOf({"BOTH", "LEADING", "TRAILING"});
      if (!is("FROM"))
        call.arguments.push_back(expression());
    }
    if (accept("ORDER", "BY"))
      orderBy(nullptr);
    if (acceptAnyOf({",", "FROM", "FOR", "USING", "PLACING", "AS", "SEPARATOR", "IN"}))
      continue;
    if (is(")"))
      break;
    if (peek().kind == Token::Kind::Word && at_ != before) {  // timestampdiff(SECOND …), json_value(x RETURNING int)
      skipToComma();
      accept(",");
      continue;
    }
    partial_ = true;
    skipToComma();
    if (!accept(",") && at_ == before)
      break;
  }
}

ExpressionPtr Parser::afterCall(ExpressionPtr call) {
  if (is("WITHIN", "GROUP")) {
    advance(), advance();
    skipGroup();
  }
  if (is("AGAINST") || (is("FILTER") && peek(1).is("("))) {
    advance();
    skipGroup();
  }
  if ((is("RESPECT") || is("IGNORE")) && peek(1).is("NULLS"))
    advance(), advance();
  if (!is("OVER"))
    return call;
  advance();
  if (is("("))
    skipGroup();
  else if (atName())
    advance();
  return makeCall("over", {std::move(call)});
}

}  // namespace dbrace::sql::reader
