// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements as reads and writes of keys.
#pragma once

#include "sql/Statement.h"
#include "worlds/Machine.h"

#include <vector>

namespace dbrace::worlds {

/// Column names, compared without case.
bool sameName(std::string_view left, std::string_view right);

sql::Dialect dialectNamed(std::string_view name);

/// Of a library for several databases: the dialect of the driver that the program's connections are made for, generic
/// where there are several. It is kept among the field texts under `driverField`.
sql::Dialect dialectOf(const apis::Library &library, const FieldTexts &texts);
std::string driverField(const apis::Library &library);

/// The SELECT that looks for the row: of `SELECT EXISTS (SELECT …)` the inner one. Null for other statements, and for a
/// SELECT without FROM.
const sql::Select *lookupSelect(const sql::Statement &statement);

/// Does it yield exactly one row whether or not the row is there (COUNT, MAX, EXISTS)?
bool alwaysOneRow(const sql::Statement &statement);

enum class ColumnKind : std::uint8_t { Plain, Constant, Count, Exists, NotExists, Aggregate };
ColumnKind columnKind(const sql::Expression &expression);

/// What COALESCE or IFNULL gives where everything before it is NULL; null if the expression is none, or not known.
const sql::Constant *insteadOfNull(const sql::Expression &expression);

/// Column = value of the WHERE clause of a SELECT, UPDATE or DELETE.
struct LookupColumn {
  std::string column, wrapper;
  const sql::Expression *value;
  sql::ExpressionPtr keepAlive;
};
std::vector<LookupColumn> lookupOf(const sql::Statement &statement, bool *complete = nullptr);

/// Column and value as an INSERT writes them. Column empty: known by position only.
struct WrittenValue {
  std::string column;
  const sql::Expression *value;
  bool proposed = false;  ///< Selected by INSERT … SELECT.
  sql::ExpressionPtr keepAlive = nullptr;
};
std::vector<WrittenValue> writtenBy(const sql::Insert &insert);

/// The text of the statement that a field or global is known to hold, from everywhere in the program.
const std::string *fieldStatement(Machine &machine, Term cursor);

}  // namespace dbrace::worlds
