// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which keys of the table ON CONFLICT speaks of.
//
// A target that no key has the columns of is refused by the database, rival or not (PostgreSQL 42P10, an error when
// SQLite prepares the statement); a conflict on a key that it does not name is an error as ever. docs/covering.md holds
// the cases as a table, which tests run on both.
#pragma once

#include "schema/Schema.h"

namespace dbrace {

/// Whether the clause names the key. One without columns and constraint names every key that can be named at all.
bool namesKey(const sql::Conflict &conflict, const schema::Table &table, const schema::UniqueKey &key,
              sql::Dialect dialect);

/// Whether it names any; one without target always does, also where there is no key.
bool namesAnyKey(const sql::Conflict &conflict, const schema::Table &table, sql::Dialect dialect);

}  // namespace dbrace
