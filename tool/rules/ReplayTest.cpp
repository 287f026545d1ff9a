// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/FillStatement.h"
#include "rules/Literal.h"

#include <gtest/gtest.h>

namespace dbrace {
namespace {

std::string filled(const std::string &text, sql::Dialect dialect = sql::Dialect::Generic) {
  FillOptions options{.dialect = dialect, .tableName = "users"};
  options.value = [](const std::string &column) { return column == "age" ? std::string("1") : column + " 1"; };
  options.isNumber = [](const std::string &column) { return column == "age"; };
  auto result = fillStatement(text, options);
  if (const auto *reason = std::get_if<NotFilled>(&result))
    return "not filled: " + reason->why;
  return std::get<Filled>(result).sql;
}

TEST(FillStatement, PutsValuesWhereTheProgramPutsItsOwn) {
  EXPECT_EQ(filled("SELECT id FROM users WHERE email = ? AND age = ?"),
            "SELECT id FROM users WHERE email = 'email 1' AND age = 1");
  EXPECT_EQ(filled("SELECT id FROM users WHERE age = $2 AND email = $1", sql::Dialect::PostgreSql),
            "SELECT id FROM users WHERE age = 1 AND email = 'email 1'");
  EXPECT_EQ(filled("SELECT 1 FROM users WHERE email = '…'"), "SELECT 1 FROM users WHERE email = 'email 1'");
  EXPECT_EQ(filled("SELECT 1 FROM users WHERE email = …"), "SELECT 1 FROM users WHERE email = 'email 1'");
  EXPECT_EQ(filled("SELECT 1 FROM users WHERE email = '%s' AND age = %d"),
            "SELECT 1 FROM users WHERE email = 'email 1' AND age = 1");
  EXPECT_EQ(filled("SELECT 1 FROM users WHERE lower(email) = lower(?)"),
            "SELECT 1 FROM users WHERE lower(email) = lower('email 1')");
  EXPECT_EQ(filled("INSERT INTO users(email, age) VALUES (:mail, :age);", sql::Dialect::Sqlite),
            "INSERT INTO users(email, age) VALUES ('email 1', 1)");
  EXPECT_EQ(filled("UPDATE users SET age = age + ? WHERE email = ?"),
            "UPDATE users SET age = age + 1 WHERE email = 'email 1'");
}

TEST(FillStatement, APrefixOfATableIsLeftOut) {
  EXPECT_EQ(filled("SELECT id FROM …users WHERE email = ?"), "SELECT id FROM users WHERE email = 'email 1'");
}

TEST(FillStatement, OfTheOwnTableTheSchemaIsLeftOut) {
  EXPECT_EQ(filled("SELECT id FROM public.users WHERE public.users.email = ?"),
            "SELECT id FROM users WHERE users.email = 'email 1'");
  EXPECT_EQ(filled("INSERT INTO shop.dbo.\"users\" (email) VALUES (?)"),
            "INSERT INTO \"users\" (email) VALUES ('email 1')");
  EXPECT_EQ(filled("UPDATE ….users SET email = ?"), "UPDATE users SET email = 'email 1'");
  EXPECT_EQ(filled("SELECT u.id FROM users u WHERE u.email = ?"), "SELECT u.id FROM users u WHERE u.email = 'email 1'");
  EXPECT_EQ(filled("INSERT INTO public.other (email) VALUES (?)"),
            "not filled: it names a table of another schema: public.other");
  EXPECT_EQ(filled("SELECT id FROM users WHERE email = (SELECT email FROM public.mails)").substr(0, 30),
            "not filled: it names a table o");
}

TEST(FillStatement, WhatIsNotKnownIsNotMadeUp) {
  EXPECT_EQ(filled("SELECT id FROM users WHERE …").substr(0, 35), "not filled: a part of the statement");
  EXPECT_EQ(filled("INSERT INTO users(email) VALUES (?), (?)"), "not filled: the statement writes several rows");
  EXPECT_EQ(filled(""), "not filled: the statement's text is not known");
  EXPECT_EQ(filled("SELECT " + std::string(395, 'x') + "…"),
            "not filled: the statement is longer than what is kept of it");
}

TEST(Literal, DatesAndAddressesAreNoNumbers) {
  for (const char *text : {"0", "1", "-12", "3.25", "0.5", "1e3"})
    EXPECT_TRUE(spellsNumber(text)) << text;
  for (const char *text : {"2024-01-01", "192.168.0.1", "030-1234", "0301234567", "-", ".", "1.2.3", "", "nan", "1-"})
    EXPECT_FALSE(spellsNumber(text)) << text;
}

TEST(Literal, QuotesAreEscaped) {
  EXPECT_EQ(textLiteral("O'Neill", sql::Dialect::PostgreSql), "'O''Neill'");
  EXPECT_EQ(textLiteral("a\\", sql::Dialect::Sqlite), "'a\\'");
  EXPECT_EQ(textLiteral("a\\", sql::Dialect::MariaDb), "'a\\\\'");
}

TEST(Literal, NamesAreInQuotesWhereTheyMustBe) {
  using enum sql::Dialect;
  EXPECT_EQ(identifier("accounts", PostgreSql, ""), "accounts");
  EXPECT_EQ(identifier("order", PostgreSql, ""), "\"order\"");
  EXPECT_EQ(identifier("Key", MariaDb, ""), "`Key`");
  EXPECT_EQ(identifier("e-mail", Sqlite, ""), "\"e-mail\"");
  EXPECT_EQ(identifier("a\"b", Sqlite, ""), "\"a\"\"b\"");
  // Without quotes in the program, PostgreSQL makes it small; so must the quotes that a reserved word needs.
  EXPECT_EQ(identifier("Accounts", PostgreSql, "SELECT 1 FROM Accounts"), "Accounts");
  EXPECT_EQ(identifier("Accounts", PostgreSql, "SELECT 1 FROM \"Accounts\""), "\"Accounts\"");
  EXPECT_EQ(identifier("Order", PostgreSql, "SELECT 1 FROM \"order\""), "\"order\"");
}

}  // namespace
}  // namespace dbrace
