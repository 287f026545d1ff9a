// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a row satisfy the predicate of a partial index?
//
// Asked with what is known of the row: constants the program writes, columns that are NULL or never are.
#pragma once

#include "sql/Statement.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace dbrace {

struct KnownValue {
  enum class Null : std::uint8_t { Never, Always, Maybe } null = Null::Maybe;
  std::optional<std::string> constant;  ///< A text without quotes.
};
using RowKnowledge = std::function<KnownValue(const std::string &column)>;

enum class Satisfied : std::uint8_t { Yes, No, Unknown };
Satisfied satisfies(const std::string &predicate, const RowKnowledge &row, sql::Dialect dialect);

/// Reads an SQL expression on its own; null if it is not one.
sql::ExpressionPtr readExpression(const std::string &text, sql::Dialect dialect);
/// Every column it names; nullopt if it holds something that is not understood.
std::optional<std::vector<std::string>> columnsOf(const sql::ExpressionPtr &expression);

}  // namespace dbrace
