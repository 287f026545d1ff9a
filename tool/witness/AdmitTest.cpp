// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Admit.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace dbrace::witness {
namespace {

Replay replayWith(const std::string &statement, sql::Dialect dialect = sql::Dialect::PostgreSql) {
  Replay replay;
  replay.dialect = dialect;
  schema::Table table;
  table.name = "accounts";
  table.columns = {{.name = "id", .type = "integer"}, {.name = "email", .type = "text"}};
  table.keys = {{.columns = {"id"}, .primary = true}};
  replay.tables = {table};
  replay.rows = "SELECT * FROM accounts WHERE email = 'email 1'";
  ReplaySession session{{{ReplayStep::Role::Write, statement}}, {}, false};
  replay.found.sessions = {session, session};
  return replay;
}

std::string refusal(const Replay &replay) {
  try {
    admit(replay);
  } catch (const std::runtime_error &error) {
    return error.what();
  }
  return "";
}

TEST(Admit, WhatAFindingHas) {
  for (const char *text :
       {"INSERT INTO accounts(email) VALUES ('email 1')",
        "SELECT a.id FROM accounts a WHERE lower(a.email) = lower('x')",
        "INSERT INTO accounts (email) VALUES ('a.b; c') ON CONFLICT (email) DO UPDATE SET email = excluded.email",
        "SELECT id FROM accounts WHERE accounts.email = 'x' FOR UPDATE NOWAIT", "BEGIN", "SAVEPOINT dbrace",
        "ROLLBACK TO SAVEPOINT dbrace", "SELECT pg_advisory_xact_lock(1)", "LOCK TABLE accounts IN SHARE MODE",
        "COMMIT", "UPDATE accounts SET email = 'x', id = 1 WHERE id = 2",
        "SELECT count(*) FROM accounts WHERE id IN (1, 2)",
        "INSERT INTO accounts (email) SELECT 'x' WHERE NOT EXISTS (SELECT 1 FROM accounts WHERE email = 'x')"})
    EXPECT_EQ(refusal(replayWith(text)), "") << text;
  for (const char *text : {"INSERT INTO accounts (email) VALUES ('x') ON DUPLICATE KEY UPDATE email = VALUES(email)",
                           "SELECT GET_LOCK('dbrace', 10)", "LOCK TABLES accounts WRITE", "UNLOCK TABLES"})
    EXPECT_EQ(refusal(replayWith(text, sql::Dialect::MariaDb)), "") << text;
}

TEST(Admit, NothingThatReachesFurther) {
  for (const char *text :
       {"INSERT INTO public.accounts(email) VALUES ('x')", "INSERT INTO users(email) VALUES ('x')",
        "SELECT 1; DROP SCHEMA public CASCADE", "DROP TABLE accounts", "SET search_path = public",
        "SELECT set_config('search_path', 'public', false)",
        "SELECT query_to_xml('DELETE FROM public.a', true, true, '')", "UPDATE pg_settings SET setting = '1'",
        "DELETE FROM public.accounts", "COPY accounts TO PROGRAM 'sh'",
        "DO $$ BEGIN DELETE FROM public.accounts; END $$", "SELECT * INTO copies FROM accounts",
        "WITH gone AS (DELETE FROM public.accounts RETURNING id) SELECT id FROM accounts",
        "SELECT id FROM accounts WHERE email = pg_catalog.pg_read_file('x')", "LOCK TABLE accounts, public.users",
        "SELECT id FROM accounts WHERE email = (SELECT email FROM public.users)", "SELECT \"lo_unlink\"(1)", ""})
    EXPECT_NE(refusal(replayWith(text)), "") << text;
  for (const char *text : {"UPDATE accounts AS shop, shop.users AS u SET u.email = 'x'",
                           "DELETE u FROM accounts AS shop, shop.users AS u", "SELECT 1 /*!; DROP TABLE accounts */",
                           "SELECT id FROM accounts INTO OUTFILE '/tmp/x'", "REPLACE shop.accounts VALUES (1, 'x')"})
    EXPECT_NE(refusal(replayWith(text, sql::Dialect::MariaDb)), "") << text;
}

TEST(Admit, TablesAndProposedKeysAreRead) {
  Replay replay = replayWith("SELECT id FROM accounts");
  replay.alternative.emplace();
  replay.alternative->schema = {"CREATE UNIQUE INDEX dbrace_key ON accounts (lower(email))"};
  EXPECT_EQ(refusal(replay), "");
  replay.alternative->schema = {"CREATE UNIQUE INDEX dbrace_key ON public.accounts (email)"};
  EXPECT_NE(refusal(replay), "");
  replay = replayWith("SELECT id FROM accounts");
  replay.tables[0].keys.push_back({.columns = {"email"}, .where = "true; DROP SCHEMA public"});
  EXPECT_NE(refusal(replay), "");
  replay = replayWith("SELECT id FROM accounts");
  replay.rows = "SELECT * FROM public.accounts";
  EXPECT_NE(refusal(replay), "");
}

}  // namespace
}  // namespace dbrace::witness
