// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the reader says about writes and their conflict clauses, and about texts with holes in every place.
#include "sql/Testing.h"

#include <gtest/gtest.h>

namespace dbrace::sql {
namespace {

TEST(Writer, CassandraWritesUnlessToldOtherwise) {
  EXPECT_EQ(said("INSERT INTO t (a) VALUES (?) IF NOT EXISTS", Dialect::Cassandra),
            "insert t(a) values (?0) on conflict do nothing");
  EXPECT_EQ(said("INSERT INTO t (a) VALUES (?) USING TTL 60", Dialect::Cassandra), "insert t(a) values (?0)");
}

TEST(Writes, Inserts) {
  EXPECT_EQ(said("INSERT INTO t VALUES (1, 'a'), (2, ?)"), "insert t values (1, 'a'), (2, ?0)");
  EXPECT_EQ(said("INSERT INTO s.t (a, b) SELECT a, b FROM u"), "insert s.t(a, b) select a, b from u");
  EXPECT_EQ(said("INSERT INTO t DEFAULT VALUES"), "insert t default values");
  EXPECT_EQ(said("INSERT INTO t SET a = 1, b = 'x'"), "insert t(a, b) values (1, 'x')");
  EXPECT_EQ(said("INSERT INTO t(a) VALUES (1) RETURNING id AS i"), "insert t(a) values (1) returning id as i");
  EXPECT_EQ(said("INSERT INTO t(a) OUTPUT inserted.id VALUES (1)"), "insert t(a) values (1) returning inserted.id");
  EXPECT_EQ(said("INSERT INTO t(a) SELECT 1 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM t WHERE a = 1)"),
            "insert t(a) select 1 where not exists (select 1 from t where (a = 1))");
}

TEST(Writes, Upserts) {
  EXPECT_EQ(said("INSERT INTO t(a) VALUES (1) ON CONFLICT DO NOTHING"),
            "insert t(a) values (1) on conflict do nothing");
  EXPECT_EQ(said("INSERT INTO t(a, b) VALUES (1, 2) ON CONFLICT (a, lower(b)) WHERE c IS NULL DO UPDATE SET b = "
                 "excluded.b WHERE t.b < 3"),
            "insert t(a, b) values (1, 2) on conflict(a, lower(b)) where (c is null) do update set b = excluded.b "
            "where (t.b < 3)");
  EXPECT_EQ(said("INSERT INTO t VALUES (1) ON CONFLICT ON CONSTRAINT k DO NOTHING RETURNING *"),
            "insert t values (1) on conflict on constraint k do nothing returning *");
  EXPECT_EQ(said("INSERT INTO t(a) VALUES (1) AS new ON DUPLICATE KEY UPDATE a = new.a, b = VALUES(b)"),
            "insert t(a) values (1) on duplicate key set a = new.a, b = values(b)");
  EXPECT_EQ(said("INSERT OR IGNORE INTO t VALUES (1)"), "insert t values (1) or ignore");
  EXPECT_EQ(said("INSERT OR ROLLBACK INTO t VALUES (1)"), "insert t values (1) or rollback");
  EXPECT_EQ(said("INSERT IGNORE INTO t VALUES (1)"), "insert t values (1) or ignore");
  EXPECT_EQ(said("REPLACE INTO t(a) VALUES (1)"), "insert t(a) values (1) or replace");
  EXPECT_EQ(said("INSERT INTO t SELECT a FROM u WHERE true ON CONFLICT(a) DO UPDATE SET (a, b) = (1, 2)"),
            "insert t select a from u where true on conflict(a) do update set a = 1, b = 2");
}

TEST(Writes, Changes) {
  EXPECT_EQ(said("UPDATE t SET a = a + 1, b = ? WHERE c = ?"), "update t set a = +(a, 1), b = ?0 where (c = ?1)");
  EXPECT_EQ(said("UPDATE t AS x SET a = u.a FROM u WHERE x.id = u.id RETURNING x.a"),
            "update t as x set a = u.a where (x.id = u.id) returning x.a");
  EXPECT_EQ(said("DELETE FROM t WHERE a = 1 LIMIT 1"), "delete t where (a = 1)");
  EXPECT_EQ(said("DELETE x FROM t x JOIN u ON u.a = x.a WHERE u.b = 1"), "delete t as x where (u.b = 1)");
  EXPECT_EQ(said("TRUNCATE TABLE t"), "delete t");
  EXPECT_EQ(
      said("MERGE INTO t WITH (HOLDLOCK) AS x USING (SELECT 1 AS a) s ON x.a = s.a WHEN MATCHED THEN UPDATE SET b = 1 "
           "WHEN NOT MATCHED THEN INSERT (a, b) VALUES (s.a, 2);"),
      "merge t as x HOLDLOCK on (x.a = s.a) insert a = s.a, b = 2");
}

TEST(Holes, InNamesAndLists) {
  EXPECT_EQ(said("SELECT * FROM §0 WHERE §1 = §2"), "select * from {0} where ({1} = {2})");
  EXPECT_EQ(said("SELECT §0 FROM prefix_§1 WHERE a = 'user:§2'"), "select {0} from prefix_{} where (a = 'user:{2}')");
  EXPECT_EQ(said("SELECT a FROM \"§0\".`x§1`"), "select a from {0}.x{}");
  EXPECT_EQ(said("INSERT INTO §0 (§1) VALUES (§2)"), "insert {0}({1}) values ({2})");
  EXPECT_EQ(said("INSERT INTO %s(%s) VALUES ('%s', %d)"), "insert {}({}) values ('%2', %3)");
  EXPECT_EQ(said("UPDATE §0 SET §1 = '§2'"), "update {0} set {1} = '{2}'");
}

TEST(Holes, AsClauses) {
  EXPECT_EQ(said("SELECT a FROM t §0"), "partial: select a from t");
  EXPECT_EQ(said("SELECT a FROM t§0"), "partial: select a from t");
  EXPECT_EQ(said("SELECT a FROM t WHERE b = 1 §0 ORDER BY c"),
            "partial: select a from t where ((b = 1) and {0}) ordered");
  EXPECT_EQ(said("SELECT a FROM t WHERE §0"), "partial: select a from t where {0}");
  EXPECT_EQ(said("SELECT a FROM t WHERE§0"), "partial: select a from t where {0}");
  EXPECT_EQ(said("INSERT INTO t VALUES §0"), "partial: insert t");
  EXPECT_EQ(said("INSERT §0 INTO t(a) VALUES (1)"), "partial: insert t(a) values (1)");
  EXPECT_EQ(said("INSERT INTO t(a) VALUES (1) §0"), "partial: insert t(a) values (1)");
  EXPECT_EQ(said("UPDATE t SET §0 WHERE a = 1"), "partial: update t set  where (a = 1)");
  EXPECT_EQ(said("§0"), "partial: unreadable ");
  EXPECT_EQ(said("§0 INTO t(a) VALUES (1)"), "partial: unreadable  (t)");
  EXPECT_EQ(said("§0SELECT a FROM t"), "partial: select a from t");
}

TEST(Reader, NeverFails) {
  EXPECT_EQ(said(""), "");
  EXPECT_EQ(said(" ; ;"), "");
  EXPECT_EQ(said("Once upon a time FROM t"), "partial: unreadable ONCE (t)");
  EXPECT_EQ(said("SELECT FROM WHERE"), "partial: select  where opaque[]");
  EXPECT_EQ(said("SELECT 'abc"), "select 'abc'");
  EXPECT_EQ(said("INSERT INTO"), "partial: insert ");
  std::string deep = "SELECT ";
  for (int i = 0; i < 100000; ++i)
    deep += "(";
  EXPECT_TRUE(said(deep).starts_with("partial: select"));
  std::string chain = "SELECT 1";
  for (int i = 0; i < 100000; ++i)
    chain += i % 2 ? "+1" : "-1";
  EXPECT_TRUE(said(chain).starts_with("partial: select"));
}

TEST(Reader, Positions) {
  const std::vector<Statement> statements = read(textWithHoles("SELECT 1 ; DELETE FROM §0;"));
  ASSERT_EQ(statements.size(), 2U);
  EXPECT_EQ(statements[0].begin, 0U);
  EXPECT_EQ(statements[0].end, 8U);
  EXPECT_EQ(statements[1].begin, 11U);
  EXPECT_EQ(statements[1].end, 24U);
}

TEST(Show, FoldsAndCuts) {
  EXPECT_EQ(show(textWithHoles("  SELECT a\n  FROM §0 ")), "SELECT a FROM …");
  EXPECT_EQ(show(textWithHoles("SELECT abc FROM t"), 8), "SELECT a…");
}

}  // namespace
}  // namespace dbrace::sql
