// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/InnerLookup.h"

#include "worlds/Lookup.h"

#include <algorithm>
#include <functional>

namespace dbrace::worlds {
namespace {

using sql::Condition;

/// Calls `visit` with each part of an expression, outermost first; not with what stands in subqueries.
void eachPart(const sql::ExpressionPtr &expression, const std::function<void(const sql::Expression &)> &visit) {
  if (!expression)
    return;
  visit(*expression);
  if (const auto *call = std::get_if<sql::FunctionCall>(&expression->what))
    for (const auto &argument : call->arguments)
      eachPart(argument, visit);
  if (const auto *condition = std::get_if<Condition>(&expression->what))
    for (const auto &operand : condition->operands)
      eachPart(operand, visit);
}

bool adds(const sql::ExpressionPtr &expression) {
  bool found = false;
  eachPart(expression, [&](const sql::Expression &part) {
    const auto *call = std::get_if<sql::FunctionCall>(&part.what);
    found = found || (call && call->name == "+");
  });
  return found;
}

/// The column whose maximum the expression has in it; empty if there is none.
std::string maximumIn(const sql::ExpressionPtr &expression) {
  std::string column;
  eachPart(expression, [&](const sql::Expression &part) {
    const auto *call = std::get_if<sql::FunctionCall>(&part.what);
    if (!call || call->name != "max" || call->arguments.size() != 1 || !call->arguments[0] || !column.empty())
      return;
    eachPart(call->arguments[0], [&](const sql::Expression &inner) {
      const auto *reference = std::get_if<sql::ColumnRef>(&inner.what);
      if (reference && !reference->column.hole && column.empty())
        column = reference->column.text;
    });
  });
  return column;
}

/// The name by which conditions may qualify the table's columns, if the SELECT reads it and nothing else.
std::optional<std::string> aliasOf(const sql::Select &select, const sql::TableName &table) {
  if (select.from.size() != 1 || !select.subqueries.empty() || select.compound || select.grouped)
    return std::nullopt;
  const sql::TableName &from = select.from.front();
  bool same = !from.name.hole && !table.name.hole && sameName(from.name.text, table.name.text);
  if (!same)
    return std::nullopt;
  return from.alias.empty() ? from.name.text : from.alias;
}

/// Equality with a value, or with a column of the SELECT around it: `a.name = s.name`.
void addKey(const sql::ExpressionPtr &where, const std::string &alias, InnerLookup &result) {
  const auto *condition = where ? std::get_if<Condition>(&where->what) : nullptr;
  if (condition && condition->op == Condition::Op::And) {
    for (const auto &operand : condition->operands)
      addKey(operand, alias, result);
    return;
  }
  auto own = [&](const sql::ColumnRef *column) { return column && sameName(column->table, alias); };
  if (condition && condition->op == Condition::Op::Eq && condition->operands.size() == 2) {
    const sql::ExpressionPtr &left = condition->operands[0], &right = condition->operands[1];
    const auto *one = left ? std::get_if<sql::ColumnRef>(&left->what) : nullptr;
    const auto *other = right ? std::get_if<sql::ColumnRef>(&right->what) : nullptr;
    if (one && other && own(one) != own(other)) {
      result.key.push_back({own(one) ? *one : *other, {}, own(one) ? right : left});
      return;
    }
  }
  sql::KeyLookup lookup = sql::keyLookup(where);
  result.narrower |= where && !lookup.complete;
  for (sql::KeyEquality &equality : lookup.equalities)
    if (!equality.column.column.hole && equality.value && (equality.column.table.empty() || own(&equality.column)))
      result.key.push_back(std::move(equality));
}

/// Has a count of the SELECT to be none, or below a limit that another expression says?
std::optional<Decision> countBelow(const Condition &condition, const sql::Subquery *&query) {
  using Op = Condition::Op;
  if (condition.operands.size() != 2)
    return std::nullopt;
  for (std::size_t side : {0, 1}) {
    const auto *inner =
        condition.operands[side] ? std::get_if<sql::Subquery>(&condition.operands[side]->what) : nullptr;
    if (!inner || !inner->select || inner->select->items.size() != 1 || !inner->select->items[0].expression ||
        columnKind(*inner->select->items[0].expression) != ColumnKind::Count)
      continue;
    const auto *limit =
        condition.operands[1 - side] ? std::get_if<sql::Constant>(&condition.operands[1 - side]->what) : nullptr;
    bool zero = limit && limit->text == "0", one = limit && limit->text == "1";
    bool below = condition.op == (side == 0 ? Op::Lt : Op::Gt), within = condition.op == (side == 0 ? Op::Le : Op::Ge);
    query = inner;
    if ((zero && (condition.op == Op::Eq || within)) || (one && below))
      return Decision::NotExists;
    if ((below || within) && !zero)
      return Decision::BelowLimit;
  }
  return std::nullopt;
}

/// `x NOT IN (SELECT name FROM table)`.
std::optional<InnerLookup> listedIn(const sql::Subquery &list, const sql::ExpressionPtr &value,
                                    const sql::TableName &table) {
  auto alias = list.select && list.select->items.size() == 1 ? aliasOf(*list.select, table) : std::nullopt;
  const sql::ExpressionPtr item = alias ? list.select->items[0].expression : nullptr;
  const auto *column = item ? std::get_if<sql::ColumnRef>(&item->what) : nullptr;
  if (!column || column->column.hole || !value)
    return std::nullopt;
  InnerLookup result{.decision = Decision::NotExists};
  result.key.push_back({*column, {}, value});
  addKey(list.select->where, *alias, result);
  return result;
}

/// `… s LEFT JOIN table t ON t.name = s.name WHERE t.id IS NULL`.
std::optional<InnerLookup> joinedWithout(const sql::Select &select, const sql::TableName &table) {
  if (select.from.size() < 2 || select.compound || select.grouped || table.name.hole)
    return std::nullopt;
  auto joined = std::ranges::find_if(select.from.begin() + 1, select.from.end(), [&](const sql::TableName &one) {
    return !one.name.hole && sameName(one.name.text, table.name.text);
  });
  if (joined == select.from.end())
    return std::nullopt;
  const std::string alias = joined->alias.empty() ? joined->name.text : joined->alias;
  InnerLookup result{.decision = Decision::NotExists};
  for (const sql::ExpressionPtr &on : select.on)
    addKey(on, alias, result);
  // A column that the join compares, or a row's number: NULL only where there is no row. Others may just be empty.
  auto tellsAbsence = [&](const sql::ColumnRef &column) {
    return sameName(column.table, alias) &&
           (sameName(column.column.text, "id") || std::ranges::any_of(result.key, [&](const sql::KeyEquality &one) {
              return sameName(one.column.column.text, column.column.text);
            }));
  };
  bool absent = false;
  eachPart(select.where, [&](const sql::Expression &part) {
    const auto *condition = std::get_if<Condition>(&part.what);
    if (!condition || condition->op != Condition::Op::IsNull || condition->operands.empty() || !condition->operands[0])
      return;
    const auto *column = std::get_if<sql::ColumnRef>(&condition->operands[0]->what);
    absent = absent || (column && tellsAbsence(*column));
  });
  if (!absent || result.key.empty())
    return std::nullopt;
  return result;
}

/// What a condition of the SELECT that gives the new rows asks of the table.
std::optional<InnerLookup> askedBy(const sql::ExpressionPtr &where, const sql::TableName &table, bool negated) {
  if (!where)
    return std::nullopt;
  auto lookup = [&](const sql::Select &select, Decision decision) -> std::optional<InnerLookup> {
    auto alias = aliasOf(select, table);
    InnerLookup result{.decision = decision};
    if (!alias)
      return std::nullopt;
    addKey(select.where, *alias, result);
    if (result.key.empty() && decision == Decision::NotExists)
      return std::nullopt;
    return result;
  };
  if (const auto *query = std::get_if<sql::Subquery>(&where->what))
    return query->exists && query->select && query->negated != negated ? lookup(*query->select, Decision::NotExists)
                                                                       : std::nullopt;
  const auto *condition = std::get_if<Condition>(&where->what);
  if (!condition)
    return std::nullopt;
  if (condition->op == Condition::Op::Not && condition->operands.size() == 1)
    return askedBy(condition->operands[0], table, !negated);
  if (condition->op == Condition::Op::And && !negated)
    for (const auto &operand : condition->operands)
      if (auto found = askedBy(operand, table, false))
        return found;
  if (condition->op == (negated ? Condition::Op::In : Condition::Op::NotIn) && condition->operands.size() == 2)
    if (const auto *list = condition->operands[1] ? std::get_if<sql::Subquery>(&condition->operands[1]->what) : nullptr)
      return listedIn(*list, condition->operands[0], table);
  const sql::Subquery *query = nullptr;
  if (auto decision = negated ? std::nullopt : countBelow(*condition, query))
    return lookup(*query->select, *decision);
  return std::nullopt;
}

/// MAX + 1 as a value that is written: of the SELECT that gives the rows, or of one in brackets.
std::optional<InnerLookup> numberIn(const std::string &column, const sql::ExpressionPtr &expression,
                                    const sql::Insert &insert) {
  InnerLookup result{.decision = Decision::NextNumber};
  const sql::Select *source = nullptr;
  bool counted = adds(expression);
  if (insert.select)
    result.number = maximumIn(expression);
  if (!result.number.empty())
    source = insert.select.get();
  eachPart(expression, [&](const sql::Expression &part) {
    const auto *query = std::get_if<sql::Subquery>(&part.what);
    if (source || !query || query->exists || !query->select || query->select->items.size() != 1)
      return;
    const sql::ExpressionPtr &item = query->select->items[0].expression;
    if (auto greatest = greatestNumber(*query->select)) {
      source = query->select.get();
      result.number = greatest->column;
      counted |= adds(item);
    }
  });
  bool same = column.empty() || sameName(column, result.number);
  auto alias = source && counted && same ? aliasOf(*source, insert.table) : std::nullopt;
  if (!alias)
    return std::nullopt;
  addKey(source->where, *alias, result);
  return result;
}

}  // namespace

std::optional<GreatestNumber> greatestNumber(const sql::Select &select) {
  if (select.from.size() != 1 || select.grouped || select.compound)
    return std::nullopt;
  for (const sql::SelectItem &item : select.items)
    if (std::string column = maximumIn(item.expression); !column.empty())
      return GreatestNumber{column, adds(item.expression)};
  if (!select.ordered || !select.descending || select.aggregate)
    return std::nullopt;
  for (const sql::SelectItem &item : select.items) {
    bool ordering = false;
    eachPart(item.expression, [&](const sql::Expression &part) {
      const auto *reference = std::get_if<sql::ColumnRef>(&part.what);
      ordering |= reference && !reference->column.hole && sameName(reference->column.text, select.orderedBy);
    });
    if (ordering)
      return GreatestNumber{select.orderedBy, adds(item.expression)};
  }
  return std::nullopt;
}

bool countsRows(const sql::Statement &statement) {
  const sql::Select *select = lookupSelect(statement);
  return select && !select->grouped && std::ranges::any_of(select->items, [](const sql::SelectItem &item) {
           const auto *call = item.expression ? std::get_if<sql::FunctionCall>(&item.expression->what) : nullptr;
           return item.expression && columnKind(*item.expression) == ColumnKind::Count && !(call && call->distinct);
         });
}

std::optional<InnerLookup> innerLookup(const sql::Insert &insert) {
  if (insert.select && insert.select->where) {
    if (auto asked = askedBy(insert.select->where, insert.table, false))
      return asked;
    if (auto asked = joinedWithout(*insert.select, insert.table))
      return asked;
  }
  for (std::size_t i = 0; const WrittenValue &value : writtenBy(insert)) {
    sql::ExpressionPtr expression;
    if (!insert.rows.empty())
      expression = i < insert.rows.front().size() ? insert.rows.front()[i] : nullptr;
    else if (insert.select && i < insert.select->items.size())
      expression = insert.select->items[i].expression;
    // Without names the first one is where numbers stand.
    if (auto number = i == 0 || !value.column.empty() ? numberIn(value.column, expression, insert) : std::nullopt)
      return number;
    ++i;
  }
  return std::nullopt;
}

}  // namespace dbrace::worlds
