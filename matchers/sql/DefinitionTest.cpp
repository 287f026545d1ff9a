// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the reader says about transactions, locks and definitions of tables.
#include "sql/Testing.h"

#include <gtest/gtest.h>

namespace dbrace::sql {
namespace {

TEST(Transactions, Control) {
  EXPECT_EQ(said("BEGIN"), "begin");
  EXPECT_EQ(said("BEGIN IMMEDIATE TRANSACTION; BEGIN EXCLUSIVE; begin deferred"),
            "begin immediate ; begin exclusive ; begin deferred");
  EXPECT_EQ(said("BEGIN TRAN; BEGIN WORK"), "begin ; begin");
  EXPECT_EQ(said("BEGIN TRANSACTION ISOLATION LEVEL SERIALIZABLE"), "begin serializable");
  EXPECT_EQ(said("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ WRITE"), "begin with consistent snapshot");
  EXPECT_EQ(said("START TRANSACTION ISOLATION LEVEL REPEATABLE READ"), "begin repeatable read");
  EXPECT_EQ(said("COMMIT; END; COMMIT WORK AND CHAIN"), "commit ; commit ; commit");
  EXPECT_EQ(said("ROLLBACK; ABORT; ROLLBACK TO SAVEPOINT a; ROLLBACK TO b"),
            "rollback ; rollback ; rollback to a ; rollback to b");
  EXPECT_EQ(said("SAVEPOINT a; SAVE TRANSACTION b; RELEASE SAVEPOINT a; RELEASE a"),
            "savepoint a ; savepoint b ; release a ; release a");
  EXPECT_EQ(said("SET TRANSACTION ISOLATION LEVEL READ COMMITTED"), "set isolation read committed");
  EXPECT_EQ(said("SET TRANSACTION ISOLATION LEVEL SNAPSHOT", Dialect::SqlServer), "session set isolation snapshot");
  EXPECT_EQ(said("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE"),
            "session set isolation serializable");
  EXPECT_EQ(said("SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED"), "session set isolation read uncommitted");
  EXPECT_EQ(said("SET @@session.transaction_isolation = 'REPEATABLE-READ'"), "session set isolation repeatable read");
  EXPECT_EQ(said("SET default_transaction_isolation TO 'repeatable read'"), "session set isolation repeatable read");
  EXPECT_EQ(said("SET autocommit=0; SET SESSION autocommit = ON; SET IMPLICIT_TRANSACTIONS ON"),
            "session set autocommit off ; session set autocommit on ; session set autocommit off");
  EXPECT_EQ(said("SET NAMES utf8; PRAGMA foreign_keys = ON"), "other SET ; other PRAGMA");
}

TEST(Transactions, Locks) {
  EXPECT_EQ(said("LOCK TABLE t IN SHARE ROW EXCLUSIVE MODE"), "lock t SHARE ROW EXCLUSIVE transactional");
  EXPECT_EQ(said("LOCK t"), "lock t ACCESS EXCLUSIVE transactional");
  EXPECT_EQ(said("LOCK TABLES t WRITE, u AS x READ"), "lock t, u as x WRITE");
  EXPECT_EQ(said("UNLOCK TABLES"), "unlock tables");
  EXPECT_EQ(said("SELECT pg_advisory_xact_lock(1, ?)"), "advisory lock (1, ?0) EXCLUSIVE transactional");
  EXPECT_EQ(said("SELECT pg_try_advisory_lock_shared(7)"), "advisory lock (7) SHARED if free");
  EXPECT_EQ(said("SELECT pg_advisory_unlock(7)"), "advisory unlock (7) EXCLUSIVE");
  EXPECT_EQ(said("SELECT GET_LOCK('a', 10) = 1; DO RELEASE_LOCK('a')"),
            "named lock ('a') EXCLUSIVE if free ; named unlock ('a') EXCLUSIVE");
  EXPECT_EQ(said("SELECT GET_LOCK('a', -1)"), "named lock ('a') EXCLUSIVE");
  EXPECT_EQ(said("EXEC sp_getapplock @Resource = 'r', @LockMode = 'Exclusive', @LockOwner = 'Session'"),
            "named lock ('r') EXCLUSIVE");
}

TEST(Definitions, Tables) {
  EXPECT_EQ(said("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY AUTOINCREMENT, a VARCHAR(20) NOT NULL UNIQUE, b "
                 "TEXT COLLATE NOCASE DEFAULT 'x')"),
            "create table t(id integer primary key autoincrement, a varchar(20) not null unique, b text collate nocase "
            "default 'x')");
  EXPECT_EQ(
      said("CREATE TABLE t (a int, b int, PRIMARY KEY (a), UNIQUE (a, b), CONSTRAINT k UNIQUE NULLS NOT DISTINCT (b) "
           "DEFERRABLE, "
           "KEY i (b(10)), FOREIGN KEY (a) REFERENCES u (x) ON DELETE CASCADE, CHECK (a > 0)) WITHOUT ROWID, STRICT"),
      "create table t(a int, b int; primary key(a); unique(a, b); unique k(b) nulls not distinct deferrable; index "
      "i(b(10)); "
      "foreign key(a); check) without rowid strict");
  EXPECT_EQ(said("CREATE TABLE `t` (`id` int(11) unsigned NOT NULL AUTO_INCREMENT COMMENT 'a, b', `d` enum('x','y') "
                 "DEFAULT NULL, UNIQUE KEY `u` (`d`)) "
                 "ENGINE=InnoDB DEFAULT CHARSET=utf8 COLLATE=utf8_bin"),
            "create table t(id int(11) unsigned not null autoincrement, d enum('x','y') default null; unique u(d)) "
            "collate utf8_bin");
  EXPECT_EQ(said("CREATE TEMP TABLE t AS SELECT a FROM u"), "create temporary table t() as select a from u");
  EXPECT_EQ(said("CREATE TABLE t (LIKE u)"), "create table t() like u");
  EXPECT_EQ(said("CREATE TABLE t (id serial PRIMARY KEY, at timestamp with time zone DEFAULT now() NOT NULL, g int "
                 "GENERATED ALWAYS AS (id * 2) STORED)"),
            "create table t(id serial not null primary key autoincrement, at timestamp with time zone not null default "
            "now(), g int generated)");
  EXPECT_EQ(said("CREATE TABLE t (id int IDENTITY(1,1) NOT NULL, CONSTRAINT [pk] PRIMARY KEY CLUSTERED ([id] ASC) WITH "
                 "(FILLFACTOR = 80) ON [PRIMARY]) ON [PRIMARY]",
                 Dialect::SqlServer),
            "create table t(id int not null autoincrement; primary key pk(id))");
}

TEST(Definitions, Indexes) {
  EXPECT_EQ(said("CREATE UNIQUE INDEX IF NOT EXISTS i ON t (a, lower(b), c COLLATE NOCASE DESC) WHERE d IS NULL"),
            "create unique i(a, [lower(b)], c collate nocase) where d is null on t");
  EXPECT_EQ(
      said("CREATE INDEX CONCURRENTLY i ON ONLY t USING btree ((a + b), c text_pattern_ops NULLS FIRST) INCLUDE (d)"),
      "create index i([a + b], c) on t");
  EXPECT_EQ(said("DROP INDEX i ON t; DROP TABLE IF EXISTS a, b; DROP VIEW v; RENAME TABLE a TO b"),
            "drop index i on t ; drop table a, b ; drop other ; rename a to b");
}

TEST(Definitions, Alterations) {
  EXPECT_EQ(
      said("ALTER TABLE t ADD COLUMN a int NOT NULL, ADD UNIQUE KEY k (a), DROP b, DROP INDEX i, DROP PRIMARY KEY"),
      "alter table t add a int not null, add unique k(a), drop b, drop key i, drop key primary");
  EXPECT_EQ(said("ALTER TABLE ONLY t ADD CONSTRAINT k PRIMARY KEY (a); ALTER TABLE t RENAME TO u"),
            "alter table t add primary key k(a) ; alter table t rename to u");
  EXPECT_EQ(said("ALTER TABLE t RENAME COLUMN a TO b, CHANGE c d text, MODIFY e int NOT NULL AFTER f, ALTER COLUMN g "
                 "SET NOT NULL, ENGINE=InnoDB"),
            "alter table t rename a to b, change c to d text, change e to e int not null, g set not null");
}

TEST(Definitions, Renames) {
  EXPECT_EQ(said("ALTER INDEX a.i RENAME TO j; ALTER TABLE t RENAME CONSTRAINT k TO l; RENAME a TO b"),
            "rename index a.i to j ; alter table t rename key k to l ; rename a to b");
  EXPECT_EQ(said("EXEC sp_rename N'dbo.t.a', 'b', 'COLUMN'; EXEC sp_rename @objname = 't', @newname = 'u'"),
            "alter table dbo.t rename a to b ; rename t to u");
  EXPECT_EQ(said("ALTER TABLE t ADD a int, b int NULL"), "alter table t add a int, add b int");
  EXPECT_EQ(said("ALTER TABLE t ADD a int, OWNER TO me"), "alter table t add a int");
  EXPECT_EQ(
      said("ALTER TABLE t DROP UNIQUE (a, b); ALTER TABLE t SET SCHEMA s; ALTER TABLE t ATTACH PARTITION p DEFAULT"),
      "alter table t drop key (a, b) ; alter table t set schema s ; alter table t attach p");
}

TEST(Definitions, Routines) {
  EXPECT_EQ(said("CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE u SET a = 1; DELETE FROM v; END; SELECT 1"),
            "other CREATE ; select 1");
  EXPECT_EQ(said("CREATE FUNCTION f() RETURNS int AS $$ BEGIN RETURN 1; END $$ LANGUAGE plpgsql; SELECT 1"),
            "other CREATE ; select 1");
  EXPECT_EQ(said("DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//\nDELIMITER ;\nSELECT 2;"),
            "other CREATE ; select 2");
  EXPECT_EQ(said("COPY t (a) FROM stdin;\n1\tINSERT INTO u\n\\.\nSELECT 1"),
            "partial: unreadable COPY (stdin) ; select 1");
}

}  // namespace
}  // namespace dbrace::sql
