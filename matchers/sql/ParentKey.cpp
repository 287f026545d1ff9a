// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/ParentKey.h"

#include <algorithm>
#include <cctype>

namespace dbrace::sql {
namespace {

std::string folded(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

bool isKnown(const TableName &table) { return !table.name.hole && !table.name.partial && !table.name.text.empty(); }

ExpressionPtr keyOf(const TableName &table, const Name &column, std::vector<KeyEquality> key) {
  if (key.empty() || !isKnown(table) || column.hole)
    return nullptr;
  std::ranges::sort(key, {}, [](const KeyEquality &one) { return folded(one.column.column.text); });
  FunctionCall call{.name = "key of " + folded(table.name.text) + "." + folded(column.text) + " by"};
  for (const KeyEquality &one : key) {
    if (one.column.column.hole)
      return nullptr;
    call.name += " " + one.wrapper + "(" + folded(one.column.column.text) + ")";
    call.arguments.push_back(one.value);
  }
  return std::make_shared<const Expression>(Expression{std::move(call)});
}

bool names(const std::string &qualifier, const TableName &table) {
  return !qualifier.empty() &&
         (folded(qualifier) == folded(table.alias) || folded(qualifier) == folded(table.name.text));
}

/// Is the column, by its name, the number of the table's own rows?
bool isOwnNumber(const std::string &column, const TableName &table) {
  const std::string name = folded(column), own = folded(table.name.text);
  if (name == "id" || name == "_id" || name == "rowid" || name == "oid" || name == own + "_id" || name == own + "id")
    return true;
  std::string one = own.ends_with('s') ? own.substr(0, own.size() - 1) : own;
  return name == one + "_id" || name == one + "id";
}

void addConjuncts(const ExpressionPtr &expression, std::vector<ExpressionPtr> &all) {
  if (!expression)
    return;
  const auto *condition = std::get_if<Condition>(&expression->what);
  if (condition && condition->op == Condition::Op::And)
    for (const ExpressionPtr &operand : condition->operands)
      addConjuncts(operand, all);
  else
    all.push_back(expression);
}

ExpressionPtr compare(ExpressionPtr left, ExpressionPtr right) {
  return std::make_shared<const Expression>(
      Expression{Condition{Condition::Op::Eq, {std::move(left), std::move(right)}}});
}

}  // namespace

ExpressionPtr parentKey(const Select &select, const Name &column) {
  if (select.from.size() != 1 || !select.subqueries.empty() || select.compound || select.grouped || select.partial)
    return nullptr;
  KeyLookup lookup = keyLookup(select.where);
  return lookup.complete ? keyOf(select.from.front(), column, std::move(lookup.equalities)) : nullptr;
}

ExpressionPtr parentKey(const Expression &value) {
  const auto *query = std::get_if<Subquery>(&value.what);
  if (!query || query->exists || !query->select || query->select->items.size() != 1)
    return nullptr;
  const ExpressionPtr &item = query->select->items.front().expression;
  const auto *column = item ? std::get_if<ColumnRef>(&item->what) : nullptr;
  return column ? parentKey(*query->select, column->column) : nullptr;
}

std::optional<Select> childLookup(const Select &select) {
  if (select.from.size() != 2 || !select.subqueries.empty() || select.compound || select.outer || select.partial)
    return std::nullopt;
  std::vector<ExpressionPtr> conjuncts;
  addConjuncts(select.where, conjuncts);
  for (const ExpressionPtr &on : select.on)
    addConjuncts(on, conjuncts);
  std::optional<std::size_t> child;  // In FROM.
  Name childColumn, parentColumn;
  for (auto at = conjuncts.begin(); at != conjuncts.end() && !child; ++at) {
    const auto *condition = std::get_if<Condition>(&(*at)->what);
    if (!condition || condition->op != Condition::Op::Eq)
      continue;
    const auto *left = std::get_if<ColumnRef>(&condition->operands[0]->what);
    const auto *right = std::get_if<ColumnRef>(&condition->operands[1]->what);
    if (!left || !right)
      continue;
    for (std::size_t i : {0, 1})
      for (auto [mine, other] : {std::pair(left, right), std::pair(right, left)})
        if (const TableName &parent = select.from[1 - i];
            !child && names(mine->table, select.from[i]) && names(other->table, parent) &&
            isOwnNumber(other->column.text, parent) && !isOwnNumber(mine->column.text, select.from[i])) {
          child = i;
          childColumn = mine->column;
          parentColumn = other->column;
        }
    if (child) {
      conjuncts.erase(at);
      break;
    }
  }
  if (!child)
    return std::nullopt;
  std::vector<KeyEquality> ofParent;
  std::vector<ExpressionPtr> ofChild;
  for (const ExpressionPtr &conjunct : conjuncts) {
    KeyLookup lookup = keyLookup(conjunct);
    bool isParents = lookup.complete && lookup.equalities.size() == 1 &&
                     !names(lookup.equalities.front().column.table, select.from[*child]);
    if (isParents)
      ofParent.push_back(std::move(lookup.equalities.front()));
    else
      ofChild.push_back(conjunct);
  }
  ExpressionPtr key = keyOf(select.from[1 - *child], parentColumn, std::move(ofParent));
  if (!key)
    return std::nullopt;
  Select result = select;
  result.from = {select.from[*child]};
  result.on.clear();
  ofChild.push_back(compare(std::make_shared<const Expression>(Expression{ColumnRef{{}, childColumn}}), key));
  result.where = ofChild.size() == 1
                     ? ofChild.front()
                     : std::make_shared<const Expression>(Expression{Condition{Condition::Op::And, ofChild}});
  return result;
}

}  // namespace dbrace::sql
