// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which texts count as equal: for a lookup, and for a key.
#pragma once

#include "schema/Schema.h"

#include <string>

namespace dbrace {

/// A notion of equality. Each value of the enumeration finds more texts equal than the one before.
struct Folding {
  enum class Kind : std::uint8_t { Exact, Case, Other } kind = Kind::Exact;
  std::string name;  ///< For Other: of the collation or function; equal names mean equal folding.
  bool operator==(const Folding &) const = default;
};

/// Of `column = …` as the table declares it. `column` may be null.
Folding foldingOf(const schema::Column *column, sql::Dialect dialect);
Folding foldingOfCollation(const std::string &collation, sql::Dialect dialect);
/// Of a lookup by `wrapper(column) = …`, or by `column COLLATE wrapper = …`; an empty wrapper is the column's own.
Folding foldingOfLookup(const std::string &wrapper, const schema::Column *column, sql::Dialect dialect);

/// Whether texts that are equal in `lookup` are equal in `key` too.
bool implies(const Folding &lookup, const Folding &key);

}  // namespace dbrace
