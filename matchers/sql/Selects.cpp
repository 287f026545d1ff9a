// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

#include <algorithm>

namespace dbrace::sql::reader {
namespace {

/// SQLite's max and min of several arguments are no aggregates.
bool isAggregate(const FunctionCall &call) {
  switch (keyOf(call.name)) {
  case Keyword("MIN").key:
  case Keyword("MAX").key:
    return call.arguments.size() <= 1;
  case Keyword("COUNT").key:
  case Keyword("COUNT_BIG").key:
  case Keyword("SUM").key:
  case Keyword("AVG").key:
  case Keyword("TOTAL").key:
  case Keyword("GROUP_CONCAT").key:
  case Keyword("STRING_AGG").key:
  case Keyword("ARRAY_AGG").key:
  case Keyword("BIT_AND").key:
  case Keyword("BIT_OR").key:
  case Keyword("BIT_XOR").key:
  case Keyword("BOOL_AND").key:
  case Keyword("BOOL_OR").key:
  case Keyword("EVERY").key:
  case Keyword("JSON_AGG").key:
  case Keyword("JSONB_AGG").key:
  case Keyword("JSON_OBJECT_AGG").key:
  case Keyword("JSONB_OBJECT_AGG").key:
  case Keyword("JSON_GROUP_ARRAY").key:
  case Keyword("JSON_GROUP_OBJECT").key:
  case Keyword("JSON_ARRAYAGG").key:
  case Keyword("JSON_OBJECTAGG").key:
  case Keyword("LISTAGG").key:
  case Keyword("XMLAGG").key:
  case Keyword("ANY_VALUE").key:
  case Keyword("STD").key:
  case Keyword("STDDEV").key:
  case Keyword("STDDEV_POP").key:
  case Keyword("STDDEV_SAMP").key:
  case Keyword("STDEV").key:
  case Keyword("VARIANCE").key:
  case Keyword("VAR_POP").key:
  case Keyword("VAR_SAMP").key:
  case Keyword("MEDIAN").key:
  case Keyword("CHECKSUM_AGG").key:
  case Keyword("APPROX_COUNT_DISTINCT").key:
  case Keyword("PERCENTILE_CONT").key:
  case Keyword("PERCENTILE_DISC").key:
  case Keyword("CORR").key:
  case Keyword("MODE").key:
    return true;
  default:
    return false;
  }
}

bool hasAggregate(const ExpressionPtr &expression) {
  if (!expression)
    return false;
  const auto any = [](const std::vector<ExpressionPtr> &parts) {
    return std::any_of(parts.begin(), parts.end(), hasAggregate);
  };
  if (const auto *call = std::get_if<FunctionCall>(&expression->what))
    return call->name != "over" && (isAggregate(*call) || any(call->arguments));
  if (const auto *condition = std::get_if<Condition>(&expression->what))
    return any(condition->operands);
  return false;
}

}  // namespace

std::shared_ptr<Select> Parser::select() {
  const bool wanted = std::exchange(valueWanted_, false);
  const bool partialOutside = std::exchange(partial_, false);
  const std::size_t withScope = withNames_.size();
  const Nesting nesting(*this);
  std::shared_ptr<Select> result;
  std::vector<std::shared_ptr<const Select>> with;
  if (nesting.deep()) {
    result = std::make_shared<Select>();
    partial_ = true;
    unsigned depth = 0;  // To the parenthesis that closes this query.
    for (; !atEnd() && (depth || !is(")")); advance())
      depth += is("(") ? 1U : is(")") ? ~0U : 0U;
  } else {
    if (is("WITH")) {
      std::swap(with, withSelects_);
      withClause();
      std::swap(with, withSelects_);
    }
    result = selectPart();
    if (is("UNION") || is("EXCEPT") || is("INTERSECT") || (is("MINUS") && (peek(1).is("SELECT") || peek(1).is("(")))) {
      auto compound = std::make_shared<Select>();
      compound->compound = true;
      compound->items = result->items;
      compound->subqueries.push_back(std::move(result));
      while (acceptAnyOf({"UNION", "EXCEPT", "INTERSECT", "MINUS"})) {
        acceptAnyOf({"ALL", "DISTINCT"});
        compound->subqueries.push_back(selectPart());
      }
      result = std::move(compound);
    }
    selectTail(*result);
    result->subqueries.insert(result->subqueries.end(), with.begin(), with.end());
  }
  withNames_.resize(withScope);
  result->partial = partial_;
  partial_ = partial_ || partialOutside;
  valueWanted_ = wanted;
  return result;
}

/// One side of UNION: a SELECT without the clauses that hold for the whole, or parentheses around a whole query.
std::shared_ptr<Select> Parser::selectPart() {
  if (is("(")) {
    advance();
    std::shared_ptr<Select> inner = select();
    expect(")");
    return inner;
  }
  auto result = std::make_shared<Select>();
  if (is("VALUES")) {
    valuesPart(*result);
    return result;
  }
  if (accept("TABLE")) {
    result->from.push_back(tableName());
    result->items.push_back({make(Star{}), {}});
    return result;
  }
  if (!expect("SELECT"))
    return result;
  selectModifiers(*result);
  selectItems(result->items);
  selectClauses(*result);
  result->aggregate =
      !result->grouped && std::any_of(result->items.begin(), result->items.end(),
                                      [](const SelectItem &item) { return hasAggregate(item.expression); });
  return result;
}

void Parser::valuesPart(Select &select) {
  advance();
  const std::vector<std::vector<ExpressionPtr>> rows = valueRows();
  for (const ExpressionPtr &value : rows[0])
    select.items.push_back({value, {}});
}

void Parser::selectModifiers(Select &select) {
  for (;;) {
    if (accept("DISTINCT") || accept("DISTINCTROW") || (is("UNIQUE") && !peek(1).is("(") && (advance(), true))) {
      select.distinct = true;
      if (accept("ON"))
        skipGroup();
    } else if (is("TOP") && (peek(1).is("(") || peek(1).kind == Token::Kind::Number ||
                             peek(1).kind == Token::Kind::Placeholder || peek(1).isHole())) {
      advance();
      select.limited = true;
      is("(") ? skipGroup() : advance();
      accept("PERCENT");
      accept("WITH", "TIES");
    } else if (!acceptAnyOf({"SQL_CALC_FOUND_ROWS", "SQL_NO_CACHE", "SQL_CACHE", "SQL_SMALL_RESULT", "SQL_BIG_RESULT",
                             "SQL_BUFFER_RESULT", "HIGH_PRIORITY", "STRAIGHT_JOIN"})) {
      if (!is("ALL") || peek(1).is("."))
        return;
      advance();
    }
  }
}

void Parser::selectItems(std::vector<SelectItem> &items) {
  for (;;) {
    if (atEnd() || is(")") || is("FROM") || is("INTO"))
      return;
    SelectItem item;
    if (peek().kind == Token::Kind::Placeholder && (peek(1).is("=") || peek(1).is(":=")))  // SELECT @n = a
      advance(), advance();
    item.expression = expression();
    item.alias = aliasText();
    if (item.alias.empty() && peek().kind == Token::Kind::Text) {
      item.alias = source_.plain(peek());
      advance();
    }
    items.push_back(std::move(item));
    if (peek().isHole() && !peek(1).is(","))
      skipClauseHoles();  // "SELECT a" + moreColumns + " FROM t"
    if (!accept(","))
      return;
  }
}

void Parser::selectClauses(Select &select) {
  skipClauseHoles();
  if (accept("BULK", "COLLECT") || is("INTO")) {  // Variables, a file, or a new table.
    accept("INTO");
    while (!atEnd() && !is(")") && !is("FROM"))
      is("(") ? skipGroup() : advance();
  }
  if (accept("FROM"))
    fromClause(select);
  for (;;) {
    skipClauseHoles();
    if (accept("WHERE")) {
      ExpressionPtr where = condition();
      select.where = select.where ? makeCondition(Condition::Op::And, {select.where, where}) : where;
    } else if (accept("GROUP", "BY")) {
      select.grouped = true;
      orderBy(nullptr);
      accept("WITH", "ROLLUP");
    } else if (accept("HAVING")) {
      select.grouped = true;
      expression();
    } else if (accept("START", "WITH") || accept("CONNECT", "BY") || accept("QUALIFY")) {
      accept("NOCYCLE");
      partial_ = true;
      expression();
    } else if (is("WINDOW") && peek(2).is("AS")) {
      do {
        advance(), advance(), advance();
        skipGroup();
      } while (is(","));
    } else
      return;
  }
}

void Parser::selectTail(Select &select) {
  for (;;) {
    skipClauseHoles();
    if (accept("ORDER", "BY") || accept("ORDER", "SIBLINGS")) {
      accept("BY");
      orderBy(&select);
    } else if (accept("LIMIT") || accept("OFFSET")) {
      select.limited = true;
      if (!accept("ALL"))
        expression();
      if (accept(","))
        expression();
      acceptAnyOf({"ROW", "ROWS"});
    } else if (is("FETCH") && (peek(1).is("FIRST") || peek(1).is("NEXT"))) {
      select.limited = true;
      advance(), advance();
      if (!is("ROW") && !is("ROWS"))
        operand();
      accept("PERCENT");
      acceptAnyOf({"ROW", "ROWS"});
      accept("ONLY") || accept("WITH", "TIES");
    } else if (is("FOR") || is("LOCK", "IN")) {
      if (!lockingClause(select))
        return;
    } else if (is("OPTION") && peek(1).is("(")) {
      advance();
      skipGroup();
    } else if (is("WITH") && (peek(1).is("CHECK") || peek(1).is("READ") || peek(1).is("UR"))) {
      advance(), advance();
      acceptAnyOf({"OPTION", "ONLY"});
    } else if (is("INTO") && !select.items.empty()) {  // MySQL allows it last.
      while (!atEnd() && !is(")") && !is("FOR") && !is("LOCK"))
        is("(") ? skipGroup() : advance();
    } else
      return;
  }
}

bool Parser::lockingClause(Select &select) {
  RowLock strength = RowLock::None;
  if (accept("LOCK", "IN")) {
    accept("SHARE", "MODE");
    strength = RowLock::Share;
  } else if (is("FOR", "UPDATE")) {
    advance(), advance();
    strength = RowLock::Update;
  } else if (is("FOR", "SHARE")) {
    advance(), advance();
    strength = RowLock::Share;
  } else if (is("FOR", "NO") && peek(2).is("KEY")) {
    advance(), advance(), advance();
    accept("UPDATE");
    strength = RowLock::NoKeyUpdate;
  } else if (is("FOR", "KEY")) {
    advance(), advance();
    accept("SHARE");
    strength = RowLock::KeyShare;
  } else if (is("FOR", "READ") || is("FOR", "FETCH") || is("FOR", "BROWSE") || is("FOR", "XML") || is("FOR", "JSON")) {
    advance(), advance();
    while (!atEnd() && !is(")") && !is("FOR") && !is("OPTION"))
      is("(") ? skipGroup() : advance();
    return true;
  } else
    return false;
  select.locking.strength = std::max(select.locking.strength, strength);
  if (accept("OF"))
    do
      tableName();
    while (accept(","));
  for (;;)
    if (accept("NOWAIT"))
      select.locking.noWait = true;
    else if (accept("SKIP", "LOCKED"))
      select.locking.skipLocked = true;
    else if (is("WAIT") && peek(1).kind == Token::Kind::Number)
      advance(), advance();
    else
      return true;
}

/// Also reads GROUP BY, for nobody.
void Parser::orderBy(Select *select) {
  bool first = true;
  do {
    if (atEnd() || is(")"))
      break;
    if (accept("GROUPING", "SETS"))
      skipGroup();
    else if (const ExpressionPtr by = expression(); select && first && by)
      if (const auto *column = std::get_if<ColumnRef>(&by->what); column && !column->column.hole)
        select->orderedBy = column->column.text;
    const bool descending = accept("DESC");
    if (!descending)
      accept("ASC");
    if (accept("USING"))
      advance();
    if (is("NULLS"))
      advance(), advance();
    if (select && first) {
      select->ordered = true;
      select->descending = descending;
    }
    first = false;
  } while (accept(","));
}

}  // namespace dbrace::sql::reader
