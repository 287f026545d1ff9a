// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rows that are named by a row of another table: `owner_id = (SELECT id FROM owners WHERE name = ?)`, a join that says
// the same, and an INSERT … SELECT that writes it. However it is spelled, it is one key over the values asked with.
#pragma once

#include "sql/Statement.h"

namespace dbrace::sql {

/// `column` of the one row of a table that a SELECT asks for, as a call over the values of its key: two such values are
/// the same where table, columns and values are. Null where it is no such SELECT: several tables, further conditions.
ExpressionPtr parentKey(const Select &select, const Name &column);
/// The same of a subquery that stands for one value; null for any other expression.
ExpressionPtr parentKey(const Expression &value);

/// `FROM visits, owners WHERE visits.owner_id = owners.id AND owners.name = ?` as a lookup in `visits` alone. Which of
/// the two is the parent says the column that is its own number (`id`, `owner_id` of owners); a column without a table
/// is taken for the parent's. nullopt where that does not tell, for outer joins, and where the parent has no key.
std::optional<Select> childLookup(const Select &select);

}  // namespace dbrace::sql
