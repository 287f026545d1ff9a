// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which key a statement looks up or writes, and what a SELECT gives when no row is there. `§0` is hole 0.
#include "worlds/Lookup.h"

#include "sql/Testing.h"

#include <gtest/gtest.h>

namespace dbrace::worlds {
namespace {

sql::Statement only(std::string_view text) {
  std::vector<sql::Statement> read = sql::read(sql::textWithHoles(text));
  EXPECT_EQ(read.size(), 1u) << text;
  return read.empty() ? sql::Statement() : std::move(read.front());
}

std::string shown(const sql::Expression *expression) {
  return expression ? sql::describe(std::make_shared<const sql::Expression>(*expression)) : "-";
}

/// "column = value, wrapper(column) = value", with " …" where other conditions restrict the rows further.
std::string lookedUp(std::string_view text) {
  bool complete = false;
  std::string all;
  for (const LookupColumn &column : lookupOf(only(text), &complete))
    all += (all.empty() ? "" : ", ") +
           (column.wrapper.empty() ? column.column : column.wrapper + "(" + column.column + ")") + " = " +
           shown(column.value);
  return all + (complete ? "" : " …");
}

std::string written(std::string_view text) {
  const sql::Statement statement = only(text);
  const auto *insert = std::get_if<sql::Insert>(&statement.body);
  std::string all;
  for (const WrittenValue &one : insert ? writtenBy(*insert) : std::vector<WrittenValue>())
    all += (all.empty() ? "" : ", ") + one.column + (one.proposed ? " <- " : " = ") + shown(one.value);
  return insert ? all : "no insert";
}

/// The tables of the SELECT that looks for the row.
std::string lookedIn(std::string_view text) {
  const sql::Statement statement = only(text);
  const sql::Select *select = lookupSelect(statement);
  if (!select)
    return "none";
  std::string all;
  for (const sql::TableName &table : select->from)
    all += (all.empty() ? "" : ", ") + table.name.text;
  return all;
}

bool oneRow(std::string_view text) { return alwaysOneRow(only(text)); }

ColumnKind kindOf(std::string_view item) {
  const sql::Statement statement = only("SELECT " + std::string(item) + " FROM t");
  return columnKind(*std::get<sql::Select>(statement.body).items.at(0).expression);
}

TEST(Lookup, TheEqualitiesOfWhere) {
  EXPECT_EQ(lookedUp("SELECT 1 FROM t WHERE a = ? AND b = '§0' AND c IS NULL"), "a = ?0, b = '{0}', c = null");
  EXPECT_EQ(lookedUp("SELECT id FROM t WHERE 3 = a"), "a = 3");
  EXPECT_EQ(lookedUp("UPDATE t SET n = 1 WHERE a = :name"), "a = :name");
  EXPECT_EQ(lookedUp("SELECT 1 FROM t WHERE lower(a) = ?"), "lower(a) = ?0");
  EXPECT_EQ(lookedUp("SELECT 1 FROM t"), "");
}

TEST(Lookup, SaysWhetherMoreIsAskedFor) {
  EXPECT_EQ(lookedUp("SELECT 1 FROM t WHERE a = 1 AND b > 2"), "a = 1 …");
  EXPECT_EQ(lookedUp("SELECT 1 FROM t WHERE a = 1 OR b = 2"), " …");
  EXPECT_EQ(lookedUp("UPDATE t SET n = 1 WHERE a = 1 AND b LIKE 'x%'"), "a = 1 …");
  lookupOf(only("SELECT 1 FROM t WHERE a = 1 OR b = 2"));  // Nobody has to ask.
}

TEST(Lookup, JoinConditionsCountWhereTheyCompareWithAValue) {
  EXPECT_EQ(lookedUp("SELECT 1 FROM t JOIN u ON t.id = u.id WHERE t.a = ?").substr(0, 6), "a = ?0");
  EXPECT_EQ(lookedUp("SELECT 1 FROM t JOIN u ON u.b = ? WHERE t.a = ?"), "a = ?1, b = ?0");
}

TEST(Lookup, ColumnsNobodyKnowsAreNoKey) { EXPECT_EQ(lookedUp("SELECT 1 FROM t WHERE §0 = ? AND a = ?"), "a = ?1 …"); }

TEST(Lookup, OfADeleteIsTheRowThatGoes) { EXPECT_EQ(lookedUp("DELETE FROM t WHERE a = ?"), "a = ?0"); }

TEST(Lookup, OfOtherStatementsIsNothing) {
  for (std::string_view text : {"INSERT INTO t(a) VALUES (1)", "BEGIN", "SELECT 1"})
    EXPECT_EQ(lookedUp(text), "") << text;
}

TEST(Lookup, GoesIntoExistsAndIntoTheOnlySubquery) {
  EXPECT_EQ(lookedIn("SELECT a FROM t WHERE b = 1"), "t");
  EXPECT_EQ(lookedIn("SELECT a FROM t, u WHERE t.b = u.b"), "t, u");
  EXPECT_EQ(lookedIn("SELECT EXISTS (SELECT 1 FROM t WHERE a = ?)"), "t");
  EXPECT_EQ(lookedIn("SELECT NOT EXISTS (SELECT 1 FROM t WHERE a = ?)"), "t");
  EXPECT_EQ(lookedIn("SELECT COUNT(*) FROM (SELECT 1 FROM t WHERE a = ?) AS x"), "t");
  EXPECT_EQ(lookedIn("SELECT EXISTS (SELECT 1 FROM t WHERE a = ?) FROM u"), "u");
  EXPECT_EQ(lookedIn("SELECT 1"), "none");
  EXPECT_EQ(lookedIn("SELECT last_insert_id()"), "none");
  EXPECT_EQ(lookedIn("DELETE FROM t"), "none");
  EXPECT_EQ(lookedUp("SELECT EXISTS (SELECT 1 FROM t WHERE a = ?)"), "a = ?0");
  EXPECT_EQ(lookedUp("SELECT COUNT(*) FROM (SELECT 1 FROM t WHERE a = ?) AS x"), "a = ?0");
}

TEST(Lookup, OneRowWhetherOrNotTheRowIsThere) {
  EXPECT_TRUE(oneRow("SELECT COUNT(*) FROM t WHERE a = 1"));
  EXPECT_TRUE(oneRow("SELECT MAX(id) FROM t"));
  EXPECT_TRUE(oneRow("SELECT EXISTS (SELECT 1 FROM t WHERE a = 1)"));
  EXPECT_TRUE(oneRow("SELECT COUNT(*) FROM (SELECT 1 FROM t WHERE a = 1) AS x"));
  EXPECT_FALSE(oneRow("SELECT id FROM t WHERE a = 1"));
  EXPECT_FALSE(oneRow("SELECT COUNT(*) FROM t WHERE a = 1 GROUP BY b"));
  EXPECT_FALSE(oneRow("SELECT EXISTS (SELECT 1 FROM t WHERE a = 1) FROM u"));
  EXPECT_FALSE(oneRow("UPDATE t SET a = 1"));
}

TEST(Lookup, KindsOfColumns) {
  EXPECT_EQ(kindOf("a"), ColumnKind::Plain);
  EXPECT_EQ(kindOf("lower(a)"), ColumnKind::Plain);
  EXPECT_EQ(kindOf("1"), ColumnKind::Constant);
  EXPECT_EQ(kindOf("'x'"), ColumnKind::Constant);
  EXPECT_EQ(kindOf("NULL"), ColumnKind::Plain);
  EXPECT_EQ(kindOf("COUNT(*)"), ColumnKind::Count);
  EXPECT_EQ(kindOf("count(distinct a)"), ColumnKind::Count);
  EXPECT_EQ(kindOf("COUNT(*) > 0"), ColumnKind::Exists);
  for (const char *text : {"COUNT(*) >= 1", "0 < COUNT(*)", "1 <= COUNT(*)", "COUNT(*) <> 0"})
    EXPECT_EQ(kindOf(text), ColumnKind::Exists) << text;
  for (const char *text : {"COUNT(*) = 0", "COUNT(*) < 1", "0 = COUNT(*)"})
    EXPECT_EQ(kindOf(text), ColumnKind::NotExists) << text;
  EXPECT_EQ(kindOf("COUNT(*) > 5"), ColumnKind::Plain);
  EXPECT_EQ(kindOf("COUNT(*) > ?"), ColumnKind::Plain);
  EXPECT_EQ(kindOf("COUNT(*) < 3"), ColumnKind::Plain);
  EXPECT_EQ(kindOf("a > 0"), ColumnKind::Plain);
  EXPECT_EQ(kindOf("EXISTS (SELECT 1 FROM u)"), ColumnKind::Exists);
  EXPECT_EQ(kindOf("NOT EXISTS (SELECT 1 FROM u)"), ColumnKind::NotExists);
  for (std::string_view item : {"MAX(a)", "MIN(a)", "SUM(a)", "AVG(a)", "GROUP_CONCAT(a)"})
    EXPECT_EQ(kindOf(item), ColumnKind::Aggregate) << item;
  EXPECT_EQ(kindOf("MAX(a, b)"), ColumnKind::Plain);  // SQLite: the larger of two.
}

TEST(Lookup, KindsOfColumnsInsideConversions) {
  EXPECT_EQ(kindOf("COALESCE(MAX(a), 0)"), ColumnKind::Aggregate);
  EXPECT_EQ(kindOf("IFNULL(COUNT(*), 0)"), ColumnKind::Count);
  EXPECT_EQ(kindOf("CAST(COUNT(*) AS INTEGER)"), ColumnKind::Count);
  EXPECT_EQ(kindOf("COALESCE(a, 0)"), ColumnKind::Plain);
  EXPECT_EQ(kindOf("COALESCE(1, a)"), ColumnKind::Plain);
}

TEST(Written, ValuesWithTheirColumns) {
  EXPECT_EQ(written("INSERT INTO t(a, b) VALUES (?, '§0')"), "a = ?0, b = '{0}'");
  EXPECT_EQ(written("INSERT INTO t VALUES (1, 2)"), " = 1,  = 2");
  EXPECT_EQ(written("INSERT INTO t SET a = 1, b = ?"), "a = 1, b = ?0");
  EXPECT_EQ(written("INSERT INTO t(a) VALUES (1), (2)"), "a = 1");
  EXPECT_EQ(written("REPLACE INTO t(a) VALUES (1)"), "a = 1");
  EXPECT_EQ(written("SELECT 1 FROM t"), "no insert");
}

TEST(Written, BySelectIsProposed) {
  EXPECT_EQ(written("INSERT INTO t(a, b) SELECT x, 1 FROM u"), "a <- x, b <- 1");
  EXPECT_EQ(written("INSERT INTO t SELECT x FROM u"), " <- x");
}

TEST(Written, ColumnsWithoutAValueAreListed) {
  EXPECT_EQ(written("INSERT INTO t(a, b) VALUES (1)"), "a = 1, b = -");
  EXPECT_EQ(written("INSERT INTO t(a, §0) VALUES (1, 2)"), "a = 1,  = 2");
  EXPECT_EQ(written("INSERT INTO t DEFAULT VALUES"), "");
}

TEST(Names, AreComparedWithoutCase) {
  EXPECT_TRUE(sameName("Email", "eMAIL"));
  EXPECT_TRUE(sameName("", ""));
  EXPECT_FALSE(sameName("email", "email2"));
  EXPECT_FALSE(sameName("email", "emaik"));
}

TEST(Names, OfDialects) {
  EXPECT_EQ(dialectNamed("postgresql"), sql::Dialect::PostgreSql);
  EXPECT_EQ(dialectNamed("mysql"), sql::Dialect::MySql);
  EXPECT_EQ(dialectNamed("mariadb"), sql::Dialect::MariaDb);
  EXPECT_EQ(dialectNamed("sqlite"), sql::Dialect::Sqlite);
  EXPECT_EQ(dialectNamed("sqlserver"), sql::Dialect::SqlServer);
  EXPECT_EQ(dialectNamed("oracle"), sql::Dialect::Oracle);
  EXPECT_EQ(dialectNamed(""), sql::Dialect::Generic);
  EXPECT_EQ(dialectNamed("SQLite"), sql::Dialect::Generic);
}

}  // namespace
}  // namespace dbrace::worlds
