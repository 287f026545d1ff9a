// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a table that is made in the insert's own transaction keep rivals from it? The analysis takes it for a lock of
// the table where the database says so here.
#include "witness/Interleavings.h"
#include "witness/Servers.h"
#include "witness/TemporaryFolder.h"

#include <gtest/gtest.h>

namespace dbrace::witness {
namespace {

const std::string made = " made(k bigint)";

/// Both sessions begin, make the table, look a row up in it, insert it, and commit.
bool storesTwoRows(Database &database, const std::string &create, bool there) {
  using Yields = Step::Yields;
  auto step = [](const std::string &text, Yields yields = Yields::Nothing) {
    return Step{.name = text, .text = text, .onlyIfAbsent = yields == Yields::Stored, .yields = yields};
  };
  Script script{.steps = {step("BEGIN"), step(create + made), step("SELECT k FROM made WHERE k = 1", Yields::Row),
                          step("INSERT INTO made VALUES (1)", Yields::Stored), step("COMMIT")}};
  Scenario scenario;
  scenario.sessions.assign(2, script);
  scenario.prepare = [&](Client &client, std::size_t) {
    client.must("DROP TABLE IF EXISTS made");
    if (there)
      client.must("CREATE TABLE" + made);
  };
  scenario.inspect = [](Client &client, std::size_t) {
    return client.must("SELECT k FROM made").rows.size() > 1 ? Outcomes{Outcome::DuplicateRows} : Outcomes();
  };
  bool two = false;
  std::size_t orders = 0;
  runInterleavings(database, {}, scenario, [&](const Interleaving &run) {
    two = two || run.outcomes.contains(Outcome::DuplicateRows);
    ++orders;
    return true;
  });
  EXPECT_GT(orders, 1u);
  return two;
}

TEST(CreateTable, IsALockOnPostgreSqlWhereTheTableIsNew) {
  auto server = startPostgreSql();
  auto postgres = openPostgreSql(server->url());
  EXPECT_FALSE(storesTwoRows(*postgres, "CREATE TABLE", false));
  EXPECT_TRUE(storesTwoRows(*postgres, "CREATE TABLE IF NOT EXISTS", true));
}

TEST(CreateTable, EndsTheTransactionOnMariaDb) {
  auto server = startMariaDb();
  auto mariadb = openMariaDb(server->url());
  EXPECT_TRUE(storesTwoRows(*mariadb, "CREATE TABLE IF NOT EXISTS", false));
  EXPECT_TRUE(storesTwoRows(*mariadb, "CREATE TABLE IF NOT EXISTS", true));
}

TEST(CreateTable, ChangesNothingOnSqliteWhereOneTransactionIsEnough) {
  TemporaryFolder folder;
  auto sqlite = openSqlite(folder.path() + "/made.db", false);
  EXPECT_FALSE(storesTwoRows(*sqlite, "CREATE TABLE", false));
  EXPECT_FALSE(storesTwoRows(*sqlite, "CREATE TABLE IF NOT EXISTS", true));
}

}  // namespace
}  // namespace dbrace::witness
