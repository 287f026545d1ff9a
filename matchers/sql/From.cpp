// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

#include <algorithm>

namespace dbrace::sql::reader {
namespace {

bool isTableHint(const Token &token) {
  switch (token.key) {
  case Keyword("NOLOCK").key:
  case Keyword("UPDLOCK").key:
  case Keyword("HOLDLOCK").key:
  case Keyword("ROWLOCK").key:
  case Keyword("XLOCK").key:
  case Keyword("TABLOCK").key:
  case Keyword("TABLOCKX").key:
  case Keyword("SERIALIZABLE").key:
  case Keyword("READPAST").key:
  case Keyword("READUNCOMMITTED").key:
  case Keyword("READCOMMITTED").key:
  case Keyword("REPEATABLEREAD").key:
  case Keyword("PAGLOCK").key:
  case Keyword("NOWAIT").key:
  case Keyword("INDEX").key:
  case Keyword("FORCESEEK").key:
  case Keyword("SNAPSHOT").key:
    return true;
  default:
    return false;
  }
}

}  // namespace

void Parser::fromClause(Select &select) {
  do {
    fromItem(select);
    while (joinClause(select))
      ;
    skipClauseHoles();
  } while (accept(","));
}

void Parser::fromItem(Select &select) {
  acceptAnyOf({"LATERAL", "ONLY"});
  accept("ROWS", "FROM");
  std::string alias;
  if (is("(")) {
    const Nesting nesting(*this);
    if (nesting.deep()) {
      partial_ = true;
      return skipGroup();
    }
    if (atQuery()) {
      // `((SELECT …) UNION …)` and `((SELECT …) a JOIN b)` begin alike; the query reader stops in front of the alias.
      advance();
      select.subqueries.push_back(this->select());
      if (!is(")")) {
        tableSuffix(select, alias);
        while (joinClause(select))
          ;
      }
    } else {
      advance();
      fromClause(select);
    }
    expect(")");
    return tableSuffix(select, alias);
  }
  if ((!atName() || endsOperand()) && peek().kind != Token::Kind::Placeholder) {
    partial_ = true;
    return;
  }
  TableName table = tableNameBeforeClause();
  if (is("(") && !isTableHint(peek(1))) {  // A function.
    skipGroup();
    accept("WITH", "ORDINALITY");
    return tableSuffix(select, alias);
  }
  tableSuffix(select, table.alias);
  const bool dual = lowered(table.name.text) == "dual" && table.schema.text.empty();
  if (!dual && !isWithName(table))
    select.from.push_back(std::move(table));
}

bool Parser::joinClause(Select &select) {
  const std::size_t start = at_;
  bool outer = false;
  for (;;)
    if (acceptAnyOf({"LEFT", "RIGHT", "FULL"}))
      outer = true;
    else if (!acceptAnyOf({"NATURAL", "INNER", "OUTER", "CROSS", "GLOBAL", "HASH", "LOOP"}))
      break;
  if (!accept("JOIN") && !accept("STRAIGHT_JOIN") && !(at_ != start && accept("APPLY"))) {
    at_ = start;
    return false;
  }
  select.outer |= outer;
  fromItem(select);
  for (;;) {
    if (is("ON") && !peek(1).is("CONFLICT") && !peek(1).is("DUPLICATE")) {
      advance();
      select.on.push_back(condition());
    } else if (accept("USING")) {
      skipGroup();
      if (accept("AS"))
        advance();
    } else if (const Nesting nesting(*this);
               is("JOIN") || nesting.deep() || !(is("INNER") || is("LEFT")) || !joinClause(select))
      return true;  // a JOIN b JOIN c ON … ON …
  }
}

/// What may stand behind a table: alias with columns, hints, partitions, samples.
void Parser::tableSuffix(Select &select, std::string &alias) {
  for (unsigned round = 0; round < 12; ++round) {
    if (is("WITH") && (peek(1).is("(") || isTableHint(peek(1)))) {
      advance();
      tableHints(select.hints);
    } else if (is("(") && isTableHint(peek(1))) {
      tableHints(select.hints);
    } else if (is("FOR") && (peek(1).is("SYSTEM_TIME") || peek(1).is("PORTION"))) {
      advance(), advance();
      accept("AS", "OF") || acceptAnyOf({"FROM", "BETWEEN"});
      if (!accept("ALL"))
        operation();
      if (accept("TO") || accept("AND"))
        operation();
    } else if ((is("USE") || is("FORCE") || is("IGNORE")) && (peek(1).is("INDEX") || peek(1).is("KEY"))) {
      advance(), advance();
      if (accept("FOR"))
        acceptAnyOf({"JOIN", "ORDER", "GROUP"}), accept("BY");
      skipGroup();
    } else if (accept("INDEXED", "BY")) {
      advance();
    } else if (is("NOT", "INDEXED") || is("*")) {
      advance(), accept("INDEXED");
    } else if (is("PARTITION") && peek(1).is("(")) {
      advance();
      skipGroup();
    } else if (is("TABLESAMPLE") || is("PIVOT") || is("UNPIVOT")) {
      partial_ = partial_ || !is("TABLESAMPLE");
      advance();
      if (!is("("))
        advance();
      skipGroup();
      if (accept("REPEATABLE"))
        skipGroup();
    } else if (alias.empty() && (is("AS") || isAlias())) {
      if (is("AS") && peek(1).is("OF"))
        advance(), advance(), advance(), operation();
      else if (is("AS") && peek(1).is("("))
        advance(), skipGroup();
      else if (alias = aliasText(); alias.empty())
        return;
      if (is("(") && !isTableHint(peek(1)))
        skipGroup();
    } else
      return;
  }
}

void Parser::tableHints(std::vector<std::string> &hints) {
  if (!is("("))
    return advance();
  advance();
  while (!atEnd() && !is(")")) {
    if (is("("))
      skipGroup();
    else {
      if (peek().kind == Token::Kind::Word)
        hints.push_back(upperSlice(at_, at_ + 1));
      advance();
    }
  }
  expect(")");
}

void Parser::withClause() {
  advance();
  // Only a recursive part sees its own name; without the word, `WITH t AS (SELECT … FROM t)` reads the table t.
  const bool recursive = accept("RECURSIVE") || dialect_ == Dialect::SqlServer || dialect_ == Dialect::Oracle;
  do {
    if (!atName())
      break;
    std::string name = lowered(source_.plain(peek()));
    advance();
    if (recursive)
      withNames_.push_back(name);
    skipGroup();
    expect("AS");
    accept("NOT", "MATERIALIZED") || accept("MATERIALIZED");
    if (!accept("("))
      break;
    if (atQuery() || is("TABLE")) {
      withSelects_.push_back(select());
    } else {
      Statement part;
      const std::size_t from = at_;
      const Nesting nesting(*this);
      part.body = nesting.deep() ? unreadable() : body();
      part.partial = partial_;
      part.begin = source_.tokens[from].begin;
      part.end = peek().begin;
      withWrites_.push_back(std::make_shared<const Statement>(std::move(part)));
    }
    if (!is(")")) {
      partial_ = true;
      while (!atEnd() && !is(")"))
        is("(") ? skipGroup() : advance();
    }
    accept(")");
    if (!recursive)
      withNames_.push_back(std::move(name));
    if (is("SEARCH") || is("CYCLE"))
      while (!atEnd() && !is(",") && !is("SELECT") && !is("INSERT") && !is(")"))
        advance();
  } while (accept(","));
}

}  // namespace dbrace::sql::reader
