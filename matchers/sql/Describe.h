// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements as one line of text, so that a test says in one line what it expects and a failure shows both at a glance.
//
// `select a from t where (a = ?0)`; `{3}` is hole 3, `{}` a hole within a name, `%0` a printf conversion, quotes where
// the value stood in quotes.
#pragma once

#include "sql/Statement.h"

namespace dbrace::sql {

std::string describe(const Name &name);
std::string describe(const TableName &table);
std::string describe(const ExpressionPtr &expression);
std::string describe(const KeyLookup &lookup);
std::string describe(const Select &select);
std::string describe(const Conflict &conflict);
std::string describe(const StatementBody &body);
/// With "partial: " in front where it applies.
std::string describe(const Statement &statement);

}  // namespace dbrace::sql
