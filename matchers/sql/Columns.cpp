// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

namespace dbrace::sql::reader {
namespace {

bool endsType(const Token &token) {
  switch (token.key) {
  case Keyword("CONSTRAINT").key:
  case Keyword("PRIMARY").key:
  case Keyword("UNIQUE").key:
  case Keyword("NOT").key:
  case Keyword("NULL").key:
  case Keyword("DEFAULT").key:
  case Keyword("CHECK").key:
  case Keyword("REFERENCES").key:
  case Keyword("COLLATE").key:
  case Keyword("GENERATED").key:
  case Keyword("AS").key:
  case Keyword("AUTO_INCREMENT").key:
  case Keyword("AUTOINCREMENT").key:
  case Keyword("IDENTITY").key:
  case Keyword("COMMENT").key:
  case Keyword("ON").key:
  case Keyword("KEY").key:
  case Keyword("CHARSET").key:
  case Keyword("VISIBLE").key:
  case Keyword("INVISIBLE").key:
  case Keyword("STORAGE").key:
  case Keyword("COMPRESSION").key:
  case Keyword("FIRST").key:
  case Keyword("AFTER").key:
  case Keyword("SPARSE").key:
  case Keyword("ROWGUIDCOL").key:
  case Keyword("CLUSTERED").key:
  case Keyword("DEFERRABLE").key:
  case Keyword("VIRTUAL").key:
  case Keyword("STORED").key:
  case Keyword("PERSISTED").key:
  case Keyword("ENABLE").key:
  case Keyword("USING").key:
  case Keyword("OPTIONS").key:
  case Keyword("SET").key:
  case Keyword("ASCII").key:
  case Keyword("HIDDEN").key:
  case Keyword("MASKED").key:
  case Keyword("SRID").key:
  case Keyword("DISABLE").key:
    return true;
  default:
    return false;
  }
}

}  // namespace

/// Lower case, blanks folded: "varchar(20)", "int unsigned", "timestamp with time zone".
std::string Parser::typeName() {
  const std::size_t from = at_;
  while (!atEnd() && !is(",") && !is(")") && !endsType(peek())) {
    if ((is("CHARACTER") || is("CHAR")) && peek(1).is("SET"))
      break;
    is("(") ? skipGroup() : advance();
  }
  return foldedText(from, at_);
}

ColumnDefinition Parser::columnDefinition(std::vector<KeyDefinition> *keys) {
  ColumnDefinition column;
  if (!atName()) {
    partial_ = true;
    return column;
  }
  column.name = name();
  column.type = typeName();
  if (column.type == "serial" || column.type == "bigserial" || column.type == "smallserial") {
    column.autoIncrement = column.notNull = true;
    column.unique = isMySql();  // There it is BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE.
  }
  while (!atEnd() && !is(",") && !is(")"))
    if (!columnOption(column, keys)) {
      if (peek().isHole())
        partial_ = true;
      is("(") ? skipGroup() : advance();
    }
  return column;
}

bool Parser::columnOption(ColumnDefinition &column, std::vector<KeyDefinition> *keys) {
  if (is("CONSTRAINT")) {
    advance();
    const Name named = name();
    if (is("PRIMARY") || is("UNIQUE"))
      column.keyName = named.text;
    return true;
  }
  if (accept("NOT", "NULL")) {
    column.notNull = true;
    return true;
  }
  if (accept("PRIMARY")) {
    accept("KEY");
    column.primaryKey = true;
    column.primaryKeyDescending = accept("DESC");
    return true;
  }
  if (accept("UNIQUE")) {
    accept("KEY") || accept("INDEX");
    column.unique = true;
    if (is("NULLS", "NOT") && keys) {  // Only a key of its own can say so.
      advance(), advance(), advance();
      column.unique = false;
      KeyDefinition key;
      key.parts.push_back({column.name, nullptr, {}, std::nullopt, {}});
      key.nullsNotDistinct = true;
      keys->push_back(std::move(key));
    }
    return true;
  }
  if (is("KEY")) {  // MySQL's short form of PRIMARY KEY.
    advance();
    column.primaryKey = true;
    return true;
  }
  if (accept("COLLATE")) {
    if (atName())
      column.collation = lowered(tableName().name.text);
    return true;
  }
  if (accept("AUTO_INCREMENT") || accept("AUTOINCREMENT") || accept("IDENTITY")) {
    column.autoIncrement = true;
    skipGroup();
    return true;
  }
  if (accept("SERIAL", "DEFAULT")) {
    accept("VALUE");
    column.autoIncrement = column.notNull = column.unique = true;
    return true;
  }
  if (is("DEFAULT")) {
    advance();
    accept("ON", "NULL");  // Oracle: for a NULL that is given, too.
    column.defaultValue = operation();
    return true;
  }
  if (accept("ON", "UPDATE") || accept("ON", "DELETE") || accept("ON", "CONFLICT")) {
    if (accept("SET") || accept("NO"))
      advance();
    else
      operand();
    return true;
  }
  if (accept("GENERATED")) {
    if (!accept("ALWAYS") && accept("BY"))
      accept("DEFAULT"), accept("ON", "NULL");
    if (accept("AS", "IDENTITY")) {
      column.autoIncrement = true;
      skipGroup();
    }
    return true;
  }
  if (is("AS") && peek(1).is("(")) {
    advance();
    column.generated = true;
    const std::size_t from = at_ + 1;
    skipGroup();
    column.generatedText = foldedText(from, at_ > from ? at_ - 1 : from);
    return true;
  }
  if (accept("REFERENCES")) {
    tableName();
    skipGroup();
    return true;
  }
  if (accept("CHECK") || accept("COMMENT")) {
    is("(") ? skipGroup() : advance();
    return true;
  }
  return false;
}

}  // namespace dbrace::sql::reader
