// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Applies DDL statements to a schema, one after the other, as the database would.
#pragma once

#include "schema/DdlPlaces.h"
#include "schema/Problem.h"
#include "schema/Schema.h"

namespace dbrace::schema {

class DdlBuilder {
public:
  explicit DdlBuilder(sql::Dialect dialect) : dialect(dialect) { schema.dialect = dialect; }

  /// `timeless`: of a program's literals, see DdlSource::literalAt. Statements that are no DDL are passed over.
  void apply(const sql::Statement &statement, const DdlPlaces &places, bool timeless);
  /// What partitions have from their tables, which may have got it later. Once, behind the last statement.
  void finish();

  Schema schema;
  std::vector<Problem> problems;

private:
  void create(const sql::CreateTable &create);
  void add(Table table, bool ifNotExists);
  void inherit(Table &table, const sql::TableName &from);
  void copyLike(Table &table, const sql::TableName &from, bool withIndexes);
  void index(const sql::CreateIndex &create);
  void alter(const sql::AlterTable &alter);
  void alter(Table &table, const sql::AlterTable::Action &action);
  void drop(const sql::Drop &drop);
  /// The table that has the name then: the one given may have taken another's place, and tables have moved.
  Table &rename(Table &table, const sql::TableName &to);
  void renameIndex(const sql::TableName &from, const sql::TableName &to);
  void session();

  // DdlKeys.cpp
  void addColumn(Table &table, const sql::ColumnDefinition &definition, bool rowidTable);
  void addKey(Table &table, const sql::KeyDefinition &definition, bool rowidTable = false);
  void keyOfIndex(Table &table, const sql::KeyDefinition &definition);
  void addPrimary(Table &table, UniqueKey key, bool rowidTable);
  bool knownNames(const sql::KeyDefinition &definition) const;
  UniqueKey keyOf(const Table &table, const sql::KeyDefinition &definition) const;
  std::string defaultName(const Table &table, const UniqueKey &key) const;

  // DdlCopies.cpp
  bool leaves(const Table &table);
  bool takesPlace(Table &table, const Origin &by);

  Table *known(const sql::TableName &name);
  /// The table that has the index: its name is one of a schema, in SQL Server of a table.
  Table *holderOf(const sql::TableName &index);
  void warn(std::string message);

  sql::Dialect dialect;
  const DdlPlaces *places = nullptr;  ///< Of the statement being applied.
  bool timeless = false;
  std::optional<std::string> current;  ///< The schema of names without one, where the script says so.
  std::vector<std::pair<sql::TableName, sql::TableName>> partitions;  ///< With the table they are of.
  std::vector<std::pair<std::string, std::string>> left;              ///< Table and file: see leaves().
};

bool isMySql(sql::Dialect dialect);
/// Everywhere in keys, indexes, predicates.
void renameColumn(Table &table, std::string from, const std::string &to);
/// With the keys and indexes that need it.
void dropColumn(Table &table, const std::string &name, sql::Dialect dialect);
/// Of the columns that hold text and have none of their own; of all of these with `over`.
void collateColumns(Table &table, const std::string &collation, bool over);

}  // namespace dbrace::schema
