// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What of a script the server gets to see.
//
// Scripts are written for clients: between the statements stand commands of psql, mysql, sqlite3, sqlplus and sqlcmd,
// rows of data, ways back of migrations, and statements that a line `GO` or nothing at all ends. Templates have marks
// where a prefix goes (`@PREFIX@users`). All of that is blanked or replaced in place, so that what is left can be read
// as SQL and offsets remain those of the file.
#pragma once

#include "sql/Statement.h"

#include <string>

namespace dbrace::schema {

/// As long as `script`, with its lines.
std::string serverText(std::string script, sql::Dialect dialect);

/// What the marks of a template leave of it: `@PREFIX@users`, `%susers`, `${p}users`, `#__users` become `users`,
/// blanks in front. A mark that is a name by itself stays.
void blankPrefixes(std::string &script);

}  // namespace dbrace::schema
