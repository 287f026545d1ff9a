// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fixed statements on the databases they are for, where a rival's row is there already: what a clause really does
// decides which one is written.
#include "fixes/FixSample.h"
#include "witness/Client.h"
#include "witness/Servers.h"

#include <gtest/gtest.h>

namespace dbrace {
namespace {

using witness::Client;
using witness::Reply;

class FixedOn {
public:
  FixedOn(witness::Database &database, sql::Dialect dialect) : winner(database.take({})), loser(database.take({})) {
    sample.dialect = dialect;
    sample.keyColumn = "mail";
  }

  /// The table is made anew, the statement runs as it was, and then, fixed, for the loser.
  Reply run(const std::string &ddl, const std::string &insert) {
    winner->run("DROP TABLE users");
    for (std::string_view rest = ddl; !rest.empty();) {
      std::size_t end = std::min(rest.find(';'), rest.size() - 1);
      winner->must(std::string(rest.substr(0, end + 1)));
      rest.remove_prefix(end + 1);
    }
    sample.ddl = ddl;
    sample.source = "run(R\"(" + insert + ")\");";
    winner->must(insert);
    Reply refused = loser->run(insert);
    EXPECT_EQ(refused.failure, Outcome::UniqueViolation) << insert << "\n" << refused.error;
    std::string source = sample.fixed();
    source = source.substr(source.rfind('\n') + 1);
    fixed = sample.statementOf(source);
    EXPECT_FALSE(sample.fixed().starts_with("no: ")) << insert << ": " << sample.fixed();
    Reply reply = loser->run(fixed);
    EXPECT_FALSE(reply.failure) << fixed << "\n" << reply.error;
    EXPECT_EQ(ask("SELECT COUNT(*) FROM users"), "1") << fixed;
    return reply;
  }
  std::string ask(const std::string &query) { return loser->must(query).rows.at(0).at(0).value_or("NULL"); }

  FixSample sample;
  std::string fixed;
  std::unique_ptr<Client> winner, loser;
};

void runOnBoth(FixedOn &on, const std::string &number) {
  const std::string plain =
      "CREATE TABLE users (id " + number + ", email varchar(40) NOT NULL UNIQUE, name varchar(40))";
  EXPECT_EQ(on.run(plain, "INSERT INTO users(email) VALUES ('a')").affected, 0);
  on.run(plain, "INSERT INTO users(email, name) VALUES ('a', 'x') -- new");
  on.run("CREATE TABLE users (id " + number +
             ", email varchar(40), name varchar(40));"
             "CREATE UNIQUE INDEX u ON users (lower(email)) WHERE name IS NULL",
         "INSERT INTO users(email, name) VALUES ('A', NULL)");
  EXPECT_NE(on.fixed.find("((lower(email))) WHERE name is null DO NOTHING"), std::string::npos) << on.fixed;
  on.run("CREATE TABLE users (id " + number +
             ", \"E mail\" varchar(40), \"order\" int, UNIQUE (\"E mail\", \"order\"))",
         "INSERT INTO users(\"order\", \"E mail\") VALUES (1, 'a')");
  on.run("CREATE TABLE users (id " + number +
             ", email varchar(40), \"order\" int DEFAULT 7, UNIQUE (email, \"order\"))",
         "INSERT INTO users(email) VALUES ('a')");
  // RETURNING: DO NOTHING has no row to give.
  on.loser->must("DELETE FROM users");
  on.run(plain, "INSERT INTO users(email) VALUES ('a') RETURNING id");
  EXPECT_NE(on.fixed.find("DO UPDATE SET email = excluded.email RETURNING id"), std::string::npos) << on.fixed;
  std::string id = on.ask("SELECT id FROM users");
  EXPECT_EQ(on.ask(on.fixed), id);
  EXPECT_TRUE(
      on.loser->must("INSERT INTO users(email) VALUES ('a') ON CONFLICT (email) DO NOTHING RETURNING id").rows.empty());
}

TEST(FixesServers, PostgreSql) {
  auto server = witness::startPostgreSql();
  auto database = witness::openPostgreSql(server->url());
  FixedOn on(*database, sql::Dialect::PostgreSql);
  runOnBoth(on, "serial PRIMARY KEY");
}

TEST(FixesServers, Sqlite) {
  std::string file = testing::TempDir() + "dbrace-fixes.db";
  std::remove(file.c_str());
  auto database = witness::openSqlite(file, true);
  FixedOn on(*database, sql::Dialect::Sqlite);
  runOnBoth(on, "INTEGER PRIMARY KEY");
  // The number of the last row is that of another insert.
  on.run("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE)",
         "INSERT INTO users(email) VALUES ('a')");
  on.loser->must("INSERT INTO users(id, email) VALUES (40, 'b')");
  on.loser->must(on.fixed);
  EXPECT_EQ(on.ask("SELECT last_insert_rowid()"), "40");
  std::remove(file.c_str());
}

TEST(FixesServers, MariaDb) {
  auto server = witness::startMariaDb();
  auto database = witness::openMariaDb(server->url());
  FixedOn on(*database, sql::Dialect::MariaDb);
  const std::string plain =
      "CREATE TABLE users (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, email varchar(40) NOT NULL UNIQUE)";
  EXPECT_EQ(on.run(plain, "INSERT INTO users(email) VALUES ('a')").affected, 0);
  on.run(plain, "INSERT INTO users SET email = 'a'");
  on.run("CREATE TABLE users (email varchar(40) NOT NULL, `order` int NOT NULL, PRIMARY KEY (`order`, email))",
         "INSERT INTO users(email, `order`) VALUES ('a', 1)");
  on.run(plain, "INSERT INTO users(email) VALUES ('a')");
  on.winner->must("INSERT INTO users(email) VALUES ('b')");
  on.loser->must("INSERT INTO users(email) VALUES ('c')");
  std::string last = on.ask("SELECT LAST_INSERT_ID()");
  on.loser->must(on.fixed);
  EXPECT_EQ(on.ask("SELECT LAST_INSERT_ID()"), last) << "a key that is set to itself says nothing of the row";
  on.sample.leftOut.usesInsertId = true;
  on.run(plain, "INSERT INTO users(email) VALUES ('a')");
  EXPECT_NE(on.fixed.find("LAST_INSERT_ID(`id`)"), std::string::npos) << on.fixed;
  EXPECT_EQ(on.ask("SELECT LAST_INSERT_ID()"), on.ask("SELECT id FROM users"));
  on.sample.leftOut.usesInsertId = false;
  Reply row = on.run(plain, "INSERT INTO users(email) VALUES ('a') RETURNING id");
  EXPECT_EQ(row.rows.size(), 1u) << on.fixed;
}

}  // namespace
}  // namespace dbrace
