// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests: the cases of docs/covering.md as tables, statements and questions.
#pragma once

#include "rules/ConflictTarget.h"
#include "rules/Covering.h"
#include "rules/PageTable.h"
#include "schema/Ddl.h"
#include "schema/Names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace dbrace {

using Values = std::vector<std::pair<std::string, std::string>>;  // Column and value as written on the page.

inline Values valuesOf(const std::string &row) {
  Values values;
  std::stringstream parts(row);
  for (std::string part; std::getline(parts, part, ',');)
    if (std::size_t equals = part.find(" = "); equals != std::string::npos)
      values.emplace_back(part.substr(part.find_first_not_of(' '), equals - part.find_first_not_of(' ')),
                          part.substr(equals + 3));
  return values;
}

/// The page's table with the key of a row.
inline std::string ddl(const std::string &key, sql::Dialect dialect = sql::Dialect::Sqlite) {
  if (key.starts_with("CREATE TABLE"))
    return key + ";";
  bool mySql = dialect == sql::Dialect::MySql || dialect == sql::Dialect::MariaDb;
  std::string text = mySql ? "VARCHAR(40)" : "TEXT";
  std::string table = "CREATE TABLE t(id INTEGER PRIMARY KEY, email " + text +
                      " NOT NULL, tenant INTEGER NOT NULL, note " + text + ", ref " + text + ", active " +
                      (dialect == sql::Dialect::PostgreSql ? "BOOLEAN" : "INTEGER");
  bool separate = key.starts_with("CREATE");
  if (!separate && key != "none" && key != "PRIMARY KEY")
    table += ", " + key;
  return table + (mySql ? ") DEFAULT CHARSET utf8mb4 COLLATE utf8mb4_general_ci;" : ");") + (separate ? key + ";" : "");
}

inline CheckedWrite writeOf(const std::string &check, const Values &row) {
  CheckedWrite write;
  auto statement = sql::read(sql::Text("SELECT id FROM t WHERE " + check), sql::Dialect::Generic).at(0);
  auto lookup = sql::keyLookup(std::get<sql::Select>(statement.body).where);
  write.lookupIsNarrower = !lookup.complete;
  write.read.statement = std::make_shared<sql::Statement>(statement);
  for (const auto &[column, value] : row) {
    WrittenColumn written{column, WrittenColumn::Null::Never, {}};
    if (value == "NULL")
      written.null = WrittenColumn::Null::Always;
    else if (value == "?")
      written.null = WrittenColumn::Null::Maybe;
    else if (value != "!")
      written.constant = value.front() == '\'' ? value.substr(1, value.size() - 2) : value;
    write.written.push_back(written);
  }
  for (const sql::KeyEquality &equality : lookup.equalities) {
    CheckedColumn checked{equality.column.column.text, schema::folded(equality.wrapper)};
    checked.defaulted = std::ranges::none_of(row, [&](const auto &value) { return value.first == checked.column; });
    write.key.push_back(checked);
  }
  return write;
}

inline std::string verdictOf(const std::string &key, const std::string &check, const std::string &row,
                             sql::Dialect dialect) {
  std::vector<schema::DdlSource> sources{{"page.sql", ddl(key, dialect)}};
  schema::DdlImport import = schema::importDdl(sources, dialect);
  for (const schema::Problem &problem : import.problems)
    ADD_FAILURE() << show(problem);
  Covering answer = covering(import.schema.find("t"), coveringQuestion(writeOf(check, valuesOf(row)), dialect));
  if (const auto *covered = std::get_if<Covered>(&answer))
    return std::string("covers") + (covered->narrower ? ", narrower" : "") + (covered->stricter ? ", stricter" : "");
  return std::get<Uncovered>(answer).undecided ? "no, undecided" : "no";
}

inline std::string conflictStatement(const std::string &clause) {
  return "INSERT INTO t(id, email, tenant) VALUES (1, 'a', 1) ON CONFLICT " + clause + " DO NOTHING";
}

/// Whether dbrace takes the clause for one that names a key.
inline bool namesKeyOf(const std::string &key, const std::string &clause, sql::Dialect dialect) {
  std::vector<schema::DdlSource> sources{{"page.sql", ddl(key, dialect), std::nullopt}};
  schema::Schema schema = schema::importDdl(sources, dialect).schema;
  auto statement = sql::read(sql::Text(conflictStatement(clause)), dialect).at(0);
  return namesAnyKey(std::get<sql::Insert>(statement.body).conflicts.at(0), *schema.find("t"), dialect);
}

}  // namespace dbrace
