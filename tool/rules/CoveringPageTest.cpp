// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every row of docs/covering.md, put to the implementation and, where SQLite knows such keys, to SQLite.
#include "rules/CoveringPage.h"

#include <sqlite3.h>

namespace dbrace {
namespace {

class Database {
public:
  explicit Database(const std::string &script) {
    sqlite3_open(":memory:", &handle);
    EXPECT_EQ(run(script), SQLITE_OK) << script << ": " << sqlite3_errmsg(handle);
  }
  ~Database() { sqlite3_close(handle); }
  int run(const std::string &text) { return sqlite3_exec(handle, text.c_str(), nullptr, nullptr, nullptr); }

  /// Values that the page leaves open are the same in all rows.
  static Values filled(Values row, const std::string &table) {
    for (auto &[column, value] : row)
      if (value == "?" || value == "!")
        value = "5";
    for (const char *column : {"email", "tenant"})
      if (table.find(std::string(column) + (column[0] == 'e' ? " TEXT" : " INTEGER")) != std::string::npos &&
          std::ranges::none_of(row, [&](const auto &value) { return value.first == column; }))
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
  std::string table = ddl(line[0]);
  Values row = Database::filled(valuesOf(line[2]), table);
  Values rival = line[3] == "same" ? row : Database::filled(valuesOf(line[3]), table);
  bool covers = line[4].starts_with("covers");
  Database database(table);
  ASSERT_EQ(database.insert(rival), SQLITE_OK);
  EXPECT_EQ(database.found(line[1], row), 1) << "the lookup must find the rival's row, or there is no race";
  if (line[4] != "no, undecided") {
    EXPECT_EQ(database.insert(row) == SQLITE_CONSTRAINT, covers);
  }
  if (line[5].empty())
    return;
  Database second(table);
  ASSERT_EQ(second.insert(Database::filled(valuesOf(line[5]), table)), SQLITE_OK);
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

TEST(CoveringPage, ConflictTargetsNameWhatThePageSays) {
  auto rows = tableOnPage(DBRACE_SOURCE_DIR "/docs/covering.md", "conflict");
  ASSERT_GT(rows.size(), 30u);
  for (const PageRow &line : rows) {
    SCOPED_TRACE(line[0] + " | " + line[1] + " | " + line[2]);
    sql::Dialect dialect = schema::dialectNamed(line[0]).value();
    EXPECT_EQ(namesKeyOf(line[1], line[2], dialect), line[3] == "yes");
    if (dialect != sql::Dialect::Sqlite)
      continue;
    Database database(ddl(line[1]));
    EXPECT_EQ(database.run(conflictStatement(line[2])) == SQLITE_OK, line[3] == "yes");
  }
}

TEST(CoveringPage, EveryRowOfOtherDatabasesHolds) {
  auto rows = tableOnPage(DBRACE_SOURCE_DIR "/docs/covering.md", "database");
  ASSERT_GT(rows.size(), 10u);
  for (const PageRow &line : rows) {
    SCOPED_TRACE(line[0] + " | " + line[1] + " | " + line[2]);
    EXPECT_EQ(verdictOf(line[1], line[2], line[3], schema::dialectNamed(line[0]).value()), line[5]);
  }
}

}  // namespace
}  // namespace dbrace
