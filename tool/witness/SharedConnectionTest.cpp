// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two threads on one connection: what no row of the outcome table can say yet, because no rule asks.
#include "witness/Notation.h"
#include "witness/Servers.h"
#include "witness/TemporaryFolder.h"

#include <gtest/gtest.h>

namespace dbrace::witness {
namespace {

using Base = dbrace::Database;
using Names = std::vector<std::string>;

Names outcomesOf(Database &database, Base base, const std::string &text, bool insideTransaction,
                 KeyKind key = KeyKind::None) {
  NotedSessions noted{text, base, {key, false}, true, insideTransaction};
  auto keeper = database.connect({});
  for (const std::string &statement : tablesOf(noted))
    keeper->must(statement);
  Outcomes all;
  runInterleavings(database, {}, scenarioOf(noted), [&](const Interleaving &run) {
    all.add(run.outcomes);
    return true;
  });
  return all.names();
}

/// Whoever releases the outer savepoint takes the other's with it.
TEST(SharedConnection, SavepointsAreAStackOnSqlite) {
  TemporaryFolder folder;
  auto sqlite = openSqlite(folder.path() + "/shared.db", false);
  EXPECT_EQ(outcomesOf(*sqlite, Base::Sqlite, "Va Ja Var || Vc Jb Vcr", true), (Names{"one-row", "no-savepoint"}));
  EXPECT_EQ(outcomesOf(*sqlite, Base::Sqlite, "Va Ja Var || Va Jb Vab Var", true), (Names{"one-row", "lost-row"}));
  EXPECT_EQ(outcomesOf(*sqlite, Base::Sqlite, "B Ja C || B Jb C", false), (Names{"one-row", "refused"}));
}

TEST(SharedConnection, SavepointsAreAStackOnPostgreSql) {
  auto server = startPostgreSql();
  auto postgres = openPostgreSql(server->url());
  EXPECT_EQ(outcomesOf(*postgres, Base::PostgreSql, "Va Ja Var || Vc Jb Vcr", true),
            (Names{"one-row", "transaction-aborted", "no-savepoint"}));
  EXPECT_EQ(outcomesOf(*postgres, Base::PostgreSql, "Va Ja Var || Vc Jb Vcb Vcr", true),
            (Names{"one-row", "transaction-aborted", "lost-row", "no-savepoint"}));
  EXPECT_EQ(outcomesOf(*postgres, Base::PostgreSql, "Va Ja Var || Va Jb Vab Var", true),
            (Names{"one-row", "lost-row"}));
  EXPECT_EQ(outcomesOf(*postgres, Base::PostgreSql, "B Ja C || B Jb R", false), (Names{"one-row", "lost-row"}));
}

TEST(SharedConnection, ARollbackTakesTheOthersRowOnMariaDb) {
  auto server = startMariaDb();
  auto mariadb = openMariaDb(server->url());
  EXPECT_EQ(outcomesOf(*mariadb, Base::MariaDb, "B Ja C || B Jb R", false), (Names{"one-row", "lost-row"}));
}

}  // namespace
}  // namespace dbrace::witness
