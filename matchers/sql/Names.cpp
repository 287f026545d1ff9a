// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

#include <algorithm>

namespace dbrace::sql::reader {

/// SQLite and MySQL scripts write names as 'texts' here and there; callers ask only where nothing but a name can stand.
bool Parser::atName() const {
  switch (peek().kind) {
  case Token::Kind::Word:
  case Token::Kind::QuotedName:
  case Token::Kind::Hole:
  case Token::Kind::Text:
    return true;
  default:
    return false;
  }
}

Name Parser::name() {
  Name result;
  name(result);
  return result;
}

void Parser::name(Name &result) {
  if (!atName())
    return;
  const Token &token = peek();
  doubleQuotedNames_ = doubleQuotedNames_ || token.quote == '"';
  result.quoted = token.kind == Token::Kind::QuotedName || token.kind == Token::Kind::Text;
  if (token.holes == 1 && !token.formatted && token.innerEnd - token.innerBegin == 1) {
    result.hole = source_.holes[token.firstHole];
  } else {
    if (token.holes || token.formatted || token.quote)
      result.text = source_.plain(token);
    else
      result.text.assign(source_.slice(token));
    result.partial = token.holes || (token.formatted && result.text.find(HoleByte) != std::string::npos);
  }
  advance();
}

TableName Parser::tableName() {
  TableName result;
  if (peek().kind == Token::Kind::Placeholder) {  // A table variable of SQL Server, or a psql variable.
    result.name.text = std::string(source_.slice(peek()));
    advance();
    return result;
  }
  if (!atName()) {
    partial_ = true;
    return result;
  }
  name(result.name);
  while (is(".") || is("..")) {
    const bool twoDots = is("..");
    advance();
    if (!atName())
      break;
    result.schema = twoDots ? Name{} : std::move(result.name);
    result.name = name();
  }
  return result;
}

TableName Parser::tableNameBeforeClause() {
  const Token token = peek();
  TableName result = tableName();
  if (token.kind != Token::Kind::Word || token.holes + (token.formatted ? 1 : 0) != 1 || !result.name.partial)
    return result;
  const std::string &text = result.name.text;
  const std::string_view spelled = source_.slice(token);
  if (text.size() < 2 || text.back() != HoleByte || text[text.size() - 2] == '_' || isDigit(text[text.size() - 2]) ||
      is("."))
    return result;
  if ((token.formatted && !spelled.ends_with("%s")) || (!atEnd() && !is(")") && !endsOperand()))
    return result;
  result.name.text.pop_back();
  result.name.partial = false;
  partial_ = true;
  return result;
}

std::string Parser::aliasText() {
  const bool as = accept("AS");
  if (!(as ? atName() : isAlias()))
    return {};
  std::string result = source_.plain(peek());
  advance();
  return result;
}

std::optional<std::vector<Name>> Parser::nameList() {
  if (!accept("("))
    return std::nullopt;
  std::vector<Name> names;
  while (!atEnd() && !is(")")) {
    if (atName())
      names.push_back(writtenColumn());
    if (!is(",") && !is(")")) {
      partial_ = true;
      skipToComma();
    }
    accept(",");
  }
  expect(")");
  return names;
}

/// `a`, MySQL's `t.a`, PostgreSQL's `a[1]` and, of a composite column a, `a.field`.
Name Parser::writtenColumn() {
  Name first = name();
  Name last = first;
  while (is(".") || is("[")) {
    if (accept(".")) {
      if (!atName())
        break;
      last = name();
      continue;
    }
    while (!atEnd() && !is("]"))
      advance();
    accept("]");
  }
  return dialect_ == Dialect::PostgreSql ? first : last;
}

bool Parser::isWithName(const TableName &table) const {
  if (!table.schema.text.empty() || table.schema.hole || table.name.hole || withNames_.empty())
    return false;
  return std::find(withNames_.begin(), withNames_.end(), lowered(table.name.text)) != withNames_.end();
}

}  // namespace dbrace::sql::reader
