// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/NamedTexts.h"

#include <gtest/gtest.h>

namespace dbrace::worlds {
namespace {

NamedText named(std::string name, std::string text, std::string group = "a.cpp", std::string part = "declare") {
  NamedText it;
  it.name = std::move(name);
  it.text = std::move(text);
  it.group = std::move(group);
  it.part = std::move(part);
  return it;
}

std::string find(const NamedTexts &texts, std::string_view name) {
  const NamedText *found = texts.find(name);
  return found ? found->text : "nothing";
}

TEST(NamedTexts, FindsByNameBehindAPrefixAndAsFile) {
  NamedTexts texts;
  texts.add(named("insert-user", "INSERT INTO users VALUES (1)"));
  texts.add(named("src/sql/sqlite/find_user.sql", "SELECT 1 FROM users", "folder src/sql/sqlite"));
  texts.finish();
  EXPECT_EQ(find(texts, "insert-user"), "INSERT INTO users VALUES (1)");
  EXPECT_EQ(find(texts, "gmysql-insert-user"), "INSERT INTO users VALUES (1)");
  EXPECT_EQ(find(texts, "-insert-user"), "INSERT INTO users VALUES (1)");  // Of `prefix + "-insert-user"`.
  for (std::string_view spelled : {"find_user", "find_user.sql", "/find_user.sql", "sqlite/find_user.sql",
                                   ":/sql/sqlite/find_user.sql", "../share/app/sql/sqlite/find_user.sql"})
    EXPECT_EQ(find(texts, spelled), "SELECT 1 FROM users") << spelled;
  for (std::string_view other : {"insert-users", "reinsert-user2", "user", "find_user.txt", "find user", "sqlite", ""})
    EXPECT_EQ(find(texts, other), "nothing") << other;
}

// "main" is the connection's name, say: it stands beside every statement.
TEST(NamedTexts, AWordBesideSeveralStatementsNamesNone) {
  NamedTexts texts;
  texts.add(named("main", "SELECT 1 FROM a"));
  texts.add(named("main", "SELECT 1 FROM b"));
  texts.add(named("find-b", "SELECT 1 FROM b"));
  texts.finish();
  EXPECT_EQ(find(texts, "main"), "nothing");
  EXPECT_EQ(find(texts, "find-b"), "SELECT 1 FROM b");
  EXPECT_EQ(texts.variants(), 1u);
}

TEST(NamedTexts, BackendsAreVariants) {
  NamedTexts texts;
  for (std::string_view backend : {"mysql", "sqlite"}) {
    std::string file = std::string(backend) + ".cpp", table = "users_of_" + std::string(backend);
    texts.add(named("find-user", "SELECT 1 FROM " + table, file));
    texts.add(named("insert-user", "INSERT INTO " + table + " VALUES (1)", file));
  }
  texts.add(named("only-here", "SELECT 1 FROM other", "mysql.cpp"));
  texts.finish();
  ASSERT_EQ(texts.variants(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    texts.choose(i);
    std::string table = find(texts, "find-user").substr(sizeof("SELECT 1 FROM ") - 1);
    EXPECT_EQ(find(texts, "insert-user"), "INSERT INTO " + table + " VALUES (1)");  // Never another backend's.
    EXPECT_EQ(find(texts, "only-here"), "SELECT 1 FROM other");
  }
}

// Blanks, case and the marks of parameters are the client library's affair.
TEST(NamedTexts, SpellingsOfOneStatementAreNoVariants) {
  NamedTexts texts;
  texts.add(named("find", "SELECT 1 FROM t WHERE a = ? AND b = ?", "a.cpp"));
  texts.add(named("find", "select 1 from t\n  where a = $1 and b = $2;", "b.cpp"));
  texts.add(named("find", "SELECT 1 FROM t WHERE a = :a AND b = :b", "c.cpp"));
  texts.finish();
  EXPECT_EQ(texts.variants(), 1u);
  EXPECT_NE(find(texts, "find"), "nothing");
}

TEST(NamedTexts, OneSourceMayRegisterForSeveralBackends) {
  NamedTexts texts;
  texts.add(named("find", "SELECT 1 FROM a", "all.cpp", "declareMySql"));
  texts.add(named("find", "SELECT 1 FROM b", "all.cpp", "declareSqlite"));
  texts.finish();
  ASSERT_EQ(texts.variants(), 2u);
  EXPECT_EQ(find(texts, "find"), "SELECT 1 FROM a");
  texts.choose(1);
  EXPECT_EQ(find(texts, "find"), "SELECT 1 FROM b");
}

TEST(NamedTexts, WhatReadsAsAStatement) {
  auto is = [](std::string_view text) { return isStatement(text, sql::Dialect::Generic); };
  EXPECT_TRUE(is("SELECT id FROM users WHERE name = ?"));
  EXPECT_TRUE(is("-- Adds a user.\ninsert into users (name) values (:name)"));
  EXPECT_TRUE(is("WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x"));
  for (std::string_view other : {"Select a user", "", "select", "insert coin", "CREATE TABLE t (a INT)", "SELECT 1",
                                 "update available", "Please delete it", "INSERT INTO t VALUES (1); DROP TABLE t"})
    EXPECT_FALSE(is(other)) << other;
}

TEST(NamedTexts, WhatCanBeAName) {
  for (std::string_view name : {"find_user", "insert-zone-query", "CHAR_SEL_ITEM", ":/sql/a.sql", "a.b"})
    EXPECT_TRUE(isName(name)) << name;
  for (std::string_view other : {"", "x", "find user", "SELECT 1", "%s", "12", "'a'"})
    EXPECT_FALSE(isName(other)) << other;
}

}  // namespace
}  // namespace dbrace::worlds
