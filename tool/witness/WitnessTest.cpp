// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Account.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dbrace::witness {
namespace {

using Role = ReplayStep::Role;

/// Two sessions that each look a row up and write it, on a table without a key; the alternative has one.
Replay replay() {
  Replay replay;
  replay.dialect = sql::Dialect::Sqlite;
  schema::Table table;
  table.name = "accounts";
  table.columns = {{.name = "email", .type = "TEXT"}};
  replay.tables = {table};
  replay.rows = "SELECT * FROM accounts WHERE email = 'x'";
  ReplayStep lookup{Role::Lookup, "SELECT 1 FROM accounts WHERE email = 'x'"};
  ReplaySession session{{lookup, {Role::Write, "INSERT INTO accounts(email) VALUES ('x')"}}, {}, false};
  replay.found.sessions = {session, session};
  replay.alternative.emplace();
  replay.alternative->schema = {"CREATE UNIQUE INDEX dbrace_key ON accounts (email)"};
  ReplaySession other{
      {{Role::Write, "INSERT INTO accounts(email) VALUES ('x') ON CONFLICT (email) DO NOTHING"}, lookup}, {}, false};
  replay.alternative->sessions = {other, other};
  return replay;
}

TEST(Witness, SaysWhenItHasNotSeenAllOrders) {
  Scratch scratch(sql::Dialect::Sqlite, "");
  Testimony all = testify(replay(), {}, scratch);
  ASSERT_EQ(all.why, "");
  EXPECT_TRUE(all.found.complete && all.alternative->complete);
  EXPECT_TRUE(all.alternativeHolds());
  EXPECT_NE(asText(all, replay()).find("alternative holds in all "), std::string::npos);

  // As many as there are is no limit.
  EXPECT_TRUE(testify(replay(), {}, scratch, std::max(all.found.orders, all.alternative->orders)).alternativeHolds());

  Testimony some = testify(replay(), {}, scratch, 1);
  EXPECT_EQ(some.alternative->orders, 1u);
  EXPECT_FALSE(some.found.complete || some.alternative->complete);
  EXPECT_FALSE(some.alternativeHolds());
  std::string text = asText(some, replay());
  EXPECT_NE(text.find("the first 1 orders"), std::string::npos) << text;
  EXPECT_EQ(text.find("all "), std::string::npos) << text;
  EXPECT_EQ(text.find("alternative holds in"), std::string::npos) << text;
  EXPECT_EQ(asJson(some)["found"]["complete"], false);
}

}  // namespace
}  // namespace dbrace::witness
