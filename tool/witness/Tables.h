// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A table of the schema as statements that make it, in a database that has nothing else.
//
// Only what decides about rows is kept: columns, keys, indexes. Types are reduced to families that every server has;
// columns may be NULL where the key allows it, for what gives them their value (defaults, triggers) is not in a schema.
#pragma once

#include "schema/Schema.h"

namespace dbrace::witness {

/// The dialect is PostgreSQL's, MariaDB's or SQLite's.
/// `statements` are the texts that are run on the table: they tell which names are in quotes.
std::vector<std::string> statementsFor(const schema::Table &table, sql::Dialect dialect,
                                       std::string_view statements = "");

}  // namespace dbrace::witness
