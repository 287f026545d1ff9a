// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the reader says about queries: one statement a line.
#include "sql/Testing.h"

#include <gtest/gtest.h>

namespace dbrace::sql {
namespace {

TEST(Reader, Selects) {
  EXPECT_EQ(said("SELECT 1"), "select 1");
  EXPECT_EQ(said("select id, u.name AS n from users u where email = ?"),
            "select id, u.name as n from users as u where (email = ?0)");
  EXPECT_EQ(said("SELECT * FROM a.b AS c LIMIT 1"), "select * from a.b as c limited");
  EXPECT_EQ(said("SELECT COUNT(*) FROM t"), "select count(*) from t aggregate");
  EXPECT_EQ(said("SELECT count(*) FROM t GROUP BY a"), "select count(*) from t grouped");
  EXPECT_EQ(said("SELECT COALESCE(MAX(id), 0) + 1 FROM t"), "select +(coalesce(max(id), 0), 1) from t aggregate");
  EXPECT_EQ(said("SELECT max(a, b) FROM t"), "select max(a, b) from t");
  EXPECT_EQ(said("SELECT count(*) OVER () FROM t"), "select over(count(*)) from t");
  EXPECT_EQ(said("SELECT id FROM t ORDER BY id DESC LIMIT 1"), "select id from t ordered descending limited");
  EXPECT_EQ(said("SELECT TOP 1 id FROM t"), "select id from t limited");
  EXPECT_EQ(said("SELECT DISTINCT a FROM t FETCH FIRST 5 ROWS ONLY"), "select distinct a from t limited");
  EXPECT_EQ(said("SELECT EXISTS(SELECT 1 FROM t WHERE a = 1)"), "select exists (select 1 from t where (a = 1))");
  EXPECT_EQ(said("SELECT CASE WHEN a > 1 THEN 'x' ELSE 'y' END FROM t"), "select case((a > 1), 'x', 'y') from t");
}

TEST(Reader, Locks) {
  EXPECT_EQ(said("SELECT a FROM t FOR UPDATE"), "select a from t for update");
  EXPECT_EQ(said("SELECT a FROM t FOR NO KEY UPDATE OF t SKIP LOCKED"),
            "select a from t for no key update skip locked");
  EXPECT_EQ(said("SELECT a FROM t WHERE b=1 FOR SHARE NOWAIT"), "select a from t where (b = 1) for share nowait");
  EXPECT_EQ(said("SELECT a FROM t FOR KEY SHARE"), "select a from t for key share");
  EXPECT_EQ(said("SELECT a FROM t LOCK IN SHARE MODE"), "select a from t for share");
  EXPECT_EQ(said("SELECT a FROM t WITH (UPDLOCK, HOLDLOCK) WHERE b = @p1"),
            "select a from t where (b = :p1) UPDLOCK HOLDLOCK");
}

TEST(Reader, Joins) {
  EXPECT_EQ(said("SELECT a FROM t JOIN u ON t.x = u.x LEFT OUTER JOIN w USING (y), v"),
            "select a from t, u, w, v on (t.x = u.x)");
  EXPECT_EQ(said("SELECT a FROM (SELECT b FROM t) AS s"), "select a [select b from t]");
  EXPECT_EQ(said("SELECT a FROM (t JOIN u ON t.x = u.x)"), "select a from t, u on (t.x = u.x)");
  EXPECT_EQ(said("SELECT 1 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM t)"),
            "select 1 where not exists (select 1 from t)");
  EXPECT_EQ(said("SELECT a FROM t UNION ALL SELECT b FROM u ORDER BY 1"),
            "compound a [select a from t] [select b from u] ordered");
  EXPECT_EQ(said("WITH c AS (SELECT a FROM t) SELECT * FROM c, u"), "select * from u [select a from t]");
  EXPECT_EQ(said("WITH d AS (DELETE FROM t WHERE a = 1 RETURNING *) INSERT INTO u SELECT * FROM d"),
            "insert u select * with [delete t where (a = 1) returning *]");
}

TEST(Reader, Quotes) {
  // Quotes that are only known at run time; what is glued together otherwise is a part of a name.
  EXPECT_EQ(said("SELECT §0us§1.§0id§1 FROM §0users§1 WHERE §0email§1 = 1"),
            "select us.id from users where (email = 1)");
  EXPECT_EQ(said("SELECT id FROM §0_users_§1"), "select id from {}_users_{}");
  EXPECT_EQ(said("SELECT `a b`, [c d], \"e\" FROM \"T\".[u]"), "select a b, c d, e from T.u");
  EXPECT_EQ(said("SELECT 'it''s', N'x', E'a\\'b', $$q'q$$, $t$r$t$, x'00ff'"),
            "select 'it's', 'x', 'a'b', 'q'q', 'r', x'00ff'");
  EXPECT_EQ(said("SELECT 'a\\'b'", Dialect::MySql), "select 'a'b'");
  EXPECT_EQ(said("SELECT a FROM t WHERE b = \"c\"", Dialect::MySql), "select a from t where (b = 'c')");
  EXPECT_EQ(said("SELECT a FROM t WHERE b = \"c\"", Dialect::PostgreSql), "select a from t where (b = c)");
  EXPECT_EQ(said("SELECT a FROM t WHERE b = \"c\""), "select a from t where (b = 'c')");
  EXPECT_EQ(said("SELECT \"a\" FROM t WHERE \"b\" = \"c\""), "select a from t where (b = c)");
  EXPECT_EQ(said("SELECT a -- b\n, c /* d */ FROM t # e"), "select a, c from t");
  EXPECT_EQ(said("SELECT a FROM #t", Dialect::SqlServer), "select a from #t");
  EXPECT_EQ(said("/*!40101 SET NAMES utf8 */; SELECT 1"), "other SET ; select 1");
}

TEST(Reader, Operators) {
  EXPECT_EQ(said("SELECT 1 FROM t WHERE a == 1 AND b <=> 2 AND c IS NOT DISTINCT FROM 3"),
            "select 1 from t where ((a = 1) and (b <=> 2) and (c <=> 3))");
  EXPECT_EQ(said("SELECT 1 FROM t WHERE a IS DISTINCT FROM 1 OR NOT b LIKE 'x%' ESCAPE '\\' OR c NOT IN (1, 2)"),
            "select 1 from t where ((not (a <=> 1)) or (not (b like 'x%')) or (c not in (1, 2)))");
  EXPECT_EQ(said("SELECT a::int, CAST(b AS varchar(10)), -1, - x, a || 'b' || c"),
            "select cast(a), cast(b), -1, -(x), ||(a, 'b', c)");
  EXPECT_EQ(said("SELECT 1 FROM t WHERE a BETWEEN 1 AND 2 AND b COLLATE NOCASE = 'x'"),
            "select 1 from t where ((a between 1 between 2) and (collate(b, 'nocase') = 'x'))");
  EXPECT_EQ(said("SELECT 1 FROM t WHERE (a, b) = (1, 2)"), "select 1 from t where (row(a, b) = row(1, 2))");
  EXPECT_EQ(said("SELECT a.*, extract(year FROM b), DATE '2020-01-01', CURRENT_TIMESTAMP FROM a"),
            "select a.*, extract(year, b), cast('2020-01-01'), current_timestamp() from a");
}

TEST(Reader, Placeholders) {
  EXPECT_EQ(said("SELECT ?, ?, ?5, ?, :a, @b, $c, :a, $2"), "select ?0, ?1, ?4, ?5, :a, :b, :c, :a, ?1");
  EXPECT_EQ(said("SELECT ?; SELECT ?"), "select ?0 ; select ?0");
  EXPECT_EQ(said("SELECT %d, '%s', '%q', %Q, %llu, %5.2f"), "select %0, '%1', '%2', %3, %4, %5");
  EXPECT_EQ(said("SELECT * FROM \"%w\" WHERE a = %d AND b %% 2 = 1"),
            "select * from {} where ((a = %1) and (%(b, 2) = 1))");
  EXPECT_EQ(said("SELECT 1 FROM t WHERE a LIKE '%abc%' AND b LIKE '%shop' AND c = '100%' AND d % 2 = 0"),
            "select 1 from t where ((a like '%abc%') and (b like '%shop') and (c = '100%') and (%(d, 2) = 0))");
  EXPECT_EQ(said("SELECT 1 FROM t WHERE a LIKE '%%%s%%' AND b = 'u:%d'"),
            "select 1 from t where ((a like ||('%', '%0', '%')) and (b = ||('u:', '%1')))");
  EXPECT_EQ(said("SELECT strftime('%s', 'now'), '%s'"), "select strftime('%s', 'now'), '%0'");
  EXPECT_EQ(said("SELECT a FROM t WHERE b = {} AND c = '{}'"), "select a from t where ((b = %0) and (c = '{}'))");
}

TEST(Reader, KeyLookups) {
  EXPECT_EQ(keyOfWhere("a = ? AND (b = 3) AND c IS NULL"), "a=?0, b=3, c=null");
  EXPECT_EQ(keyOfWhere("((? = t.a) AND ((b == 'x')))"), "t.a=?0, b='x'");
  EXPECT_EQ(keyOfWhere("lower(a) = lower(?) AND b IN (?)"), "lower(a)=lower(?0), b=?1");
  EXPECT_EQ(keyOfWhere("a = ? COLLATE NOCASE AND b::text = $2"), "nocase(a)=?0, b=?1");
  EXPECT_EQ(keyOfWhere("(a, b) = (1, 2) AND c <=> ?"), "a=1, b=2, c=?0");
  EXPECT_EQ(keyOfWhere("a = 1 AND b > 2"), "a=1, ...");
  EXPECT_EQ(keyOfWhere("a = 1 OR b = 2"), "...");
  EXPECT_EQ(keyOfWhere("a = 1 AND b IN (1, 2)"), "a=1, ...");
  EXPECT_EQ(keyOfWhere("a = 1 AND b IN (%s)"), "a=1, ...");
  EXPECT_EQ(keyOfWhere("1 = 1 AND a = b"), "...");
  EXPECT_EQ(keyOfWhere("§0 = '§1'"), "{0}='{1}'");
  EXPECT_EQ(keyOfWhere("a = §0 §1"), "a={0}, ...");
  EXPECT_EQ(keyOfWhere("a = '§0' AND §1"), "a='{0}', ...");
}

}  // namespace
}  // namespace dbrace::sql
