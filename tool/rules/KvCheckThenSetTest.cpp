// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Keys that are looked up and written, over hand-made writes: when the rule speaks, and what it says.
#include "keyvalue/Reader.h"
#include "rules/SampleWrite.h"

namespace dbrace {
namespace {

std::shared_ptr<const sql::Statement> commanded(std::string_view command) {
  return std::make_shared<sql::Statement>(keyvalue::readCommand(sql::Text(command)).at(0));
}

/// A lookup that decides a write of the same key, both as commands.
CheckedWrite keyed(std::string_view lookup, const std::string &write, sql::Dialect dialect = sql::Dialect::Redis) {
  CheckedWrite result = sample();
  result.table = "keys";
  result.key = {{"key"}};
  result.read.statement = commanded(lookup);
  result.write.statement = commanded(write);
  result.write.text = write;
  result.write.dialect = dialect;
  result.written.clear();
  const auto &insert = std::get<sql::Insert>(result.write.statement->body);
  for (std::size_t i = 0; i < insert.columns->size(); ++i) {
    const auto *constant = std::get_if<sql::Constant>(&insert.rows[0][i]->what);
    result.written.push_back({(*insert.columns)[i].text, WrittenColumn::Null::Never,
                              constant ? std::optional(constant->text) : std::nullopt});
  }
  return result;
}

std::size_t findings(const CheckedWrite &write) { return judge({write}, nullptr, {}).size(); }

TEST(KvCheckThenSet, SaysWhatIsLost) {
  Finding finding = only(keyed("GET user:1", "SET user:1 a"), nullptr);
  EXPECT_EQ(finding.rule, "dbrace-kv-check-then-set");
  EXPECT_EQ(finding.level, Level::Warning);
  EXPECT_EQ(finding.message, "two clients can both find no value for 'user:1' and both write it: the second one "
                             "replaces what the first one has stored, and nothing fails");
  EXPECT_EQ(finding.outcomes, (std::vector<std::string>{"one-row", "lost-row"}));
  EXPECT_TRUE(finding.advice.starts_with("Use SET with NX, and look at its answer"));
  EXPECT_EQ(finding.related.front().message, "the key is looked up here");
  EXPECT_FALSE(finding.replay.why.empty());
  finding = only(keyed("LLEN q", "RPUSH q a"), nullptr);
  EXPECT_NE(finding.message.find("gets everything twice"), std::string::npos);
  EXPECT_TRUE(finding.advice.starts_with("WATCH the key before the lookup"));
  EXPECT_EQ(finding.outcomes, (std::vector<std::string>{"one-row", "duplicate-rows"}));
}

TEST(KvCheckThenSet, NamesTheAtomicForm) {
  auto advice = [](sql::Dialect dialect) {
    return only(keyed("\x1f"
                      "find\x1f\x1fk",
                      "\x1fput\x1f\x1fk", dialect),
                nullptr)
        .advice;
  };
  EXPECT_NE(advice(sql::Dialect::Lmdb).find("MDB_NOOVERWRITE"), std::string::npos);
  EXPECT_NE(advice(sql::Dialect::BerkeleyDb).find("DB_NOOVERWRITE"), std::string::npos);
  EXPECT_NE(advice(sql::Dialect::RocksDb).find("GetForUpdate"), std::string::npos);
  EXPECT_NE(advice(sql::Dialect::LevelDb).find("mutex"), std::string::npos);
  EXPECT_NE(advice(sql::Dialect::MongoDb).find("$setOnInsert"), std::string::npos);
  EXPECT_NE(advice(sql::Dialect::Cassandra).find("IF NOT EXISTS"), std::string::npos);
  CheckedWrite field = keyed("HGET h f", "HSET h f v");
  field.key = {{"key"}, {"field"}};
  EXPECT_NE(only(field, nullptr).message.find("no value for field 'f' of 'h'"), std::string::npos);
  EXPECT_TRUE(only(field, nullptr).advice.starts_with("Use HSETNX"));
}

TEST(KvCheckThenSet, IsQuietWhereTheStoreDecides) {
  EXPECT_EQ(findings(keyed("GET k", "SET k v NX")), 0u);
  EXPECT_EQ(findings(keyed("\x1flock\x1f\x1fk", "\x1fput\x1f\x1fk", sql::Dialect::RocksDb)), 0u);
  CheckedWrite document = keyed("\x1f"
                                "find\x1fusers\x1fmail\x1e"
                                "a",
                                "\x1fput\x1fusers\x1fmail\x1e"
                                "a",
                                sql::Dialect::MongoDb);
  document.key = {{"mail"}};
  EXPECT_EQ(findings(document), 1u);
  document.handling = Handling::ToldApart;
  EXPECT_EQ(findings(document), 0u);
}

TEST(KvCheckThenSet, IsQuietAboutCaches) {
  EXPECT_EQ(findings(keyed("GET k", "SETEX k 60 v")), 1u) << "a mark";
  CheckedWrite cache = keyed("GET k", "SETEX k 60 v");
  cache.written[1].constant.reset();
  EXPECT_EQ(findings(cache), 0u);
  cache.read.statement = commanded("EXISTS k");
  EXPECT_EQ(findings(cache), 1u) << "only its presence was asked for";
}

TEST(KvCheckThenSet, KnowsWhatKeepsRivalsOut) {
  CheckedWrite write = keyed("GET k", "SET k v");
  write.protections = {transaction()};
  EXPECT_EQ(findings(write), 1u) << "MULTI alone";
  write.protections[0].locks = {lock(LockKind::AdvisoryTransaction, true)};
  EXPECT_EQ(findings(write), 0u) << "WATCH";
  write.protections[0].atWrite = TransactionShape::Autocommit;
  write.protections[0].sameTransaction = false;
  EXPECT_EQ(findings(write), 1u) << "WATCH without MULTI";
  CheckedWrite inside = keyed("\x1f"
                              "find\x1f\x1fk",
                              "\x1fput\x1f\x1fk", sql::Dialect::Lmdb);
  EXPECT_EQ(findings(inside), 1u);
  inside.protections = {transaction()};
  EXPECT_EQ(findings(inside), 0u);
  inside.write.dialect = sql::Dialect::RocksDb;
  EXPECT_EQ(findings(inside), 1u) << "a plain Get locks nothing";
  inside.protections[0].isolation = sql::Isolation::Snapshot;
  EXPECT_EQ(findings(inside), 0u);
}

TEST(KvCheckThenSet, ConfidenceFollowsWhatIsWritten) {
  EXPECT_EQ(only(keyed("EXISTS k", "SET k v"), nullptr).confidence, Confidence::High);
  CheckedWrite write = keyed("GET k", "SET k v");
  EXPECT_EQ(only(write, nullptr).confidence, Confidence::High);
  write.written[1].constant.reset();
  EXPECT_EQ(only(write, nullptr).confidence, Confidence::Medium);
  write = keyed("EXISTS k", "SET k v");
  write.write.embedded = true;
  EXPECT_EQ(only(write, nullptr).confidence, Confidence::Medium);
}

}  // namespace
}  // namespace dbrace
