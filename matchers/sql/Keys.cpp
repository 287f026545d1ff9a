// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

namespace dbrace::sql::reader {

/// A table constraint or an index within CREATE TABLE and ALTER TABLE ADD; nullopt where a column stands.
std::optional<KeyDefinition> Parser::keyDefinition() {
  using Kind = KeyDefinition::Kind;
  KeyDefinition key;
  const std::size_t start = at_;
  if (accept("CONSTRAINT") && !is("PRIMARY") && !is("UNIQUE") && !is("FOREIGN") && !is("CHECK"))
    key.name = name();
  if (is("PRIMARY", "KEY")) {
    advance(), advance();
    key.kind = Kind::Primary;
  } else if (is("UNIQUE")) {
    advance();
    key.kind = Kind::Unique;
    accept("KEY") || accept("INDEX");
  } else if (is("FOREIGN", "KEY")) {
    advance(), advance();
    key.kind = Kind::Foreign;
  } else if (is("CHECK") && peek(1).is("(")) {
    advance();
    key.kind = Kind::Check;
    skipGroup();
    skipToComma();
    return key;
  } else if (is("EXCLUDE")) {
    key.kind = Kind::Check;
    skipToComma();
    return key;
  } else if ((is("FULLTEXT") || is("SPATIAL")) &&
             (peek(1).is("KEY") || peek(1).is("INDEX") || peek(1).is("(") || peek(2).is("("))) {
    advance();
    key.kind = Kind::Index;
    accept("KEY") || accept("INDEX");
  } else if ((is("KEY") || is("INDEX")) && (peek(1).is("(") || peek(2).is("(") || peek(2).is("USING"))) {
    advance();
    key.kind = Kind::Index;
  } else if (is("INDEX") && (peek(2).is("UNIQUE") || peek(2).is("CLUSTERED") || peek(2).is("NONCLUSTERED"))) {
    advance();  // SQL Server: INDEX i UNIQUE CLUSTERED (a).
    key.name = name();
    key.kind = accept("UNIQUE") ? Kind::Unique : Kind::Index;
  } else {
    at_ = start;
    return std::nullopt;
  }
  acceptAnyOf({"CLUSTERED", "NONCLUSTERED"});
  ifExists();
  if (is("NULLS")) {
    advance();
    key.nullsNotDistinct = accept("NOT");
    accept("DISTINCT");
  }
  if (atName() && !is("USING")) {
    Name named = name();
    if (key.name.text.empty() && !key.name.hole)
      key.name = std::move(named);
  }
  if (accept("USING")) {
    if (accept("INDEX")) {  // PostgreSQL makes a constraint of an index.
      key.usingIndex = name().text;
      if (key.name.text.empty())
        key.name.text = key.usingIndex;
    } else {
      advance();
    }
  }
  if (is("("))
    key.parts = keyParts();
  else
    partial_ = partial_ || key.usingIndex.empty();
  keyOptions(key);
  return key;
}

/// To the comma or parenthesis behind the key.
void Parser::keyOptions(KeyDefinition &key) {
  while (!atEnd() && !is(",") && !is(")")) {
    if (is("NULLS") && (peek(1).is("NOT") || peek(1).is("DISTINCT"))) {
      advance();
      key.nullsNotDistinct = accept("NOT");
      accept("DISTINCT");
    } else if (accept("NOT", "DEFERRABLE")) {
      key.deferrable = false;
    } else if (accept("DEFERRABLE")) {
      key.deferrable = true;
    } else if (accept("WHERE")) {
      const std::size_t from = at_;
      key.where = condition();
      key.whereText = foldedText(from, at_);
    } else if (is("(")) {
      skipGroup();
    } else {
      if (peek().isHole())
        partial_ = true;
      advance();
    }
  }
}

std::vector<KeyPart> Parser::keyParts() {
  std::vector<KeyPart> parts;
  advance();
  while (!atEnd() && !is(")")) {
    const std::size_t before = at_;
    parts.push_back(keyPart());
    if (is(".") || is("::"))
      partial_ = true;
    skipToComma();  // Operator classes, ASC, NULLS FIRST.
    if (!accept(",") && at_ == before)
      break;
  }
  expect(")");
  return parts;
}

KeyPart Parser::keyPart() {
  KeyPart part;
  const std::size_t from = at_;
  if (atName() && peek(1).is("(") && peek(2).kind == Token::Kind::Number && peek(3).is(")")) {
    part.column = name();
    unsigned length = 0;
    for (const char c : source_.slice(peek(1)).substr(0, 8))
      length = isDigit(c) ? length * 10 + static_cast<unsigned>(c - '0') : length;
    part.prefixLength = length;
    skipGroup();
  } else {
    const bool wanted = std::exchange(valueWanted_, false);
    part.expression = operation();
    valueWanted_ = wanted;
    std::size_t first = from, last = at_;
    while (last > first + 1 && source_.tokens[first].is("(") && source_.tokens[last - 1].is(")"))
      ++first, --last;
    part.expressionText = foldedText(first, last);
  }
  if (accept("COLLATE") && atName())
    part.collation = lowered(tableName().name.text);
  if (!part.expression)
    return part;
  ExpressionPtr inner = part.expression;
  if (const auto *call = std::get_if<FunctionCall>(&inner->what); call && call->name == "collate") {
    part.collation = std::get<Constant>(call->arguments[1]->what).text;
    inner = call->arguments[0];
  }
  const auto *column = std::get_if<ColumnRef>(&inner->what);
  const auto *hole = std::get_if<HoleValue>(&inner->what);
  const auto *text = std::get_if<Constant>(&inner->what);
  const auto *placeholder = std::get_if<Placeholder>(&inner->what);
  if (column)
    part.column = column->column;
  else if (hole)
    part.column.hole = hole->hole;
  else if (text && text->kind == Constant::Kind::Text)  // SQLite takes 'a' for a name here.
    part.column = Name{text->text, std::nullopt, true, false};
  else if (placeholder && placeholder->printfStyle)
    part.column = Name{std::string(1, HoleByte), std::nullopt, false, true};
  else
    return part;
  part.expression = nullptr;
  part.expressionText.clear();
  return part;
}

}  // namespace dbrace::sql::reader
