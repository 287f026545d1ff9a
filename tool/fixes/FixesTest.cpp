// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the clause goes, in which words, and when there is none.
#include "fixes/FixSample.h"

#include <gtest/gtest.h>

namespace dbrace {
namespace {

using Style = StatementLiteral::Style;

std::string fixed(const std::string &source, sql::Dialect dialect = sql::Dialect::PostgreSql) {
  FixSample sample;
  sample.source = source;
  sample.dialect = dialect;
  return sample.fixed();
}

TEST(Fixes, TheClauseStandsBehindTheValues) {
  EXPECT_EQ(fixed(R"c(run("INSERT INTO users(email) VALUES (?)");)c"),
            R"c(run("INSERT INTO users(email) VALUES (?) ON CONFLICT (email) DO NOTHING");)c");
  EXPECT_EQ(fixed(R"c(run("INSERT INTO users(email) VALUES (?);");)c"),
            R"c(run("INSERT INTO users(email) VALUES (?) ON CONFLICT (email) DO NOTHING;");)c");
  EXPECT_EQ(fixed(R"c(run("INSERT INTO users(email) VALUES (?) ; -- new");)c"),
            R"c(run("INSERT INTO users(email) VALUES (?) ON CONFLICT (email) DO NOTHING ; -- new");)c");
  EXPECT_EQ(fixed(R"c(run("INSERT INTO users(email) VALUES (?) /* new */");)c"),
            R"c(run("INSERT INTO users(email) VALUES (?) ON CONFLICT (email) DO NOTHING /* new */");)c");
  EXPECT_EQ(fixed(R"c(run("INSERT INTO users(email) VALUES (?); SELECT 1");)c"),
            R"c(run("INSERT INTO users(email) VALUES (?) ON CONFLICT (email) DO NOTHING; SELECT 1");)c");
}

TEST(Fixes, LiteralsStayWhatTheyAre) {
  EXPECT_EQ(fixed("run(\"INSERT INTO users(email) \" \"VALUES (?)\" \";\");"),
            "run(\"INSERT INTO users(email) \" \"VALUES (?) ON CONFLICT (email) DO NOTHING\" \";\");");
  EXPECT_EQ(fixed("run(\"INSERT INTO users(email) VAL\" \"UES (\" \"?\" \")\");"),
            "run(\"INSERT INTO users(email) VAL\" \"UES (\" \"?\" \") ON CONFLICT (email) DO NOTHING\");");
  EXPECT_EQ(fixed("run(\"INSERT INTO users(email)\\n\\\n VALUES (?)\\\n\");"),
            "run(\"INSERT INTO users(email)\\n\\\n VALUES (?) ON CONFLICT (email) DO NOTHING\\\n\");");
  EXPECT_EQ(fixed("run(R\"(INSERT INTO users(\"email\") VALUES (?))\");"),
            "run(R\"(INSERT INTO users(\"email\") VALUES (?) ON CONFLICT (\"email\") DO NOTHING)\");");
  EXPECT_EQ(fixed("run(\"INSERT INTO users(\\\"email\\\") VALUES (?)\");"),
            "run(\"INSERT INTO users(\\\"email\\\") VALUES (?) ON CONFLICT (\\\"email\\\") DO NOTHING\");");
}

TEST(Fixes, TheTargetIsTheKeyOfTheSchema) {
  FixSample sample;
  sample.ddl = "CREATE TABLE users (id int PRIMARY KEY, email text, gone int);"
               "CREATE UNIQUE INDEX u ON users (lower(email)) WHERE gone = 0";
  EXPECT_EQ(sample.fixed(),
            R"c(run("INSERT INTO users(email) VALUES (?) ON CONFLICT ((lower(email))) WHERE gone = 0 DO NOTHING");)c");
  sample.ddl = "CREATE TABLE users (id int PRIMARY KEY, email text, tenant int, UNIQUE (tenant, email))";
  EXPECT_EQ(sample.fixed(),
            R"c(run("INSERT INTO users(email) VALUES (?) ON CONFLICT (\"tenant\", email) DO NOTHING");)c");
  sample.ddl = R"c(CREATE TABLE users (id int PRIMARY KEY, email text, "Tenant" int, UNIQUE ("Tenant", email)))c";
  EXPECT_EQ(sample.fixed(),
            R"c(no: the key cannot be named with certainty: whether "Tenant" needs quotes is not known)c");
  sample.source = R"c(run("INSERT INTO users(\"Tenant\", email) VALUES (1, ?)");)c";
  EXPECT_EQ(
      sample.fixed(),
      R"c(run("INSERT INTO users(\"Tenant\", email) VALUES (1, ?) ON CONFLICT (\"Tenant\", email) DO NOTHING");)c");
  sample.ddl = "CREATE TABLE users (id int PRIMARY KEY, email text, CONSTRAINT u UNIQUE (email) DEFERRABLE)";
  EXPECT_EQ(sample.fixed(), "no: the key is deferrable, and no conflict clause can name it");
}

TEST(Fixes, FormatsAreKept) {
  FixSample sample;
  sample.ddl = "CREATE TABLE users (id int PRIMARY KEY, email text);"
               "CREATE UNIQUE INDEX u ON users (email) WHERE email LIKE 'a%'";
  sample.style = Style::Printf;
  sample.source = R"c(run("INSERT INTO users(email) VALUES ('%s')", email);)c";
  EXPECT_EQ(
      sample.fixed(),
      R"c(run("INSERT INTO users(email) VALUES ('%s') ON CONFLICT (email) WHERE email like 'a%%' DO NOTHING", email);)c");
  sample.source = R"c(run("INSERT INTO users(email, name) VALUES ('%s', '5%%');", email);)c";
  EXPECT_EQ(
      sample.fixed(),
      R"c(run("INSERT INTO users(email, name) VALUES ('%s', '5%%') ON CONFLICT (email) WHERE email like 'a%%' DO NOTHING;", email);)c");
  sample.style = Style::Fmt;
  sample.source = R"c(run("INSERT INTO users(email) VALUES ('{}')", email);)c";
  EXPECT_EQ(
      sample.fixed(),
      R"c(run("INSERT INTO users(email) VALUES ('{}') ON CONFLICT (email) WHERE email like 'a%' DO NOTHING", email);)c");
  sample.style = Style::Qt;
  sample.source = R"c(run("INSERT INTO users(email) VALUES ('%1')", email);)c";
  EXPECT_EQ(sample.fixed(), "no: the clause has characters that the text's formatting would change");
  sample.ddl = FixSample().ddl;
  EXPECT_EQ(sample.fixed(),
            R"c(run("INSERT INTO users(email) VALUES ('%1') ON CONFLICT (email) DO NOTHING", email);)c");
  sample.style = Style::Printf;
  sample.source = R"c(run("INSERT INTO users(email) VALUES ('a') %s", email);)c";
  EXPECT_EQ(sample.fixed(), "no: the statement is not understood in full");
}

TEST(Fixes, MySqlSetsAKeyToItself) {
  FixSample sample;
  sample.dialect = sql::Dialect::MySql;
  EXPECT_EQ(sample.fixed(), R"c(run("INSERT INTO users(email) VALUES (?) ON DUPLICATE KEY UPDATE `id` = `id`");)c");
  sample.leftOut.usesInsertId = true;
  EXPECT_EQ(sample.fixed(),
            R"c(run("INSERT INTO users(email) VALUES (?) ON DUPLICATE KEY UPDATE `id` = LAST_INSERT_ID(`id`)");)c");
  sample.leftOut.usesInsertId = false;
  sample.ddl = "CREATE TABLE users (email varchar(9) NOT NULL, name varchar(9), UNIQUE (email), UNIQUE (name))";
  EXPECT_EQ(sample.fixed(), R"c(run("INSERT INTO users(email) VALUES (?) ON DUPLICATE KEY UPDATE email = email");)c");
  sample.source = R"c(run("INSERT INTO users(email, name) VALUES (?, ?)");)c";
  EXPECT_EQ(sample.fixed(),
            "unsafe: ON DUPLICATE KEY takes the violation of every unique key, not only of this one\n"
            R"c(run("INSERT INTO users(email, name) VALUES (?, ?) ON DUPLICATE KEY UPDATE email = email");)c");
}

TEST(Fixes, ReturningNeedsARow) {
  EXPECT_EQ(
      fixed(R"c(run("INSERT INTO users(email) VALUES (?) RETURNING id;");)c"),
      "unsafe: so that RETURNING gives the row back that is there, it is locked and written again, and triggers for "
      "updates run\n"
      R"c(run("INSERT INTO users(email) VALUES (?) ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id;");)c");
  EXPECT_EQ(fixed("run(\"INSERT INTO users(email) VALUES (?) RETUR\" \"NING id\");").substr(0, 7), "unsafe:");
  FixSample sample;
  sample.leftOut.usesInsertId = true;
  EXPECT_TRUE(sample.fixed().starts_with("no: the code that follows uses the number of the new row")) << sample.fixed();
}

TEST(Fixes, WhatTheCodeMakesOfItDecides) {
  FixSample sample;
  sample.leftOut.unnoticed = false;
  EXPECT_EQ(sample.fixed(), "no: the code that follows asks how many rows were stored");
  sample.leftOut.known = false;
  EXPECT_EQ(sample.fixed(), "no: what follows the insert could not be followed");
  sample = FixSample();
  sample.handling = Handling::Generic;
  EXPECT_FALSE(sample.fixed().starts_with("unsafe")) << sample.fixed();
  sample.leftOut.doesMore = true;
  EXPECT_TRUE(sample.fixed().starts_with("unsafe: who loses the race then also does")) << sample.fixed();
  sample.leftOut.endsAsFound = false;
  EXPECT_TRUE(sample.fixed().starts_with("unsafe: who loses the race is then told")) << sample.fixed();
  sample = FixSample();
  sample.shared = true;
  EXPECT_TRUE(sample.fixed().starts_with("unsafe: the function that inserts is called from other places"))
      << sample.fixed();
  sample = FixSample();
  sample.narrower = true;
  EXPECT_TRUE(sample.fixed().starts_with("no: the key refuses rows that the lookup does not find")) << sample.fixed();
}

TEST(Fixes, WhatIsDoneToARowThatIsFoundIsDoneToTheRivals) {
  FixSample sample;
  auto update = [](const std::string &text) {
    auto statement = sql::read(sql::Text(text)).at(0);
    FoundUpdate update;
    for (const sql::Assignment &set : std::get<sql::Update>(statement.body).set)
      update.set.push_back(
          {set.column, std::holds_alternative<sql::Placeholder>(set.value->what) ? nullptr : set.value});
    return update;
  };
  sample.source = R"c(run("INSERT INTO users(email, name) VALUES (?, ?)");)c";
  sample.leftOut.foundChanges = true;
  EXPECT_TRUE(sample.fixed().starts_with("unsafe: what is changed where the row is found is left")) << sample.fixed();
  sample.leftOut.foundUpdate = update("UPDATE users SET name = ? WHERE email = ?");
  const std::string reserved = "unsafe: who loses the race then changes the row as one that is found\n";
  EXPECT_EQ(
      sample.fixed(),
      reserved +
          R"c(run("INSERT INTO users(email, name) VALUES (?, ?) ON CONFLICT (email) DO UPDATE SET name = excluded.name");)c");
  sample.source = R"c(run("INSERT INTO users(email, name) VALUES (?, ?) RETURNING id");)c";
  EXPECT_EQ(
      sample.fixed(),
      reserved +
          R"c(run("INSERT INTO users(email, name) VALUES (?, ?) ON CONFLICT (email) DO UPDATE SET name = excluded.name RETURNING id");)c");
  sample.source = R"c(run("INSERT INTO users(email) VALUES (?)");)c";
  sample.leftOut.foundUpdate = update("UPDATE users SET \"Seen\" = \"Seen\" + 1, name = 'x' WHERE email = ?");
  EXPECT_EQ(
      sample.fixed(),
      reserved +
          R"c(run("INSERT INTO users(email) VALUES (?) ON CONFLICT (email) DO UPDATE SET \"Seen\" = users.\"Seen\" + 1, name = 'x'");)c");
  sample.dialect = sql::Dialect::MySql;
  sample.leftOut.foundUpdate = update("UPDATE users SET seen = seen - (1 + 2), name = ? WHERE email = ?");
  EXPECT_EQ(
      sample.fixed(),
      reserved +
          R"c(run("INSERT INTO users(email) VALUES (?) ON DUPLICATE KEY UPDATE seen = seen - (1 + 2), name = VALUES(name)");)c");
  sample.leftOut.usesInsertId = true;
  EXPECT_NE(sample.fixed().find("UPDATE `id` = LAST_INSERT_ID(`id`), seen = "), std::string::npos) << sample.fixed();
  sample.leftOut.foundUpdate = update("UPDATE users SET name = trim(name) WHERE email = ?");
  EXPECT_EQ(sample.fixed(), "no: where the row is found the program changes it, in a way that a clause cannot say");
}

