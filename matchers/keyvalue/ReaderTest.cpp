// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Commands as the statements they come to: one command a line.
#include "keyvalue/Reader.h"

#include "sql/Testing.h"

#include <gtest/gtest.h>

namespace dbrace::keyvalue {
namespace {

/// `|` stands for the separator of words, `=` for that of a field and its value; a text without `|` is as programs
/// write it.
std::string said(std::string spelled) {
  if (spelled.find('|') != std::string::npos)
    for (char &c : spelled)
      c = c == '|' ? sql::wordSeparator : c == '=' ? fieldSeparator : c;
  std::string result;
  for (const sql::Statement &statement : readCommand(sql::textWithHoles(spelled)))
    result += (result.empty() ? "" : " ; ") + sql::describe(statement);
  return result;
}

TEST(Redis, Lookups) {
  EXPECT_EQ(said("GET user:1"), "select value from keys where (key = 'user:1')");
  EXPECT_EQ(said("get user:§0:name"), "select value from keys where (key = 'user:{0}:name')");
  EXPECT_EQ(said("GET §0"), "select value from keys where (key = '{0}')");
  EXPECT_EQ(said("HGET §0 email"), "select value from keys where ((key = '{0}') and (field = 'email'))");
  EXPECT_EQ(said("EXISTS §0"), "select exists (select  from keys where (key = '{0}'))");
  EXPECT_EQ(said("EXISTS §0 §1"), "other EXISTS") << "counts them";
  EXPECT_EQ(said("HEXISTS a b"), "select exists (select  from keys where ((key = 'a') and (field = 'b')))");
  EXPECT_EQ(said("LLEN queue"), "select count(*) from keys where (key = 'queue') aggregate");
  EXPECT_EQ(said("HGETALL §0"), "select * from keys where (key = '{0}')");
}

TEST(Redis, Writes) {
  EXPECT_EQ(said("SET k §0"), "insert keys(key, value) values ('k', '{0}')");
  EXPECT_EQ(said("SET k v EX 10"), "insert keys(key, value, expiry) values ('k', 'v', '10')");
  EXPECT_EQ(said("SETEX k §0 v"), "insert keys(key, value, expiry) values ('k', 'v', '{0}')");
  EXPECT_EQ(said("HSET h f v"), "insert keys(key, field, value) values ('h', 'f', 'v')");
  EXPECT_EQ(said("ZADD z CH 1.5 m"), "insert keys(key, field, value) values ('z', 'm', '1.5')");
  EXPECT_EQ(said("RPUSH q §0 §1"), "insert keys(key, value) values ('q', '{0}')");
  EXPECT_EQ(said("HDEL h f"), "delete keys where ((key = 'h') and (field = 'f'))");
}

TEST(Redis, WritesOfNewKeysOnly) {
  const std::string added = "insert keys(key, value) values ('k', 'v') on conflict do nothing";
  EXPECT_TRUE(said("SETNX k v").starts_with(added));
  EXPECT_TRUE(said("set k v nx").starts_with(added));
  EXPECT_TRUE(said("SET k v §0").starts_with(added)) << "the option may be NX";
  EXPECT_TRUE(said("HSETNX h f v").ends_with("do nothing"));
  EXPECT_TRUE(said("ZADD z NX 1 m").ends_with("do nothing"));
  EXPECT_TRUE(said("SET k v NX PX §0").find("do nothing") != std::string::npos);
  EXPECT_EQ(said("SET k v XX"), "other SET") << "writes what is there only";
}

TEST(Redis, LocksAndTransactions) {
  EXPECT_EQ(readCommand(sql::Text("SET lock x NX EX 5")).size(), 2u);
  EXPECT_EQ(readCommand(sql::Text("DEL lock")).size(), 2u);
  EXPECT_EQ(readCommand(sql::Text("WATCH a b c")).size(), 3u);
  EXPECT_TRUE(std::get<sql::LockControl>(readCommand(sql::Text("WATCH a")).front().body).transactional);
  using Kind = sql::TransactionControl::Kind;
  EXPECT_EQ(std::get<sql::TransactionControl>(readCommand(sql::Text("MULTI")).front().body).kind, Kind::Begin);
  EXPECT_EQ(std::get<sql::TransactionControl>(readCommand(sql::Text("exec")).front().body).kind, Kind::Commit);
  EXPECT_EQ(said("INCR n"), "other INCR");
  EXPECT_EQ(said("EVAL §0 1 k"), "other EVAL");
  EXPECT_TRUE(std::holds_alternative<sql::Unreadable>(readCommand(sql::textWithHoles("§0 k")).front().body));
}

TEST(Redis, WordsMayHoldBlanks) {
  EXPECT_EQ(said("SET|a key|some NX text|"), "insert keys(key, value) values ('a key', 'some NX text')");
  EXPECT_EQ(said("SET k  v"), said("SET|k|v"));
}

TEST(Records, OfStoresWithoutCommands) {
  EXPECT_EQ(said("|find|users|§0"), "select value from users where (key = '{0}')");
  EXPECT_EQ(said("|lock||k"), "select value from keys where (key = 'k') for update");
  EXPECT_EQ(said("|put|records §0|§1"), "insert records {}(key) values ('{1}')");
  EXPECT_EQ(said("|add|users|k|f"), "insert users(key, field) values ('k', 'f') on conflict do nothing");
  EXPECT_EQ(said("|exists|users|email=§0|age=7"),
            "select exists (select  from users where ((email = '{0}') and (age = '7')))");
  EXPECT_EQ(said("|remove|users|k"), "delete users where (key = 'k')");
  EXPECT_TRUE(std::holds_alternative<sql::Unreadable>(readCommand(sql::Text("\x1fhop\x1fx")).front().body));
  EXPECT_TRUE(readCommand(sql::Text("  ")).empty());
}

}  // namespace
}  // namespace dbrace::keyvalue
