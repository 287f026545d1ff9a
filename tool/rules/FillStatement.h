// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A statement with holes and placeholders, as reports show it, filled with values so that it can be run.
#pragma once

#include "schema/Schema.h"

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace dbrace {

struct FillOptions {
  sql::Dialect dialect = sql::Dialect::Generic;
  const schema::Table *table = nullptr;  ///< The finding's; a table name known in part is taken for its name.
  std::string tableName;                 ///< As in the statement, where no schema has the table.
  /// The value for a column, without quotes.
  std::function<std::string(const std::string &column)> value;
  std::function<bool(const std::string &column)> isNumber;
};

struct Filled {
  std::string sql;
  std::vector<std::string> mentioned;  ///< Every column that the statement names.
};
struct NotFilled {
  std::string why;  ///< The end of a sentence.
};

/// `text` has `…` for each hole, as sql::show() writes it.
std::variant<Filled, NotFilled> fillStatement(const std::string &text, const FillOptions &options);

}  // namespace dbrace
