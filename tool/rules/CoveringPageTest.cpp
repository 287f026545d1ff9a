// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every row of docs/covering.md, put to the implementation and, where SQLite knows such keys, to SQLite.
#include "rules/Covering.h"
#include "rules/PageTable.h"
#include "schema/Ddl.h"
#include "schema/Names.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>

#include <fstream>
#include <sstream>

namespace dbrace {
namespace {

using Values = std::vector<std::pair<std::string, std::string>>;  // Column and value as written on the page.

Values valuesOf(const std::string &row) {
  Values values;
  std::stringstream parts(row);
  for (std::string part; std::getline(parts, part, ',');)
    if (std::size_t equals = part.find(" = "); equals != std::string::npos)
      values.emplace_back(part.substr(part.find_first_not_of(' '), equals - part.find_first_not_of(' ')),
                          part.substr(equals + 3));
  return values;
}

/// The page's table with the key of a row.
std::string ddl(const std::string &key) {
  std::string table =
      "CREATE TABLE t(id INTEGER PRIMARY KEY, email TEXT NOT NULL, tenant INTEGER NOT NULL, note TEXT, ref TEXT, "
      "active INTEGER";
  bool separate = key.starts_with("CREATE");
  if (!separate && key != "none" && key != "PRIMARY KEY")
    table += ", " + key;
  return table + ");" + (separate ? key + ";" : "");
}

CheckedWrite writeOf(const std::string &check, const Values &row) {
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

std::string verdictOf(const std::string &key, const std::string &check, const std::string &row, sql::Dialect dialect) {
  std::vector<schema::DdlSource> sources{{"page.sql", ddl(key)}};
  schema::DdlImport import = schema::importDdl(sources, dialect);
  for (const schema::Problem &problem : import.problems)
    ADD_FAILURE() << show(problem);
  Covering answer = covering(import.schema.find("t"), coveringQuestion(writeOf(check, valuesOf(row)), dialect));
  if (const auto *covered = std::get_if<Covered>(&answer))
    return std::string("covers") + (covered->narrower ? ", narrower" : "") + (covered->stricter ? ", stricter" : "");
  return std::get<Uncovered>(answer).undecided ? "no, undecided" : "no";
}

class Database {
public:
  explicit Database(const std::string &script) {
    sqlite3_open(":memory:", &handle);
    EXPECT_EQ(run(script), SQLITE_OK) << script << ": " << sqlite3_errmsg(handle);
  }
  ~Database() { sqlite3_close(handle); }
  int run(const std::string &text) { return sqlite3_exec(handle, text.c_str(), nullptr, nullptr, nullptr); }

  /// Values that the page leaves open are the same in all rows.
  static Values filled(Values row) {
    for (auto &[column, value] : row)
      if (value == "?" || value == "!")
        value = "5";
    for (const char *column : {"email", "tenant"})
      if (std::ranges::none_of(row, [&](const auto &value) { return value.first == column; }))
        row.emplace_back(column, std::to_string(++unnamed));
    return row;
  }
  int insert(const Values &row) {
    std::string columns, values;
    for (const auto &[column, value] : row) {
      columns += (columns.empty() ? "" : ",") + column;
      values += (values.empty() ? "" : ",") + value;
    }
    return run("INSERT INTO t(" + columns + ") VALUES (" + values + ")");
  }
  int found(const std::string &check, const Values &row) {
    sqlite3_stmt *statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(handle, ("SELECT count(*) FROM t WHERE " + check).c_str(), -1, &statement, nullptr),
              SQLITE_OK);
    for (const auto &[column, value] : row) {
      int index = sqlite3_bind_parameter_index(statement, (":" + column).c_str());
      std::string text = value.front() == '\'' ? value.substr(1, value.size() - 2) : value;
      if (index && value != "NULL")
        sqlite3_bind_text(statement, index, text.c_str(), -1, SQLITE_TRANSIENT);
    }
    EXPECT_EQ(sqlite3_step(statement), SQLITE_ROW);
    int count = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return count;
  }

private:
  sqlite3 *handle = nullptr;
  static inline int unnamed = 100;
};

void runOnSqlite(const PageRow &line) {
  Values row = Database::filled(valuesOf(line[2]));
  Values rival = line[3] == "same" ? row : Database::filled(valuesOf(line[3]));
  bool covers = line[4].starts_with("covers");
  Database database(ddl(line[0]));
  ASSERT_EQ(database.insert(rival), SQLITE_OK);
  EXPECT_EQ(database.found(line[1], row), 1) << "the lookup must find the rival's row, or there is no race";
  if (line[4] != "no, undecided") {
    EXPECT_EQ(database.insert(row) == SQLITE_CONSTRAINT, covers);
  }
  if (line[5].empty())
    return;
  Database second(ddl(line[0]));
  ASSERT_EQ(second.insert(Database::filled(valuesOf(line[5]))), SQLITE_OK);
  EXPECT_EQ(second.insert(row), SQLITE_CONSTRAINT) << "the key refuses the other row";
  EXPECT_EQ(second.found(line[1], row), 0) << "and the lookup does not find it";
}

TEST(CoveringPage, EveryRowHoldsHereAndOnSqlite) {
  auto rows = tableOnPage(DBRACE_SOURCE_DIR "/docs/covering.md", "key");
  ASSERT_GT(rows.size(), 40u);
  for (const PageRow &line : rows) {
    SCOPED_TRACE(line[0] + " | " + line[1] + " | " + line[2]);
    EXPECT_EQ(verdictOf(line[0], line[1], line[2], sql::Dialect::Sqlite), line[4]);
    runOnSqlite(line);
  }
}

TEST(CoveringPage, EveryRowOfOtherDatabasesHolds) {
  auto rows = tableOnPage(DBRACE_SOURCE_DIR "/docs/covering.md", "database");
  ASSERT_GT(rows.size(), 10u);
  for (const PageRow &line : rows) {
    SCOPED_TRACE(line[0] + " | " + line[1] + " | " + line[2]);
    EXPECT_EQ(verdictOf(line[1], line[2], line[3], schema::dialectNamed(line[0]).value()), line[4]);
  }
}

}  // namespace
}  // namespace dbrace
