// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/SampleWrite.h"
#include "witness/Account.h"
#include "witness/Servers.h"

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

/// The finding about a table whose names need quotes, replayed.
Testimony ofQuotedNames(sql::Dialect dialect, const std::string &url, char quote) {
  auto quoted = [&](std::string text) {
    std::ranges::replace(text, '"', quote);
    return text;
  };
  const std::string ddl = quoted(R"(CREATE TABLE "Order" (id INTEGER PRIMARY KEY, "userName" varchar(90) NOT NULL))");
  schema::Schema schema = schemaOf(ddl, dialect);
  CheckedWrite write = sample();
  write.table = "Order";
  write.key = {{"userName"}};
  write.written = {{"userName", WrittenColumn::Null::Never, {}}};
  write.read.text = quoted(R"(SELECT id FROM "Order" WHERE "userName" = ?)");
  write.write.text = quoted(R"(INSERT INTO "Order" ("userName") VALUES (?))");
  write.read.statement = std::make_shared<sql::Statement>(sql::read(sql::Text(write.read.text), dialect).at(0));
  write.write.statement = std::make_shared<sql::Statement>(sql::read(sql::Text(write.write.text), dialect).at(0));
  write.write.dialect = dialect;
  auto findings = judge({write}, &schema, {});
  EXPECT_EQ(findings.size(), 1u);
  Scratch scratch(dialect, url);
  return testify(findings.at(0).replay, {}, scratch);
}

void expectShown(const Testimony &testimony) {
  EXPECT_EQ(testimony.why, "");
  EXPECT_TRUE(testimony.found.outcomes.contains(Outcome::DuplicateRows));
  EXPECT_TRUE(testimony.alternativeHolds());
}

TEST(Witness, NamesThatNeedQuotesHaveThem) {
  expectShown(ofQuotedNames(sql::Dialect::Sqlite, "", '"'));
  auto postgres = startPostgreSql();
  expectShown(ofQuotedNames(sql::Dialect::PostgreSql, postgres->url(), '"'));
  auto mariadb = startMariaDb();
  expectShown(ofQuotedNames(sql::Dialect::MariaDb, mariadb->url(), '`'));
}

}  // namespace
}  // namespace dbrace::witness
