// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The part of a statement on which our reader and a database's own parser must agree word for word.
//
// Each parser's result is turned into the same small set of named strings ("table", "columns", "key", "conflict" …), by
// code that shares nothing with the other side. A comparison then shows every difference at once.
#pragma once

#include "sql/Statement.h"

#include <map>

namespace dbrace::sql {

/// By name: kind, table, columns, rows, conflict, set, key, reads, …; names that do not apply are absent.
using Essence = std::map<std::string, std::string>;

/// Of what our reader says.
Essence essenceOf(const Statement &statement);

/// All tables named anywhere in the statement outside its target, sorted, each once.
std::vector<std::string> tablesRead(const Statement &statement);

/// Of PostgreSQL's parse tree of one statement; nullopt where it rejects the text. The kind is "-" for statements that
/// are no concern of ours.
std::optional<Essence> essenceOfPostgreSql(const std::string &sql);

/// "name: value" lines, for messages.
std::string show(const Essence &essence);

}  // namespace dbrace::sql
