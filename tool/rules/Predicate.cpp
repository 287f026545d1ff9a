// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Predicate.h"

#include "schema/Names.h"

#include <charconv>

namespace dbrace {
namespace {

/// SQL's three values, and not to know which.
enum class Truth : std::uint8_t { False, Null, True, Unknown };
using Op = sql::Condition::Op;

std::optional<double> number(const std::string &text) {
  double value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// How programs and schemas spell booleans.
std::optional<bool> boolean(const std::string &text) {
  std::string word = schema::folded(text);
  if (word == "true" || word == "t" || word == "1" || word == "yes" || word == "on")
    return true;
  if (word == "false" || word == "f" || word == "0" || word == "no" || word == "off")
    return false;
  return std::nullopt;
}

Truth truth(bool value) { return value ? Truth::True : Truth::False; }

class Evaluator {
public:
  explicit Evaluator(const RowKnowledge &row) : row(row) {}

  Truth of(const sql::ExpressionPtr &expression) const {
    if (!expression)
      return Truth::Unknown;
    if (const auto *condition = std::get_if<sql::Condition>(&expression->what))
      return ofCondition(*condition);
    KnownValue value = valueOf(expression);
    if (value.null == KnownValue::Null::Always)
      return Truth::Null;
    if (!value.constant)
      return Truth::Unknown;
    if (auto flag = boolean(*value.constant))
      return truth(*flag);
    auto digits = number(*value.constant);
    return digits ? truth(*digits != 0) : Truth::Unknown;
  }

private:
  KnownValue valueOf(const sql::ExpressionPtr &written) const {
    const sql::ExpressionPtr expression = sql::withoutCasts(written);  // PostgreSQL writes predicates with casts.
    if (!expression)
      return {};
    if (const auto *column = std::get_if<sql::ColumnRef>(&expression->what))
      return row(column->column.text);
    if (const auto *constant = std::get_if<sql::Constant>(&expression->what)) {
      if (constant->kind == sql::Constant::Kind::Null)
        return {KnownValue::Null::Always, {}};
      return {KnownValue::Null::Never, constant->text};
    }
    return {};
  }

  Truth ofCondition(const sql::Condition &condition) const {
    const auto &operands = condition.operands;
    switch (condition.op) {
    case Op::And:
    case Op::Or:
      return joined(operands, condition.op == Op::And ? Truth::False : Truth::True);
    case Op::Not: {
      Truth inner = operands.empty() ? Truth::Unknown : of(operands[0]);
      return inner == Truth::True ? Truth::False : inner == Truth::False ? Truth::True : inner;
    }
    case Op::IsNull:
    case Op::IsNotNull: {
      KnownValue value = operands.empty() ? KnownValue{} : valueOf(operands[0]);
      if (value.null == KnownValue::Null::Maybe)
        return Truth::Unknown;
      return truth((value.null == KnownValue::Null::Always) == (condition.op == Op::IsNull));
    }
    case Op::In:
    case Op::NotIn: {
      if (operands.size() < 2)
        return Truth::Unknown;
      Truth any = Truth::False;
      for (std::size_t i = 1; i < operands.size() && any != Truth::True; ++i)
        if (Truth one = compare(Op::Eq, operands[0], operands[i]); one != Truth::False)
          any = one;
      bool negate = condition.op == Op::NotIn && any != Truth::Null && any != Truth::Unknown;
      return negate ? truth(any == Truth::False) : any;
    }
    case Op::NullSafeEq: {  // IS TRUE, IS NOT DISTINCT FROM
      if (operands.size() != 2)
        return Truth::Unknown;
      KnownValue left = valueOf(operands[0]), right = valueOf(operands[1]);
      if (left.null == KnownValue::Null::Maybe || right.null == KnownValue::Null::Maybe)
        return Truth::Unknown;
      bool leftNull = left.null == KnownValue::Null::Always, rightNull = right.null == KnownValue::Null::Always;
      return leftNull || rightNull ? truth(leftNull == rightNull) : compare(Op::Eq, operands[0], operands[1]);
    }
    case Op::Eq:
    case Op::Ne:
    case Op::Lt:
    case Op::Le:
    case Op::Gt:
    case Op::Ge:
      return operands.size() == 2 ? compare(condition.op, operands[0], operands[1]) : Truth::Unknown;
    default:
      return Truth::Unknown;
    }
  }

  /// AND and OR: one operand that is `decisive` settles it, whatever the others are.
  Truth joined(const std::vector<sql::ExpressionPtr> &operands, Truth decisive) const {
    Truth result = decisive == Truth::False ? Truth::True : Truth::False;
    for (const sql::ExpressionPtr &operand : operands) {
      Truth one = of(operand);
      if (one == decisive)
        return decisive;
      if (one == Truth::Unknown || (one == Truth::Null && result != Truth::Unknown))
        result = one;
    }
    return result;
  }

  Truth compare(Op op, const sql::ExpressionPtr &left, const sql::ExpressionPtr &right) const {
    KnownValue a = valueOf(left), b = valueOf(right);
    if (a.null == KnownValue::Null::Always || b.null == KnownValue::Null::Always)
      return Truth::Null;
    if (!a.constant || !b.constant)
      return Truth::Unknown;
    auto x = number(*a.constant), y = number(*b.constant);
    if (op == Op::Eq || op == Op::Ne) {
      bool equal = x && y ? *x == *y : *a.constant == *b.constant;
      if (!equal && boolean(*a.constant) && boolean(*b.constant) && !(x && y))
        equal = boolean(*a.constant) == boolean(*b.constant);
      else if (!equal && schema::sameName(*a.constant, *b.constant))
        return Truth::Unknown;  // Whether case counts is the collation's affair.
      return truth(equal == (op == Op::Eq));
    }
    if (!x || !y)
      return Truth::Unknown;
    return truth(op == Op::Lt ? *x < *y : op == Op::Le ? *x <= *y : op == Op::Gt ? *x > *y : *x >= *y);
  }

  const RowKnowledge &row;
};

bool collect(const sql::ExpressionPtr &expression, std::vector<std::string> &columns) {
  if (!expression)
    return false;
  auto all = [&](const std::vector<sql::ExpressionPtr> &inner) {
    bool understood = true;
    for (const sql::ExpressionPtr &part : inner)
      understood = collect(part, columns) && understood;
    return understood;
  };
  if (const auto *column = std::get_if<sql::ColumnRef>(&expression->what)) {
    columns.push_back(column->column.text);
    return true;
  }
  if (const auto *call = std::get_if<sql::FunctionCall>(&expression->what))
    return all(call->arguments);
  if (const auto *condition = std::get_if<sql::Condition>(&expression->what))
    return all(condition->operands);
  return std::holds_alternative<sql::Constant>(expression->what);
}

}  // namespace

sql::ExpressionPtr readExpression(const std::string &text, sql::Dialect dialect) {
  auto statements = sql::read(sql::Text("SELECT 1 FROM t WHERE " + text), dialect);
  if (statements.size() != 1)
    return nullptr;
  const auto *select = std::get_if<sql::Select>(&statements.front().body);
  return select ? select->where : nullptr;
}

std::optional<std::vector<std::string>> columnsOf(const sql::ExpressionPtr &expression) {
  std::vector<std::string> columns;
  return collect(expression, columns) ? std::optional(columns) : std::nullopt;
}

Satisfied satisfies(const std::string &predicate, const RowKnowledge &row, sql::Dialect dialect) {
  Truth result = Evaluator(row).of(readExpression(predicate, dialect));
  if (result == Truth::Unknown)
    return Satisfied::Unknown;
  return result == Truth::True ? Satisfied::Yes : Satisfied::No;
}

}  // namespace dbrace
