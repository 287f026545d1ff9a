// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/ConflictTarget.h"

#include "rules/Predicate.h"
#include "schema/Names.h"

#include <algorithm>

namespace dbrace {
namespace {

using schema::sameName;

/// The same but for casts, which PostgreSQL adds, collations, and the spelling of names.
bool sameExpression(const sql::ExpressionPtr &left, const sql::ExpressionPtr &right) {
  sql::ExpressionPtr a = sql::withoutCasts(left), b = sql::withoutCasts(right);
  if (!a || !b)
    return !a && !b;
  auto bare = [](sql::ExpressionPtr expression) {
    const auto *call = std::get_if<sql::FunctionCall>(&expression->what);
    return call && call->name == "collate" ? sql::withoutCasts(call->arguments.at(0)) : expression;
  };
  a = bare(a);
  b = bare(b);
  if (!a || !b || a->what.index() != b->what.index())
    return false;
  auto sameParts = [](const std::vector<sql::ExpressionPtr> &x, const std::vector<sql::ExpressionPtr> &y) {
    return std::ranges::equal(x, y, sameExpression);
  };
  if (const auto *column = std::get_if<sql::ColumnRef>(&a->what))
    return sameName(column->column.text, std::get<sql::ColumnRef>(b->what).column.text);
  if (const auto *constant = std::get_if<sql::Constant>(&a->what))
    return *constant == std::get<sql::Constant>(b->what);
  if (const auto *call = std::get_if<sql::FunctionCall>(&a->what)) {
    const auto &other = std::get<sql::FunctionCall>(b->what);
    return call->name == other.name && sameParts(call->arguments, other.arguments);
  }
  if (const auto *condition = std::get_if<sql::Condition>(&a->what)) {
    const auto &other = std::get<sql::Condition>(b->what);
    return condition->op == other.op && sameParts(condition->operands, other.operands);
  }
  return false;
}

/// Whether rows of the clause's WHERE are rows of the index: PostgreSQL proves it, SQLite wants the same words.
bool impliesPredicate(const sql::ExpressionPtr &given, const sql::ExpressionPtr &predicate, sql::Dialect dialect) {
  if (sameExpression(given, predicate))
    return true;
  const auto *condition = given ? std::get_if<sql::Condition>(&given->what) : nullptr;
  return dialect != sql::Dialect::Sqlite && condition && condition->op == sql::Condition::Op::And &&
         std::ranges::any_of(condition->operands, [&](const sql::ExpressionPtr &operand) {
           return impliesPredicate(operand, predicate, dialect);
         });
}

/// In ordinary SQLite tables such a column is the row's number and no part of a composite key that can be named.
bool isRowNumber(const schema::Table &table, const std::string &name) {
  const schema::Column *column = table.column(name);
  return !table.withoutRowid && column && sameName(column->type, "integer") &&
         std::ranges::any_of(table.keys, [&](const schema::UniqueKey &key) {
           return key.primary && key.columns.size() == 1 && sameName(key.columns.front(), name);
         });
}

/// A collation that the clause names must be the key's own.
bool fitsCollation(const sql::ExpressionPtr &wanted, const schema::Table &table, const schema::UniqueKey &key) {
  const auto *call = wanted ? std::get_if<sql::FunctionCall>(&wanted->what) : nullptr;
  if (!call || call->name != "collate" || call->arguments.size() != 2)
    return true;
  const auto *name = std::get_if<sql::Constant>(&call->arguments[1]->what);
  const auto *column = std::get_if<sql::ColumnRef>(&call->arguments[0]->what);
  const schema::Column *known = column ? table.column(column->column.text) : nullptr;
  std::optional<std::string> own = key.collation ? key.collation : known ? known->collation : std::nullopt;
  return name && sameName(name->text, own.value_or("binary"));
}

bool hasParts(const sql::Conflict &conflict, const schema::Table &table, const schema::UniqueKey &key,
              sql::Dialect dialect) {
  if (conflict.target.size() != key.columns.size() + key.expressions.size())
    return false;
  std::vector<sql::ExpressionPtr> parts;
  for (const std::string &column : key.columns)
    parts.push_back(std::make_shared<sql::Expression>(
        sql::Expression{sql::ColumnRef{"", sql::Name{column, std::nullopt, false, false}}}));
  for (const std::string &expression : key.expressions)
    parts.push_back(readExpression(expression, dialect));
  return std::ranges::all_of(conflict.target, [&](const sql::ExpressionPtr &wanted) {
    return fitsCollation(wanted, table, key) &&
           std::ranges::any_of(parts, [&](const sql::ExpressionPtr &part) { return sameExpression(wanted, part); });
  });
}

}  // namespace

bool namesKey(const sql::Conflict &conflict, const schema::Table &table, const schema::UniqueKey &key,
              sql::Dialect dialect) {
  if (key.deferrable && dialect != sql::Dialect::Sqlite)
    return false;  // It cannot arbitrate, whoever names it.
  if (!conflict.constraint.empty())
    return key.name.empty() || sameName(conflict.constraint, key.name);
  if (conflict.target.empty())
    return true;
  if (!hasParts(conflict, table, key, dialect))
    return false;
  if (key.where && !impliesPredicate(conflict.targetWhere, readExpression(*key.where, dialect), dialect))
    return false;
  return dialect != sql::Dialect::Sqlite || key.columns.size() < 2 ||
         std::ranges::none_of(key.columns, [&](const std::string &column) { return isRowNumber(table, column); });
}

bool namesAnyKey(const sql::Conflict &conflict, const schema::Table &table, sql::Dialect dialect) {
  if (conflict.target.empty() && conflict.constraint.empty())
    return true;
  return std::ranges::any_of(table.keys,
                             [&](const schema::UniqueKey &key) { return namesKey(conflict, table, key, dialect); });
}

}  // namespace dbrace
