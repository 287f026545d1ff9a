// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

#include <algorithm>

namespace dbrace::sql::reader {

std::string lowered(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

bool Parser::acceptAnyOf(std::initializer_list<Keyword> words) {
  for (const Keyword word : words)
    if (accept(word))
      return true;
  return false;
}

void Parser::skipGroup() {
  if (!is("("))
    return;
  unsigned depth = 0;
  for (; !atEnd(); advance())
    if (is("("))
      ++depth;
    else if (is(")") && --depth == 0)
      return advance();
}

void Parser::skipToComma() {
  while (!atEnd() && !is(",") && !is(")"))
    if (is("("))
      skipGroup();
    else
      advance();
}

void Parser::skipStatement() {
  while (!atEnd())
    advance();
}

void Parser::skipClauseHoles() {
  const auto onlyHoles = [&](const Token &token) {
    if (token.kind != Token::Kind::Word || !token.holes || token.formatted)
      return token.isHole();
    return token.holes == token.end - token.begin;
  };
  while (onlyHoles(peek())) {
    partial_ = true;
    advance();
  }
}

bool Parser::expect(Keyword keyword) {
  if (accept(keyword))
    return true;
  partial_ = true;
  return false;
}

bool Parser::atQuery() const {
  std::size_t ahead = 0;
  while (peek(ahead).is("(") && ahead < 8)
    ++ahead;
  const Token &token = peek(ahead);
  if (token.is("SELECT") || token.is("WITH"))
    return true;
  return token.is("VALUES") && (peek(ahead + 1).is("(") || peek(ahead + 1).is("ROW"));
}

bool Parser::endsOperand() const {
  switch (peek().key) {
  case Keyword("FROM").key:
  case Keyword("WHERE").key:
  case Keyword("GROUP").key:
  case Keyword("HAVING").key:
  case Keyword("ORDER").key:
  case Keyword("LIMIT").key:
  case Keyword("UNION").key:
  case Keyword("EXCEPT").key:
  case Keyword("INTERSECT").key:
  case Keyword("AND").key:
  case Keyword("OR").key:
  case Keyword("ON").key:
  case Keyword("USING").key:
  case Keyword("JOIN").key:
  case Keyword("INNER").key:
  case Keyword("CROSS").key:
  case Keyword("WHEN").key:
  case Keyword("THEN").key:
  case Keyword("ELSE").key:
  case Keyword("END").key:
  case Keyword("SET").key:
  case Keyword("RETURNING").key:
  case Keyword("INTO").key:
  case Keyword("SELECT").key:
  case Keyword("FOR").key:
  case Keyword("AS").key:
  case Keyword("IN").key:
  case Keyword("IS").key:
  case Keyword("LIKE").key:
  case Keyword("BETWEEN").key:
  case Keyword("ASC").key:
  case Keyword("DESC").key:
  case Keyword("WITH").key:
    return true;
  default:
    return false;
  }
}

/// The names and values of a list, most expressions of all, need no look at what could follow an operand.
bool Parser::standsAlone() const {
  const Token &next = peek(1);
  if (!next.is(",") && !next.is(")"))
    return false;
  switch (peek().kind) {
  case Token::Kind::Symbol:
  case Token::Kind::End:
    return false;
  case Token::Kind::Word:
    return !is("NOT") && !is("CASE") && !endsOperand();
  default:
    return true;
  }
}

bool Parser::isAlias() const {
  const Token &token = peek();
  if (token.kind == Token::Kind::QuotedName)
    return token.quote != '[' || token.blank;
  if (token.kind != Token::Kind::Word || endsOperand())
    return false;
  if (token.key == 0)  // A name with a hole; one of holes only is a clause.
    return token.holes != token.end - token.begin;
  switch (token.key) {
  case Keyword("LEFT").key:
  case Keyword("RIGHT").key:
  case Keyword("FULL").key:
  case Keyword("NATURAL").key:
  case Keyword("OUTER").key:
  case Keyword("STRAIGHT_JOIN").key:
  case Keyword("OFFSET").key:
  case Keyword("FETCH").key:
  case Keyword("WINDOW").key:
  case Keyword("LOCK").key:
  case Keyword("FORCE").key:
  case Keyword("USE").key:
  case Keyword("IGNORE").key:
  case Keyword("INDEXED").key:
  case Keyword("NOT").key:
  case Keyword("COLLATE").key:
  case Keyword("VALUES").key:
  case Keyword("DEFAULT").key:
  case Keyword("OUTPUT").key:
  case Keyword("OPTION").key:
  case Keyword("TABLESAMPLE").key:
  case Keyword("PARTITION").key:
  case Keyword("MINUS").key:
  case Keyword("QUALIFY").key:
  case Keyword("CONNECT").key:
  case Keyword("START").key:
  case Keyword("ISNULL").key:
  case Keyword("NOTNULL").key:
  case Keyword("PIVOT").key:
  case Keyword("UNPIVOT").key:
  case Keyword("DO").key:
  case Keyword("GLOB").key:
  case Keyword("REGEXP").key:
  case Keyword("ILIKE").key:
  case Keyword("RLIKE").key:
  case Keyword("MATCH").key:
  case Keyword("SIMILAR").key:
  case Keyword("DIV").key:
  case Keyword("XOR").key:
  case Keyword("OVER").key:
  case Keyword("FILTER").key:
  case Keyword("WITHIN").key:
  case Keyword("ESCAPE").key:
  case Keyword("DUPLICATE").key:
  case Keyword("PROCEDURE").key:
  case Keyword("SOUNDS").key:
  case Keyword("OVERRIDING").key:
  case Keyword("OVERLAPS").key:
    return false;
  default:
    return true;
  }
}

std::string Parser::upperSlice(std::size_t from, std::size_t to) const {
  std::string result;
  for (std::size_t i = from; i < to && i < source_.tokens.size(); ++i) {
    if (!result.empty())
      result += ' ';
    for (const char c : source_.slice(source_.tokens[i]))
      result += upper(c);
  }
  return result;
}

std::string Parser::foldedText(std::size_t from, std::size_t to) const {
  std::string result;
  for (std::size_t i = from; i < to && i < source_.tokens.size(); ++i) {
    const Token &token = source_.tokens[i];
    if (i > from && token.blank)
      result += ' ';
    if (token.kind == Token::Kind::Text)
      result += source_.slice(token);
    else
      result += lowered(source_.slice(token));
  }
  return result;
}

}  // namespace dbrace::sql::reader
