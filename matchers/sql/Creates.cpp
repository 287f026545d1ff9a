// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

namespace dbrace::sql::reader {

/// IF EXISTS and IF NOT EXISTS.
bool Parser::ifExists() {
  if (!is("IF"))
    return false;
  advance();
  accept("NOT");
  accept("EXISTS");
  return true;
}

StatementBody Parser::create() {
  advance();
  accept("OR", "REPLACE");
  bool temporary = false, unique = false;
  while (!atEnd()) {
    if (is("TABLE"))
      return createTable(temporary);
    if (is("INDEX"))
      return createIndex(unique ? KeyDefinition::Kind::Unique : KeyDefinition::Kind::Index);
    if (is("TRIGGER") || is("PROCEDURE") || is("PROC") || is("FUNCTION") || is("PACKAGE") || is("EVENT") || is("TYPE"))
      return skipRoutine();
    if (accept("TEMP") || accept("TEMPORARY"))
      temporary = true;
    else if (accept("UNIQUE"))
      unique = true;
    else if (is("VIEW") || is("DATABASE") || is("SCHEMA") || is("SEQUENCE") || is("USER") || is("ROLE") ||
             is("EXTENSION") || is("RULE"))
      break;
    else
      advance();
  }
  skipStatement();
  return OtherStatement{"CREATE"};
}

StatementBody Parser::createTable(bool temporary) {
  const bool isVirtual = at_ > 0 && source_.tokens[at_ - 1].is("VIRTUAL");
  advance();
  CreateTable result;
  result.ifNotExists = ifExists();
  result.table = tableName();
  result.temporary =
      temporary || result.table.name.text.starts_with("#") || lowered(result.table.schema.text) == "temp";
  if (isVirtual) {  // Its module decides what the columns are.
    skipStatement();
    partial_ = true;
  } else if (accept("LIKE")) {
    result.like = tableName();
  } else if (accept("PARTITION", "OF")) {
    result.partitionOf = tableName();
    if (is("(")) {
      advance();
      tableElements(result);
      expect(")");
    }
    skipStatement();
  } else if (is("(") && !atQuery()) {
    advance();
    tableElements(result);
    expect(")");
  }
  tableOptions(result);
  result.partial = partial_;
  return result;
}

void Parser::tableElements(CreateTable &table) {
  while (!atEnd() && !is(")")) {
    const std::size_t before = at_;
    if (peek().isHole() && (peek(1).is(",") || peek(1).is(")"))) {
      skipClauseHoles();
    } else if (is("LIKE") && peek(1).kind != Token::Kind::Symbol) {
      advance();
      table.like = tableName();
      for (; !atEnd() && !is(",") && !is(")"); advance())
        if (is("INCLUDING") && (peek(1).is("ALL") || peek(1).is("INDEXES")))
          table.likeIndexes = true;
        else if (is("EXCLUDING") && (peek(1).is("ALL") || peek(1).is("INDEXES")))
          table.likeIndexes = false;
    } else if (is("PERIOD", "FOR")) {
      skipToComma();
    } else if (std::optional<KeyDefinition> key = keyDefinition()) {
      table.keys.push_back(std::move(*key));
    } else {
      ColumnDefinition column = columnDefinition(&table.keys);
      if (!column.name.text.empty() || column.name.hole)
        table.columns.push_back(std::move(column));
    }
    if (!is(",") && !is(")")) {
      partial_ = true;
      skipToComma();
    }
    if (!accept(",") && at_ == before)
      break;
  }
}

/// Most say how rows are stored; a few change what a key promises.
void Parser::tableOptions(CreateTable &table) {
  while (!atEnd() && !is(")")) {
    if (accept("WITHOUT", "ROWID")) {
      table.withoutRowid = true;
    } else if (accept("STRICT")) {
      table.strict = true;
    } else if (accept("LIKE")) {
      table.like = tableName();
    } else if (is("INHERITS") && peek(1).is("(")) {
      advance();
      do {
        advance();
        table.inherits.push_back(tableName());
      } while (is(","));
      accept(")");
    } else if (is("COLLATE")) {
      advance();
      accept("=");
      if (atName())
        table.collation = lowered(name().text);
    } else if (accept("AS", "TABLE")) {
      --at_;
      table.select = select();
    } else if (atQuery() && (is("SELECT") || (is("WITH") && !peek(1).is("(")) || is("VALUES"))) {
      table.select = select();
    } else if (is("(") && atQuery()) {
      advance();
      table.select = select();
      accept(")");
    } else if (is("(")) {
      skipGroup();
    } else {
      if (peek().isHole())
        partial_ = true;
      advance();
    }
  }
}

StatementBody Parser::createIndex(KeyDefinition::Kind kind) {
  CreateIndex result;
  result.key.kind = kind;
  advance();
  accept("CONCURRENTLY");
  result.ifNotExists = ifExists();
  if (!is("ON") && !is("USING")) {
    TableName index = tableName();
    result.key.name = std::move(index.name);
  }
  if (accept("USING"))
    advance();
  expect("ON");
  accept("ONLY");
  result.table = tableName();
  if (accept("USING"))
    advance();
  if (is("("))
    result.key.parts = keyParts();
  else
    partial_ = true;
  keyOptions(result.key);
  skipStatement();
  return result;
}

/// Bodies hold semicolons of their own; they are over where BEGIN and END balance.
StatementBody Parser::skipRoutine() {
  unsigned depth = 0;
  for (; peek().kind != Token::Kind::End; advance()) {
    if (is(";") && depth == 0)
      break;
    if (is("BEGIN") || is("CASE"))
      ++depth;
    else if (is("END") && !peek(1).is("IF") && !peek(1).is("LOOP") && !peek(1).is("WHILE") && !peek(1).is("REPEAT")) {
      if (depth)
        --depth;
      if (peek(1).is("CASE"))
        advance();
    }
  }
  return OtherStatement{"CREATE"};
}

StatementBody Parser::drop() {
  advance();
  Drop result;
  result.kind = Drop::Kind::Other;
  accept("TEMPORARY");
  if (accept("TABLE") || accept("TABLES"))
    result.kind = Drop::Kind::Table;
  else if (accept("INDEX"))
    result.kind = Drop::Kind::Index;
  if (result.kind == Drop::Kind::Other) {
    skipStatement();
    return result;
  }
  accept("CONCURRENTLY");
  ifExists();
  do
    result.names.push_back(tableName());
  while (accept(","));
  if (accept("ON"))
    result.onTable = tableName();
  skipClauseHoles();
  skipStatement();
  return result;
}

StatementBody Parser::renameTable() {
  advance();
  // Oracle leaves the word TABLE out.
  if (!accept("TABLE") && !accept("TABLES") && !(atName() && peek(1).is("TO")))
    return unreadable();
  RenameTable result;
  do {
    TableName from = tableName();
    expect("TO");
    result.pairs.emplace_back(std::move(from), tableName());
  } while (accept(","));
  return result;
}

}  // namespace dbrace::sql::reader
