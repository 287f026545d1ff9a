// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

namespace dbrace::sql::reader {

std::vector<Assignment> Parser::assignments() {
  std::vector<Assignment> result;
  const bool wanted = std::exchange(valueWanted_, true);
  do {
    const std::size_t before = at_;
    assignment(result);
    if (at_ == before)
      break;
  } while (accept(","));
  valueWanted_ = wanted;
  return result;
}

void Parser::assignment(std::vector<Assignment> &to) {
  if (peek().isHole() && !peek(1).is("=") && !peek(1).is("."))
    return skipClauseHoles();
  if (is("(")) {  // (a, b) = (1, 2), ROW(1, 2) or (SELECT …)
    const std::optional<std::vector<Name>> columns = nameList();
    expect("=");
    const ExpressionPtr value = expression();
    const auto *row = std::get_if<FunctionCall>(&value->what);
    const bool paired = row && row->name == "row" && row->arguments.size() == columns->size();
    for (std::size_t i = 0; i < columns->size(); ++i)
      to.push_back({(*columns)[i], paired ? row->arguments[i] : value});
    return;
  }
  if (peek().kind == Token::Kind::Placeholder) {  // SQL Server: SET @old = a = 1
    advance();
    expect("=");
    if (!peek(1).is("=")) {
      expression();
      return;
    }
  }
  if (!atName()) {
    partial_ = true;
    return skipToComma();
  }
  Assignment result;
  result.column = writtenColumn();
  const bool compound = is("+=") || is("-=") || is("*=") || is("/=") || is("|=") || is("&=") || is("%=");
  if (compound) {
    const std::string op(1, source_.slice(peek())[0]);
    advance();
    result.value = makeCall(op, {make(ColumnRef{{}, result.column}), expression()});
  } else if (accept("=") || accept(":=")) {
    result.value = expression();
  } else {
    partial_ = true;
    return skipClauseHoles();
  }
  to.push_back(std::move(result));
}

StatementBody Parser::update() {
  advance();
  Update result;
  if (accept("OR"))
    advance();
  while (acceptAnyOf({"LOW_PRIORITY", "IGNORE", "ONLY", "BATCH"}))
    ;
  if (accept("TOP"))
    is("(") ? skipGroup() : advance();
  Select from;  // Other tables only narrow the rows.
  if (is("(") && !atQuery()) {
    fromClause(from);
    if (!from.from.empty())
      result.table = from.from[0];
  } else {
    result.table = tableNameBeforeClause();
    tableSuffix(from, result.table.alias);
    while (joinClause(from) || (accept(",") && (fromItem(from), true)))
      ;
  }
  skipClauseHoles();
  if (expect("SET"))
    result.set = assignments();
  skipClauseHoles();
  if (is("OUTPUT"))
    returning(result.returning);
  if (accept("FROM")) {
    fromClause(from);
    // SQL Server: UPDATE alias SET … FROM table alias.
    for (const TableName &table : from.from)
      if (!table.alias.empty() && table.alias == result.table.name.text)
        result.table = table;
  }
  if (accept("WHERE"))
    result.where = condition();
  selectTail(from);
  if (is("RETURNING"))
    returning(result.returning);
  selectTail(from);
  result.partial = partial_;
  return result;
}

StatementBody Parser::deletion() {
  advance();
  Delete result;
  while (acceptAnyOf({"LOW_PRIORITY", "QUICK", "IGNORE"}))
    ;
  if (accept("TOP"))
    is("(") ? skipGroup() : advance();
  Select from;
  accept("FROM");
  accept("ONLY");
  result.table = tableNameBeforeClause();
  if (is(".", "*"))
    advance(), advance();
  tableSuffix(from, result.table.alias);
  while (accept(","))  // MySQL's DELETE a, b FROM …: the first stands for all.
    tableName(), partial_ = true;
  skipClauseHoles();
  if (is("OUTPUT"))
    returning(result.returning);
  if (accept("FROM") || accept("USING")) {
    fromClause(from);
    for (const TableName &table : from.from)
      if (!table.alias.empty() && table.alias == result.table.name.text)
        result.table = table;
  }
  while (joinClause(from))
    ;
  if (accept("WHERE"))
    result.where = condition();
  selectTail(from);
  if (is("RETURNING"))
    returning(result.returning);
  selectTail(from);
  result.restricted = from.limited || !from.from.empty() || !from.subqueries.empty();
  result.partial = partial_;
  return result;
}

/// TRUNCATE is a DELETE of everything.
StatementBody Parser::truncation() {
  advance();
  accept("TABLE");
  accept("ONLY");
  Delete result;
  result.table = tableName();
  if (is(","))
    partial_ = true;
  skipStatement();
  result.partial = partial_;
  return result;
}

StatementBody Parser::merge() {
  advance();
  Merge result;
  accept("INTO");
  accept("ONLY");
  Select from;
  result.table = tableName();
  tableSuffix(from, result.table.alias);
  result.hints = std::move(from.hints);
  if (expect("USING"))
    fromItem(from);
  if (is("("))
    skipGroup();
  if (accept("ON"))
    result.on = condition();
  while (accept("WHEN")) {
    accept("NOT");
    accept("MATCHED");
    accept("BY", "TARGET") || accept("BY", "SOURCE");
    if (accept("AND"))
      condition();
    expect("THEN");
    if (accept("INSERT")) {
      mergeInsert(result);
    } else if (accept("UPDATE")) {
      expect("SET");
      assignments();
      if (accept("WHERE"))
        condition();
      if (accept("DELETE", "WHERE"))
        condition();
    } else if (!accept("DELETE")) {
      accept("DO", "NOTHING");
    }
  }
  if (is("OUTPUT") || is("RETURNING")) {
    std::vector<SelectItem> items;
    returning(items);
  }
  selectTail(from);
  result.partial = partial_;
  return result;
}

void Parser::mergeInsert(Merge &merge) {
  std::optional<std::vector<Name>> columns = nameList();
  if (is("OVERRIDING"))
    advance(), advance(), accept("VALUE");
  if (accept("DEFAULT", "VALUES"))
    return;
  std::vector<ExpressionPtr> values;
  if (expect("VALUES"))
    values = std::move(valueRows()[0]);
  if (columns && columns->size() != values.size())
    partial_ = true;
  for (std::size_t i = 0; i < values.size(); ++i)
    merge.insert.push_back({columns && i < columns->size() ? std::move((*columns)[i]) : Name{}, std::move(values[i])});
  if (accept("WHERE"))  // Oracle
    condition();
}

}  // namespace dbrace::sql::reader
