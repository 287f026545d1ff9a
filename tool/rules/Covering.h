// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a key of the table refuse the second of two rows that agree in everything the lookup checked?
//
// The answer separates "two rivals store two rows" from "the loser gets an error", and most of what makes a schema a
// trap is in it: keys wider than the check, columns that are NULL, partial and folding indexes. docs/covering.md holds
// the cases as a table that the tests run, on SQLite too.
#pragma once

#include "schema/Schema.h"
#include "worlds/CheckedWrite.h"

#include <string>
#include <variant>
#include <vector>

namespace dbrace {

/// The two rows, as far as the program tells.
struct CoveringQuestion {
  std::vector<CheckedColumn> checked;   ///< The rows agree on these, in the sense of the lookup.
  std::vector<WrittenColumn> written;   ///< Of the row that is written; columns it does not name are not known.
  std::vector<WrittenColumn> lookedUp;  ///< Constants and NULLs the lookup asks for.
  std::vector<std::string> nullSafe;    ///< Compared so that NULL finds NULL: IS NULL, IS NOT DISTINCT FROM, `<=>`.
  bool lookupIsNarrower = false;        ///< The lookup restricts rows by more than equality with `checked`.
  sql::Dialect dialect = sql::Dialect::Generic;
};
CoveringQuestion coveringQuestion(const CheckedWrite &write, sql::Dialect dialect);

/// No schema describes the table: no promise is not a broken promise.
struct TableUnknown {};

/// The second row is refused.
struct Covered {
  const schema::UniqueKey *key = nullptr;  ///< Of the table asked.
  /// The key refuses rows that the lookup would not have found: it is over fewer columns, or folds more. After its
  /// violation a repeated lookup may still find nothing.
  bool narrower = false, stricter = false;
  /// Key columns whose value may be NULL. The key lets such rows in, but a lookup by `=` finds none of them either, so
  /// that they are no duplicates in its sense.
  std::vector<std::string> mayBeNull;
};

/// Both rows are stored.
struct Uncovered {
  const schema::UniqueKey *nearest =
      nullptr;             ///< The key that comes closest; null if none shares a column with the check.
  schema::Origin at;       ///< Of the nearest key, else of the plain index on just the columns, else of the table.
  std::string why;         ///< "the unique key users_mail is over (email, tenant), wider than the check"; may be empty.
  bool undecided = false;  ///< The nearest key covers if something holds that is not known; `why` says what.
};

using Covering = std::variant<TableUnknown, Covered, Uncovered>;

Covering covering(const schema::Table *table, const CoveringQuestion &question);

/// "the unique key users_email_key", "the primary key", "the unique key over (a, b)".
std::string describe(const schema::UniqueKey &key);

}  // namespace dbrace
