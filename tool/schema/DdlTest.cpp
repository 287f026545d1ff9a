// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What scripts of each dialect build. Tables are shown as one line each, so that a row of a test is a script and its
// result.
#include "schema/Ddl.h"
#include "schema/Json.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace dbrace::schema {
namespace {

std::string shown(const UniqueKey &key) {
  std::string result = key.primary ? "PK" : "UQ";
  result += key.name.empty() ? "(" : " " + key.name + "(";
  std::string separator;
  for (const auto *list : {&key.columns, &key.expressions})
    for (const std::string &part : *list) {
      result += separator + part;
      separator = ",";
    }
  return result + ")" + (key.where ? " where " + *key.where : "") + (key.nullsNotDistinct ? " nnd" : "") +
         (key.deferrable ? " deferrable" : "") + (key.collation ? " collate " + *key.collation : "");
}

/// "t(a!, b) PK(a); UQ u(b)": `!` is NOT NULL.
std::string shown(const Schema &schema) {
  std::string result;
  for (const Table &table : schema.tables) {
    result += (result.empty() ? "" : " | ") + std::string(table.temporary ? "temp " : "") +
              (table.schema ? *table.schema + "." : "") + table.name + "(";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      result += (i ? ", " : "") + table.columns[i].name + (table.columns[i].nullable ? "" : "!");
    result += ")";
    for (const UniqueKey &key : table.keys)
      result += " " + shown(key);
    for (const Index &index : table.indexes)
      result += " IX " + index.name;
  }
  return result;
}

DdlImport import(const std::string &script, sql::Dialect dialect) {
  std::vector<DdlSource> sources{{"s.sql", script}};
  return importDdl(sources, dialect);
}

struct Row {
  sql::Dialect dialect;
  std::string script, expected;
};
using enum sql::Dialect;

TEST(Ddl, ScriptsBuildSchemas) {
  const std::string t = "CREATE TABLE t (a int NOT NULL, b text, c text); ";
  const Row rows[] = {
      {PostgreSql, "CREATE TABLE t (id bigserial PRIMARY KEY, mail text UNIQUE NOT NULL)",
       "t(id!, mail!) PK t_pkey(id) UQ t_mail_key(mail)"},
      {PostgreSql, "CREATE TABLE public.t (a int, b int, PRIMARY KEY (a, b), CONSTRAINT once UNIQUE (b))",
       "public.t(a!, b!) PK t_pkey(a,b) UQ once(b)"},
      {PostgreSql, "CREATE TABLE t (a int, b int, UNIQUE NULLS NOT DISTINCT (a, b) DEFERRABLE INITIALLY DEFERRED)",
       "t(a, b) UQ t_a_b_key(a,b) nnd deferrable"},
      {PostgreSql, t + "CREATE UNIQUE INDEX i ON t (lower(b)) WHERE c IS NOT NULL",
       "t(a!, b, c) UQ i(lower(b)) where c is not null"},
      {PostgreSql, t + "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t USING btree (b, a DESC)",
       "t(a!, b, c) UQ i(b,a)"},
      {PostgreSql, t + "CREATE INDEX i ON t (b)", "t(a!, b, c) IX i"},
      {PostgreSql, t + "CREATE UNIQUE INDEX i ON t (b); DROP INDEX i", "t(a!, b, c)"},
      {PostgreSql, t + "ALTER TABLE ONLY t ADD CONSTRAINT k UNIQUE (b), ALTER COLUMN b SET NOT NULL",
       "t(a!, b!, c) UQ k(b)"},
      {PostgreSql, t + "ALTER TABLE t ADD UNIQUE (b); ALTER TABLE t DROP CONSTRAINT t_b_key", "t(a!, b, c)"},
      {PostgreSql, t + "CREATE UNIQUE INDEX i ON t (b); ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX i",
       "t(a!, b, c) UQ k(b)"},
      {PostgreSql,
       t + "CREATE UNIQUE INDEX i ON t (a); ALTER TABLE t ADD PRIMARY KEY USING INDEX i DEFERRABLE INITIALLY DEFERRED",
       "t(a!, b, c) PK i(a) deferrable"},
      {PostgreSql,
       t + "CREATE UNIQUE INDEX i ON t (b); ALTER INDEX i RENAME TO j; ALTER TABLE t ADD CONSTRAINT k UNIQUE (c); "
           "ALTER "
           "TABLE t RENAME CONSTRAINT k TO l; ALTER TABLE t DROP CONSTRAINT l",
       "t(a!, b, c) UQ j(b)"},
      {PostgreSql, t + "ALTER TABLE t ADD COLUMN d int CONSTRAINT once UNIQUE; ALTER TABLE t DROP CONSTRAINT once",
       "t(a!, b, c, d)"},
      {PostgreSql, t + "CREATE TABLE u (d int) INHERITS (t); CREATE TABLE v (LIKE t INCLUDING ALL EXCLUDING INDEXES)",
       "t(a!, b, c) | u(a!, b, c, d) | v(a!, b, c)"},
      {PostgreSql,
       "CREATE TABLE p (a int, b int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); CREATE "
       "TABLE p2 (a int, b int); ALTER TABLE p ATTACH PARTITION p2 DEFAULT; ALTER TABLE p ADD UNIQUE (a, b)",
       "p(a, b) UQ p_a_b_key(a,b) | p1(a, b) UQ p_a_b_key(a,b) | p2(a, b) UQ p_a_b_key(a,b)"},
      {PostgreSql,
       "CREATE TABLE a.t (x int UNIQUE); ALTER TABLE a.t SET SCHEMA b; ALTER TABLE b.t OWNER TO me; ALTER "
       "TABLE s_seq OWNER TO me",
       "b.t(x) UQ t_x_key(x)"},
      {PostgreSql,
       "SET search_path TO app, public;\nCREATE TABLE t (a int);\nSET search_path = public;\nCREATE TABLE t (b int "
       "UNIQUE);\nALTER TABLE t ADD UNIQUE (b)",
       "app.t(a) | public.t(b) UQ t_b_key(b) UQ t_b_key(b)"},
      {PostgreSql,
       t + "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'k') THEN ALTER TABLE t ADD "
           "CONSTRAINT k "
           "UNIQUE (b); END IF; END $$; CREATE TABLE u (x int)",
       "t(a!, b, c) UQ k(b) | u(x)"},
      {PostgreSql, t + "ALTER TABLE t ADD COLUMN d int NOT NULL UNIQUE, DROP COLUMN c", "t(a!, b, d!) UQ t_d_key(d)"},
      {PostgreSql, t + "CREATE UNIQUE INDEX i ON t (b, c); ALTER TABLE t DROP COLUMN c", "t(a!, b)"},
      {PostgreSql, t + "CREATE UNIQUE INDEX i ON t (lower(b)) WHERE b <> 'b'; ALTER TABLE t RENAME COLUMN b TO mail",
       "t(a!, mail, c) UQ i(lower(mail)) where mail <> 'b'"},
      {PostgreSql, t + "ALTER TABLE t RENAME TO u; CREATE UNIQUE INDEX i ON u (a)", "u(a!, b, c) UQ i(a)"},
      {PostgreSql, "CREATE TABLE app.t (a int); CREATE TABLE public.t (b int); ALTER TABLE app.t RENAME TO u",
       "app.u(a) | public.t(b)"},
      {PostgreSql, "CREATE TABLE app.u (a int); CREATE TABLE public.t (b int); ALTER TABLE t RENAME TO u",
       "app.u(a) | public.u(b)"},
      {PostgreSql, "CREATE TABLE app.u (a int); CREATE TABLE t (b int); ALTER TABLE t RENAME TO u", "app.u(a) | u(b)"},
      {PostgreSql, "CREATE TABLE app.t (a int); CREATE TABLE app.u (b int); ALTER TABLE app.t RENAME TO u",
       "app.t(a) | app.u(b)"},
      {PostgreSql,
       "CREATE TABLE app.t (a int); CREATE UNIQUE INDEX i ON app.t (a); CREATE TABLE public.t (a int); "
       "CREATE UNIQUE INDEX i ON public.t (a); ALTER INDEX app.i RENAME TO j",
       "app.t(a) UQ j(a) | public.t(a) UQ i(a)"},
      {PostgreSql,
       "CREATE TABLE app.t (a int); CREATE UNIQUE INDEX i ON app.t (a); CREATE TABLE public.t (a int); "
       "CREATE UNIQUE INDEX i ON public.t (a); ALTER INDEX i RENAME TO j; DROP INDEX app.i",
       "app.t(a) | public.t(a) UQ j(a)"},
      {PostgreSql,
       "CREATE TABLE app.t (a int); CREATE UNIQUE INDEX i ON app.t (a); CREATE TABLE public.t (a int); "
       "CREATE UNIQUE INDEX i ON public.t (a); SET search_path = app; ALTER INDEX i RENAME TO j",
       "app.t(a) UQ j(a) | public.t(a) UQ i(a)"},
      {MySql, "CREATE TABLE a.t (x int); RENAME TABLE a.t TO b.t", "b.t(x)"},
      {SqlServer,
       "CREATE TABLE t (a int, INDEX i UNIQUE (a))\nCREATE TABLE u (b int, INDEX i UNIQUE (b))\nGO\n"
       "EXEC sp_rename 'dbo.u.i', 'j', 'INDEX'\nGO",
       "t(a) UQ i(a) nnd | u(b) UQ j(b) nnd"},
      {PostgreSql, t + "CREATE TABLE u (LIKE t INCLUDING ALL); DROP TABLE IF EXISTS t", "u(a!, b, c)"},
      {PostgreSql, "CREATE TABLE t (a int PRIMARY KEY); CREATE TABLE u (LIKE t)", "t(a!) PK t_pkey(a) | u(a!)"},
      {PostgreSql,
       "CREATE TABLE t (a int); CREATE TABLE u (b int); ALTER TABLE t RENAME TO u; ALTER TABLE IF EXISTS w ADD UNIQUE "
       "(a)",
       "t(a) | u(b)"},
      {PostgreSql, "CREATE TEMPORARY TABLE t (a int)", "temp t(a)"},
      {PostgreSql,
       "\\connect shop\nSET search_path = x;\nCREATE TABLE t (a int);\nCOPY t FROM stdin;\n1\n2\n\\.\nCREATE TABLE u "
       "(b int);",
       "x.t(a) | x.u(b)"},
      {PostgreSql, "CREATE TABLE IF NOT EXISTS t (a int); CREATE TABLE IF NOT EXISTS t (b int UNIQUE)", "t(a)"},
      {MySql,
       "CREATE TABLE `t` (`a` int NOT NULL AUTO_INCREMENT, `b` varchar(50), PRIMARY KEY (`a`), UNIQUE KEY `u` "
       "(`b`(10)), KEY `k` (`b`)) ENGINE=InnoDB",
       "t(a!, b) PK PRIMARY(a) UQ u(left(b,10)) IX k"},
      {MySql, "CREATE TABLE t (a int, b int, UNIQUE (a, b), UNIQUE (a)); ALTER TABLE t DROP INDEX a",
       "t(a, b) UQ a_2(a)"},
      {MySql, "CREATE TABLE t (id SERIAL)", "t(id!) UQ id(id)"},
      {MySql, "CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE); CREATE TABLE u LIKE t; RENAME TABLE u TO v",
       "t(a!, b) PK PRIMARY(a) UQ b(b) | v(a!, b) PK PRIMARY(a) UQ b(b)"},
      {MySql, "CREATE TABLE t (a int, b int, UNIQUE u (a, b)); ALTER TABLE t DROP COLUMN b", "t(a) UQ u(a)"},
      {MySql,
       "CREATE TABLE t (a int, b int, UNIQUE u (a)); ALTER TABLE t CHANGE a x bigint NOT NULL, MODIFY b int NOT NULL",
       "t(x!, b!) UQ u(x)"},
      {MySql,
       "DELIMITER $$\nCREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; END $$\nDELIMITER "
       ";\nCREATE "
       "TABLE t (a int);",
       "t(a)"},
      {MariaDb, "CREATE TABLE t (a int, PRIMARY KEY (a)); ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (a)",
       "t(a!) PK PRIMARY(a)"},
      {Sqlite, "CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT)", "t(id!, b) PK(id)"},
      {Sqlite, "CREATE TABLE t (id INTEGER PRIMARY KEY DESC)", "t(id) PK(id)"},
      {Sqlite, "CREATE TABLE t (id TEXT PRIMARY KEY)", "t(id) PK(id)"},
      {Sqlite, "CREATE TABLE t (id INT PRIMARY KEY)", "t(id) PK(id)"},
      {Sqlite, "CREATE TABLE t (id TEXT PRIMARY KEY) WITHOUT ROWID", "t(id!) PK(id)"},
      {Sqlite, "CREATE TABLE t (id TEXT PRIMARY KEY) STRICT", "t(id!) PK(id)"},
      {Sqlite, "CREATE TABLE t (a INTEGER, b TEXT, PRIMARY KEY (a, b))", "t(a, b) PK(a,b)"},
      {Sqlite, "CREATE TABLE t (a INTEGER, PRIMARY KEY (a))", "t(a!) PK(a)"},
      {Sqlite, t + "CREATE UNIQUE INDEX i ON t (b COLLATE NOCASE)", "t(a!, b, c) UQ i(b) collate nocase"},
      {Sqlite, t + "CREATE UNIQUE INDEX i ON t (b COLLATE NOCASE, a)", "t(a!, b, c) UQ i(a,b collate nocase)"},
      {Sqlite, ".mode csv\n" + t + "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END; CREATE TABLE u (x)",
       "t(a!, b, c) | u(x)"},
      {SqlServer,
       "CREATE TABLE [dbo].[t] ([a] int NOT NULL, [b] int, CONSTRAINT [u] UNIQUE ([b]))\nGO\nCREATE TABLE u (x "
       "int)\nGO",
       "dbo.t(a!, b) UQ u(b) nnd | u(x)"},
      {SqlServer,
       "CREATE TABLE dbo.t (a int NOT NULL, b int, INDEX i UNIQUE (b))\nEXEC sp_rename 'dbo.t.b', 'c', 'COLUMN'\nALTER "
       "TABLE dbo.t ADD d int NOT NULL, e int\nALTER TABLE dbo.t ADD CONSTRAINT u UNIQUE (d, e)\nDROP INDEX i ON "
       "dbo.t\nEXEC sp_rename 'dbo.t', 'w'\nGO",
       "dbo.w(a!, c, d!, e) UQ u(d,e) nnd"},
      {Oracle,
       "PROMPT it's made\nCREATE TABLE t (a NUMBER, b NUMBER CONSTRAINT once UNIQUE)\n/\nALTER TABLE t ADD CONSTRAINT "
       "u UNIQUE (a, b);\nALTER TABLE t DROP UNIQUE (b);\nRENAME t TO v;\nCREATE OR REPLACE TRIGGER g BEFORE INSERT ON "
       "v FOR EACH ROW\nBEGIN\n  SELECT 1 INTO :new.a FROM dual;\nEND;\n/\nBEGIN\n  EXECUTE IMMEDIATE 'CREATE TABLE w "
       "(x NUMBER PRIMARY KEY)';\nEND;\n/\nEXIT\n",
       "v(a, b) UQ u(a,b) | w(x!) PK(x)"},
      {MySql,
       "source base.sql\n\\. more.sql\nDELIMITER ;;\nCREATE PROCEDURE p() BEGIN DECLARE x INT; CREATE TABLE inner_one "
       "(a "
       "INT); END ;;\nDELIMITER ;\nuse shop\nCREATE TABLE t (a varchar(5), b int, UNIQUE u (a)) COLLATE utf8mb4_bin;\n"
       "ALTER TABLE t RENAME INDEX u TO w, ADD UNIQUE KEY w (b), DROP INDEX missing",
       "shop.t(a, b) UQ w(a)"},
      {MySql,
       "CREATE TABLE @PREFIX@a (x int UNIQUE); CREATE TABLE %sb (x int); CREATE TABLE {p}c (x int); CREATE TABLE "
       "`${p}d` "
       "(x int); CREATE TABLE #__e (x int); CREATE TABLE {}f (x int); CREATE TABLE {{ p }}g (x int); CREATE TABLE "
       "%(p)sh (x int); CREATE TABLE %1i (x int)",
       "a(x) UQ x(x) | b(x) | c(x) | d(x) | e(x) | f(x) | g(x) | h(x) | i(x)"},
      {Sqlite,
       "-- +goose Up\nCREATE TABLE t (a UNIQUE);\n-- +goose Down\nDROP TABLE t;\n-- +goose Up\nCREATE TABLE u (b);\n--"
       " migrate:down\nDROP TABLE u;\n",
       "t(a) UQ(a) | u(b)"},
      {Generic, "CREATE TABLE t (a int UNIQUE)", "t(a) UQ(a)"},
  };
  for (const Row &row : rows) {
    DdlImport result = import(row.script, row.dialect);
    EXPECT_EQ(shown(result.schema), row.expected) << row.script;
    for (const Problem &problem : result.problems)
      ADD_FAILURE() << row.script << "\n" << show(problem);
    // What was imported can be written and means the same when it is read.
    std::string json = writeJson(result.schema);
    SchemaReading again = readJson(json, "again.json");
    EXPECT_TRUE(again.problems.empty()) << json << (again.problems.empty() ? "" : show(again.problems[0]));
    EXPECT_EQ(writeJson(again.schema), json);
  }
}

TEST(Ddl, KeysRememberTheirLines) {
  std::stringstream script;
  script << std::ifstream(DBRACE_SOURCE_DIR "/test-inputs/schemas/shop.sql").rdbuf();
  std::vector<DdlSource> sources{{"shop.sql", script.str()}};
  DdlImport result = importDdl(sources, PostgreSql);
  const Table *users = result.schema.find("users");
  ASSERT_TRUE(users);
  EXPECT_EQ(users->origin, (Origin{"shop.sql", 2, 1}));
  ASSERT_EQ(users->keys.size(), 2u);
  EXPECT_EQ(users->keys[0].origin.line, 3u);
  EXPECT_EQ(users->keys[1].origin, (Origin{"shop.sql", 8, 21}));
  EXPECT_EQ(users->indexes.at(0).origin.line, 10u);
}

TEST(Ddl, SeveralFilesAreOneScript) {
  std::vector<DdlSource> sources{{"1.sql", "CREATE TABLE t (a int, b int UNIQUE)"},
                                 {"2.sql", "\nALTER TABLE t ADD CONSTRAINT k UNIQUE (a)"}};
  DdlImport result = importDdl(sources, PostgreSql);
  EXPECT_EQ(shown(result.schema), "t(a, b) UQ t_b_key(b) UQ k(a)");
  EXPECT_EQ(result.schema.tables[0].keys[1].origin, (Origin{"2.sql", 2, 30}));
}

TEST(Ddl, WhatIsNotUnderstoodIsReportedAndTheRestGoesOn) {
  DdlImport result = import(
      "CREATE TABLE t (a int);\n\nALTER TABLE missing ADD UNIQUE (a);\nCREATE UNIQUE INDEX i ON t (a);\n", PostgreSql);
  EXPECT_EQ(shown(result.schema), "t(a) UQ i(a)");
  ASSERT_EQ(result.problems.size(), 1u);
  EXPECT_EQ(show(result.problems[0]),
            "s.sql:3:1: warning: alters a table that is not known: ALTER TABLE missing ADD UNIQUE (a)");
  result = import("CREATE TABLE t (a int);\nCREATE TABLE t (a int UNIQUE);", PostgreSql);
  EXPECT_EQ(shown(result.schema), "t(a)");
  ASSERT_EQ(result.problems.size(), 1u);
  EXPECT_EQ(result.problems[0].line, 2u);
}

TEST(Ddl, LiteralsHaveNoOrderInTime) {
  Origin first{"db.cpp", 10, 5}, second{"db.cpp", 20, 5}, third{"db.cpp", 30, 5};
  std::vector<DdlSource> sources{{"db.cpp", "CREATE TABLE t (a int, b int)", first},
                                 {"db.cpp", "ALTER TABLE t RENAME TO old", second},
                                 {"db.cpp", "DROP TABLE t", second},
                                 {"db.cpp", "CREATE UNIQUE INDEX u ON t (b)", third}};
  DdlImport result = importDdl(sources, Sqlite);
  EXPECT_EQ(shown(result.schema), "t(a, b) UQ u(b)");
  EXPECT_EQ(result.schema.tables[0].origin, first);
  EXPECT_EQ(result.schema.tables[0].keys[0].origin, third);
}

TEST(Ddl, AFileThatMakesATableAnewCounts) {
  Origin at{"db.cpp", 1, 1}, elsewhere{"other.cpp", 1, 1};
  // The copy takes the place of the table; the other way around, the table is created where the old one was.
  std::vector<DdlSource> copied{{"db.cpp", "CREATE TABLE t (a int, b int)", at},
                                {"db.cpp", "CREATE TABLE t_new (a int, b int UNIQUE)", at},
                                {"db.cpp", "DROP TABLE t", at},
                                {"db.cpp", "ALTER TABLE t_new RENAME TO t", at}};
  EXPECT_EQ(shown(importDdl(copied, Sqlite).schema), "t(a, b) UQ(b)");
  std::vector<DdlSource> renamed{{"db.cpp", "CREATE TABLE t (a int, b int)", at},
                                 {"db.cpp", "ALTER TABLE t RENAME TO t_old", at},
                                 {"db.cpp", "CREATE TABLE t (a int, b int UNIQUE)", at},
                                 {"db.cpp", "DROP TABLE t_old", at}};
  EXPECT_EQ(shown(importDdl(renamed, Sqlite).schema), "t(a, b) UQ(b)");
  // In another file it is another version, or another program.
  renamed[2].file = elsewhere.file;
  renamed[2].literalAt = elsewhere;
  EXPECT_EQ(shown(importDdl(renamed, Sqlite).schema), "t(a, b)");
}

TEST(Ddl, WhatElseTheStatementDoesIsOfTheTableThatTookThePlace) {
  Origin at{"db.cpp", 1, 1};
  std::vector<DdlSource> sources{{"db.cpp", "CREATE TABLE t (a int, b int)", at},
                                 {"db.cpp", "CREATE TABLE t_new (a int, b int)", at},
                                 {"db.cpp", "DROP TABLE t", at},
                                 {"db.cpp", "ALTER TABLE t_new RENAME TO t, ADD COLUMN c int UNIQUE", at}};
  EXPECT_EQ(shown(importDdl(sources, MySql).schema), "t(a, b, c) UQ c(c)");
  // With the copy in front of the table, and others behind both.
  std::swap(sources[0], sources[1]);
  sources.insert(sources.begin() + 2, {"db.cpp", "CREATE TABLE u (a int)", at});
  EXPECT_EQ(shown(importDdl(sources, MySql).schema), "t(a, b, c) UQ c(c) | u(a)");
}

TEST(Ddl, NamesMeanTheTableThatTheDatabaseWouldTake) {
  Schema schema =
      import("CREATE TABLE app.users (a int); CREATE TABLE public.users (b int); CREATE TABLE app.only (d int)",
             PostgreSql)
          .schema;
  schema.tables.push_back({.name = "Users", .schema = "public"});
  EXPECT_EQ(schema.find("users")->columns[0].name, "b");  // The search path ends in public.
  EXPECT_EQ(schema.find("users", "app")->columns[0].name, "a");
  EXPECT_EQ(schema.find("Users")->name, "Users");  // Quoted, so another table.
  EXPECT_EQ(schema.find("ONLY")->columns[0].name, "d");
  EXPECT_FALSE(schema.find("only", "public"));
}

TEST(Ddl, AScriptNeedNotBeUtf8) {
  DdlImport latin = import("CREATE TABLE caf\xe9 (stra\xdf"
                           "e int UNIQUE)",
                           PostgreSql);
  Schema again = readJson(writeJson(latin.schema), "again.json").schema;
  const std::string bad = "\xef\xbf\xbd", column = "stra" + bad + "e";
  EXPECT_EQ(shown(again), "caf" + bad + "(" + column + ") UQ caf" + bad + "_" + column + "_key(" + column + ")");
}

TEST(Ddl, TablesTakeTheirCollationToTheirTexts) {
  DdlImport result =
      import("CREATE TABLE t (a varchar(9), b int, c text COLLATE utf8mb4_general_ci) COLLATE=utf8mb4_bin;"
             "CREATE TABLE u (a varchar(9)); ALTER TABLE u CONVERT TO CHARACTER SET utf8 COLLATE utf8_bin",
             MySql);
  const Table *t = result.schema.find("t");
  EXPECT_EQ(t->columns[0].collation, "utf8mb4_bin");
  EXPECT_EQ(t->columns[1].collation, std::nullopt);
  EXPECT_EQ(t->columns[2].collation, "utf8mb4_general_ci");
  EXPECT_EQ(result.schema.find("u")->columns[0].collation, "utf8_bin");
}

TEST(Ddl, TheFirstSourceCountsAndDisagreementIsSaid) {
  std::vector<Schema> schemas{
      import("CREATE TABLE t (a int UNIQUE); CREATE TABLE same (b int)", PostgreSql).schema,
      import("CREATE TABLE T (a int); CREATE TABLE same (b int); CREATE TABLE more (c int)", PostgreSql).schema};
  DdlImport merged = merge(schemas);
  EXPECT_EQ(shown(merged.schema), "t(a) UQ t_a_key(a) | same(b) | more(c)");
  ASSERT_EQ(merged.problems.size(), 1u);
  EXPECT_EQ(show(merged.problems[0]),
            "s.sql:1:1: warning: table T has other unique keys than in s.sql:1, which counts");
}

}  // namespace
}  // namespace dbrace::schema
