// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the database itself promises about its rows.
//
// A check followed by an insert cannot store a duplicate when the database refuses the second of two equal rows. The
// unique keys kept here decide that. schema/ fills these values from JSON and DDL, rules/ ask them; C++ code is unknown
// here.
#pragma once

#include "sql/Statement.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace::schema {

/// Where a table or key is defined; line and column from 1, 0 where unknown (JSON of another tool).
struct Origin {
  std::string file;
  std::uint32_t line = 0, column = 0;
  bool operator==(const Origin &) const = default;
};

struct Column {
  std::string name;
  std::string type;
  bool nullable = true;
  std::optional<std::string> collation;
  std::optional<std::string> generated = std::nullopt;  ///< What it is computed from: lower case, "lower(email)".
  /// Rows that leave it out get a value that other rows may have. Known of DDL only, and not part of the document.
  bool hasDefault = false;
};

/// No two rows of the table may agree on all of `columns` and `expressions`. As in SQL, NULL agrees with nothing.
struct UniqueKey {
  std::string name;  ///< As in the database, so that a report can be searched for it; may be empty.
  std::vector<std::string> columns;
  std::vector<std::string> expressions;  ///< Lower case, blanks folded: "lower(email)".
  std::optional<std::string> where;      ///< For a partial index: the promise covers only rows that satisfy it.
  bool nullsNotDistinct = false;
  bool deferrable = false;
  bool primary = false;
  std::optional<std::string> collation;  ///< Of the key where it differs from the columns' ("nocase").
  Origin origin;
};
struct Index {
  std::string name;
  std::vector<std::string> columns;
  Origin origin;
};
struct Table {
  std::string name;
  std::optional<std::string> schema;
  bool temporary = false;
  bool withoutRowid = false;  ///< SQLite.
  bool inPart = false;        ///< Its DDL was understood in part: it may have other keys. Not part of the document.
  /// Of a program with a schema for each of several databases: the one this table is in. Not part of the document.
  std::optional<sql::Dialect> backend = std::nullopt;
  std::vector<Column> columns;  ///< In the table's order.
  std::vector<UniqueKey> keys;  ///< The primary key is one of them, first.
  std::vector<Index> indexes;
  Origin origin;
  const Column *column(std::string_view name) const;  ///< Folded comparison: ASCII case.
};

class Schema {
public:
  sql::Dialect dialect = sql::Dialect::Generic;
  std::optional<std::string> isolation;  ///< As in JSON: "read-committed"; nullopt: the database's own.
  std::vector<Table> tables;

  /// Null for a table the schema does not describe: no promise is not a broken promise. `qualifier` empty matches any,
  /// the usual schemas (public, dbo, main) first. A table for another database than `dialect` is only found where there
  /// is no other.
  const Table *find(std::string_view name, std::string_view qualifier = {},
                    sql::Dialect dialect = sql::Dialect::Generic) const;
};

}  // namespace dbrace::schema
