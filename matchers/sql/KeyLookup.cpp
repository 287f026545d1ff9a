// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/ParentKey.h"
#include "sql/Token.h"

#include <utility>

namespace dbrace::sql {
namespace {

using reader::HoleByte;

/// A value that does not depend on the row.
bool isValue(const ExpressionPtr &expression) {
  if (const auto *call = std::get_if<FunctionCall>(&expression->what)) {
    for (const ExpressionPtr &argument : call->arguments)
      if (!isValue(argument))
        return false;
    return call->name != "row" && call->name != "any" && call->name != "list";
  }
  return std::holds_alternative<Constant>(expression->what) || std::holds_alternative<HoleValue>(expression->what) ||
         std::holds_alternative<MixedText>(expression->what) || std::holds_alternative<Placeholder>(expression->what);
}

struct LookedUp {
  ColumnRef column;
  std::string wrapper;
};

/// `a`, `lower(a)`, `a COLLATE nocase`, also through casts.
std::optional<LookedUp> lookedUp(const ExpressionPtr &side) {
  const ExpressionPtr bare = withoutCasts(side);
  if (const auto *column = std::get_if<ColumnRef>(&bare->what))
    return LookedUp{*column, {}};
  const auto *call = std::get_if<FunctionCall>(&bare->what);
  if (!call || call->arguments.empty())
    return std::nullopt;
  const ExpressionPtr inner = withoutCasts(call->arguments[0]);
  const auto *column = std::get_if<ColumnRef>(&inner->what);
  if (!column)
    return std::nullopt;
  if (call->name == "collate")
    return LookedUp{*column, std::get<Constant>(call->arguments[1]->what).text};
  if (call->arguments.size() == 1 && reader::isLetter(call->name.empty() ? ' ' : call->name[0]) && call->name != "over")
    return LookedUp{*column, call->name};
  return std::nullopt;
}

/// `%s = …`: what stands on the left of a comparison with a value is a column nobody knows yet.
std::optional<LookedUp> lookedUpByHole(const ExpressionPtr &side) {
  if (const auto *hole = std::get_if<HoleValue>(&side->what); hole && !hole->quoted)
    return LookedUp{{{}, Name{{}, hole->hole, false, false}}, {}};
  if (const auto *placeholder = std::get_if<Placeholder>(&side->what);
      placeholder && placeholder->printfStyle && !placeholder->quoted)
    return LookedUp{{{}, Name{std::string(1, HoleByte), std::nullopt, false, true}}, {}};
  return std::nullopt;
}

/// The collation of the comparison may stand on the value's side as well.
ExpressionPtr withoutCollation(const ExpressionPtr &value, std::string &wrapper) {
  const auto *call = std::get_if<FunctionCall>(&value->what);
  if (!call || call->name != "collate")
    return value;
  if (wrapper.empty())
    wrapper = std::get<Constant>(call->arguments[1]->what).text;
  return withoutCasts(call->arguments[0]);
}

class Conjuncts {
public:
  KeyLookup result;

  void add(const ExpressionPtr &expression) {
    if (!expression)
      return;
    const auto *condition = std::get_if<Condition>(&expression->what);
    if (!condition)
      return addOther(expression);
    const std::vector<ExpressionPtr> &operands = condition->operands;
    switch (condition->op) {
    case Condition::Op::And:
      for (const ExpressionPtr &operand : operands)
        add(operand);
      return;
    case Condition::Op::Eq:
    case Condition::Op::NullSafeEq:
      return addPair(operands[0], operands[1]);
    case Condition::Op::IsNull:
      return addPair(operands[0], std::make_shared<const Expression>(Expression{Constant{}}));
    case Condition::Op::In:
      if (operands.size() == 2 && !mayBeSeveral(operands[1]))
        return addPair(operands[0], operands[1]);
      break;
    case Condition::Op::Or:
      if (operands.size() == 1)
        return add(operands[0]);
      break;
    default:
      break;
    }
    result.complete = false;
  }

private:
  static bool mayBeSeveral(const ExpressionPtr &value) {
    const auto *hole = std::get_if<HoleValue>(&value->what);
    const auto *placeholder = std::get_if<Placeholder>(&value->what);
    return (hole && !hole->quoted) || (placeholder && placeholder->printfStyle && !placeholder->quoted) ||
           std::holds_alternative<Subquery>(value->what);
  }

  /// `WHERE 1` and `WHERE true` restrict nothing.
  void addOther(const ExpressionPtr &expression) {
    const auto *constant = std::get_if<Constant>(&expression->what);
    if (!constant || (constant->text != "1" && constant->text != "true"))
      result.complete = false;
  }

  void addPair(const ExpressionPtr &left, const ExpressionPtr &right) {
    const auto *leftRow = std::get_if<FunctionCall>(&left->what), *rightRow = std::get_if<FunctionCall>(&right->what);
    if (leftRow && rightRow && leftRow->name == "row" && rightRow->name == "row" &&
        leftRow->arguments.size() == rightRow->arguments.size()) {
      for (std::size_t i = 0; i < leftRow->arguments.size(); ++i)
        addPair(leftRow->arguments[i], rightRow->arguments[i]);
      return;
    }
    const auto *constantLeft = std::get_if<Constant>(&left->what), *constantRight = std::get_if<Constant>(&right->what);
    if (constantLeft && constantRight && *constantLeft == *constantRight && constantLeft->kind != Constant::Kind::Null)
      return;  // 1 = 1
    if (!addEquality(right, lookedUp(left)) && !addEquality(left, lookedUp(right)) &&
        !addEquality(right, lookedUpByHole(left)) && !addEquality(left, lookedUpByHole(right)))
      result.complete = false;
  }

  bool addEquality(const ExpressionPtr &other, std::optional<LookedUp> column) {
    if (!column)
      return false;
    ExpressionPtr value = withoutCollation(withoutCasts(other), column->wrapper);
    if (ExpressionPtr key = parentKey(*value))
      value = std::move(key);
    if (!isValue(value))
      return false;
    result.equalities.push_back({std::move(column->column), std::move(column->wrapper), std::move(value)});
    return true;
  }
};

}  // namespace

ExpressionPtr withoutCasts(ExpressionPtr expression) {
  while (expression) {
    const auto *call = std::get_if<FunctionCall>(&expression->what);
    if (!call || call->name != "cast" || call->arguments.empty())
      break;
    expression = call->arguments[0];
  }
  return expression;
}

KeyLookup keyLookup(const ExpressionPtr &where) {
  Conjuncts conjuncts;
  conjuncts.add(where);
  return std::move(conjuncts.result);
}

}  // namespace dbrace::sql