TEST(Fixes, OnlyALiteralOfThisStatementAloneIsEdited) {
  FixSample sample;
  sample.change = [](FixGround &ground) { ground.write.write.literal = NoLiteral::Shared; };
  EXPECT_EQ(sample.fixed(), "no: other statements are made of the same literal");
  sample.change = [](FixGround &ground) {
    std::get<StatementLiteral>(ground.write.write.literal).tokens[0].inMacroBody = true;
  };
  EXPECT_EQ(sample.fixed(), "no: the statement's text stands in a macro");
  sample.change = [](FixGround &ground) {
    std::get<StatementLiteral>(ground.write.write.literal).tokens[0].fileHash = 8;
  };
  EXPECT_EQ(sample.fixed(), "no: shop.cpp is not what it was when it was read");
  sample.change = [](FixGround &ground) {
    std::get<StatementLiteral>(ground.write.write.literal).tokens[0].begin += 1;
  };
  EXPECT_EQ(sample.fixed(), "no: the literal has characters that are not understood");
}

TEST(Fixes, OtherStatementsAndDatabasesGetWords) {
  const std::string source = FixSample().source;
  EXPECT_TRUE(fixed(source, sql::Dialect::SqlServer).starts_with("no: this database has no conflict clause"));
  EXPECT_TRUE(fixed(source, sql::Dialect::Oracle).starts_with("no: this database has no conflict clause"));
  EXPECT_TRUE(fixed(source, sql::Dialect::Generic).starts_with("no: it is not known"));
  EXPECT_EQ(fixed("run(\"INSERT INTO users(email) SELECT ?\");"), "no: the insert is not one row of values");
  EXPECT_EQ(fixed("run(\"INSERT INTO users(email) VALUES (?), (?)\");"), "no: the insert is not one row of values");
  EXPECT_EQ(fixed("run(\"INSERT OR ABORT INTO users(email) VALUES (?)\");", sql::Dialect::Sqlite),
            "no: the insert has a conflict clause already");
}

}  // namespace
}  // namespace dbrace
