// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rows of docs/covering.md that are of PostgreSQL, MySQL or MariaDB, put to servers: which one refuses what.
#include "rules/CoveringPage.h"
#include "witness/Client.h"
#include "witness/Servers.h"

#include <cctype>

namespace dbrace::witness {
namespace {

/// A value as the database wants it; what the page leaves open is the same in all rows.
std::string literal(const std::string &column, const std::string &value, sql::Dialect dialect) {
  bool open = value == "!" || value == "?";
  if (column == "active")
    return open ? (dialect == sql::Dialect::PostgreSql ? "true" : "1") : value;
  bool text = column == "email" || column == "note" || column == "ref" || column == "low";
  std::string filled = open ? "5" : value;
  return text && filled != "NULL" && filled.front() != '\'' ? "'" + filled + "'" : filled;
}

class Table {
public:
  Table(Client &client, const std::string &key, sql::Dialect dialect) : client(client), dialect(dialect) {
    client.must("DROP TABLE IF EXISTS t");
    std::stringstream statements(ddl(key, dialect));
    for (std::string statement; std::getline(statements, statement, ';');)
      client.must(statement);
  }

  Reply insert(const Values &row) {
    Values all = row;
    auto give = [&](const std::string &column, const std::string &value) {
      if (std::ranges::none_of(all, [&](const auto &given) { return given.first == column; }))
        all.emplace_back(column, value);
    };
    give("id", std::to_string(++rows));
    give("email", std::to_string(++rows));
    give("tenant", std::to_string(++rows));
    std::string columns, values;
    for (const auto &[column, value] : all) {
      columns += (columns.empty() ? "" : ", ") + column;
      values += (values.empty() ? "" : ", ") + literal(column, value, dialect);
    }
    return client.run("INSERT INTO t(" + columns + ") VALUES (" + values + ")");
  }

  std::string found(std::string check, const Values &row) {
    for (const auto &[column, value] : row)
      for (std::size_t at = check.find(":" + column); at != std::string::npos; at = check.find(":" + column))
        check.replace(at, column.size() + 1, literal(column, value, dialect));
    return client.must("SELECT count(*) FROM t WHERE " + check).rows.at(0).at(0).value_or("");
  }

private:
  Client &client;
  sql::Dialect dialect;
  int rows = 100;
};

void runRow(Client &client, const PageRow &line, sql::Dialect dialect) {
  Values row = valuesOf(line[3]), rival = line[4] == "same" ? row : valuesOf(line[4]);
  Table table(client, line[1], dialect);
  Reply first = table.insert(rival);
  ASSERT_FALSE(first.failure) << first.error;
  EXPECT_EQ(table.found(line[2], row), "1") << "the lookup must find the rival's row, or there is no race";
  if (line[5] != "no, undecided") {
    EXPECT_EQ(table.insert(row).failure == Outcome::UniqueViolation, line[5].starts_with("covers"));
  }
  if (line[6].empty())
    return;
  Table second(client, line[1], dialect);
  ASSERT_FALSE(second.insert(valuesOf(line[6])).failure);
  EXPECT_EQ(second.insert(row).failure, Outcome::UniqueViolation) << "the key refuses the other row";
  EXPECT_EQ(second.found(line[2], row), "0") << "and the lookup does not find it";
}

std::size_t runPage(Client &client, std::initializer_list<std::string> databases, sql::Dialect dialect) {
  std::size_t count = 0;
  for (const PageRow &line : tableOnPage(DBRACE_SOURCE_DIR "/docs/covering.md", "database")) {
    if (std::ranges::find(databases, line[0]) == databases.end())
      continue;
    SCOPED_TRACE(line[1] + " | " + line[2] + " | " + line[3]);
    runRow(client, line, dialect);
    ++count;
  }
  return count;
}

TEST(CoveringServers, PostgreSqlRefusesWhatThePageSays) {
  auto server = startPostgreSql();
  auto database = openPostgreSql(server->url());
  auto client = database->connect({});
  EXPECT_GT(runPage(*client, {"postgresql"}, sql::Dialect::PostgreSql), 10u);
}

TEST(CoveringServers, PostgreSqlInfersWhatThePageSays) {
  auto server = startPostgreSql();
  auto database = openPostgreSql(server->url());
  auto client = database->connect({});
  for (const PageRow &line : tableOnPage(DBRACE_SOURCE_DIR "/docs/covering.md", "conflict")) {
    if (line[0] != "postgresql")
      continue;
    SCOPED_TRACE(line[1] + " | " + line[2]);
    Table table(*client, line[1], sql::Dialect::PostgreSql);
    Reply reply = client->run(conflictStatement(line[2]));
    EXPECT_EQ(!reply.failure, line[3] == "yes") << reply.error;
  }
}

TEST(CoveringServers, MariaDbRefusesWhatThePageSays) {
  auto server = startMariaDb();
  auto database = openMariaDb(server->url());
  auto client = database->connect({});
  EXPECT_GT(runPage(*client, {"mysql", "mariadb"}, sql::Dialect::MariaDb), 8u);
}

}  // namespace
}  // namespace dbrace::witness
