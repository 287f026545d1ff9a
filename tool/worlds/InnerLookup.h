// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements that ask before they write, or for a number: INSERT … SELECT … WHERE NOT EXISTS, COUNT below a limit, MAX.
//
// What one statement does is not one step to the database: two of them can both ask before either has written.
#pragma once

#include "sql/Statement.h"
#include "worlds/CheckedWrite.h"

#include <optional>
#include <vector>

namespace dbrace::worlds {

/// What an INSERT asks of the very table it writes to.
struct InnerLookup {
  Decision decision = Decision::NotExists;  ///< NotExists, BelowLimit or NextNumber.
  std::vector<sql::KeyEquality> key;        ///< Columns of the table, and the values that they are compared with.
  bool narrower = false;                    ///< Further conditions restrict it.
  std::string number;                       ///< Of NextNumber: the column that is written with it.
};
std::optional<InnerLookup> innerLookup(const sql::Insert &insert);

/// A SELECT of the greatest number in use: MAX of a column, or the first row in descending order.
struct GreatestNumber {
  std::string column;
  bool counted = false;  ///< The statement itself adds to it.
};
std::optional<GreatestNumber> greatestNumber(const sql::Select &select);

/// Does the SELECT count rows?
bool countsRows(const sql::Statement &statement);

}  // namespace dbrace::worlds
