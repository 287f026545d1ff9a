// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What findings say: messages, reasons and advice, over hand-made writes.
#include "rules/SampleWrite.h"

namespace dbrace {
namespace {

bool says(const std::string &text, std::string_view part) { return text.find(part) != std::string::npos; }

std::vector<std::string> reasons(const Finding &finding) {
  std::vector<std::string> related;
  for (const RelatedPlace &place : finding.related)
    related.push_back(place.at.file + ":" + std::to_string(place.at.line) + ": " + place.message);
  return related;
}

/// Of one process that uses SQLite.
CheckedWrite inProcess() {
  CheckedWrite write = sample();
  write.write.dialect = sql::Dialect::Sqlite;
  write.write.embedded = true;
  return write;
}

TEST(Messages, AreConcrete) {
  schema::Schema open = schemaOf(plain), closed = schemaOf(keyed),
                 wide = schemaOf(plain + "; CREATE UNIQUE INDEX users_wide ON users (email, tenant)");
  CheckedWrite write = sample();
  EXPECT_EQ(only(write, &open).message,
            "two sessions can both find no row and both insert one: users.email has no unique key");
  EXPECT_EQ(only(write, &wide).message,
            "two sessions can both find no row and both insert one: users.email has no unique key, "
            "the unique key users_wide is over (email, tenant), wider than the check");
  EXPECT_EQ(only(write, nullptr).message,
            "two sessions can both find no row and both insert one, unless (email) is unique in users");
  EXPECT_EQ(only(write, &closed).message,
            "when a rival stores the same users.email after the lookup, this insert fails on the "
            "unique key users_email_key, and the program goes on as if its row had been stored");
  EXPECT_NE(only(write, &open).advice.find("SELECT email, COUNT(*) FROM users GROUP BY email HAVING COUNT(*) > 1"),
            std::string::npos);
  EXPECT_NE(
      only(write, &open)
          .advice.find("CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email)\" outside of a transaction"),
      std::string::npos);
  EXPECT_TRUE(only(write, nullptr).advice.starts_with("If there is such a key, give dbrace the schema that has it."));
  EXPECT_NE(only(write, &closed).advice.find("ON CONFLICT (email) DO NOTHING"), std::string::npos);
  write.key.push_back({"tenant", "", KeyMatch::Unproven});
  EXPECT_EQ(only(write, &open).message,
            "two sessions can both find no row and both insert one: users.(email, tenant) has no unique "
            "key (if tenant gets the value that was looked up)");
}

TEST(Messages, ReasonsAreRelatedPlaces) {
  CheckedWrite write = sample();
  write.protections = {transaction()};
  write.protections[0].locks = {lock(LockKind::RowUpdate, true)};
  schema::Schema open = schemaOf(plain);
  Finding finding = only(write, &open);
  std::vector<std::string> related;
  for (const RelatedPlace &place : finding.related)
    related.push_back(place.at.file + ":" + std::to_string(place.at.line) + ": " + place.message);
  EXPECT_EQ(related,
            (std::vector<std::string>{
                "shop.cpp:10: the row is looked up here", "shop.cpp:11: no row was found here: 'rows == 0' is true",
                "schema.sql:1: users is created here, with no unique key over (email)",
                "shop.cpp:9: FOR UPDATE does not keep the rival out: a row that is absent cannot be locked"}));
  std::vector<std::uint32_t> lines;
  for (const RelatedPlace &place : finding.flow)
    lines.push_back(place.at.line);
  EXPECT_EQ(lines, (std::vector<std::uint32_t>{10, 11, 12, 14}));
  EXPECT_EQ(finding.at, write.write.at);
  EXPECT_EQ(finding.outcomes, (std::vector<std::string>{"one-row", "duplicate-rows"}));
}

TEST(Messages, FurtherConditionsOfTheLookup) {
  schema::Schema open = schemaOf(plain + "; CREATE INDEX users_email ON users (email)"), closed = schemaOf(keyed);
  CheckedWrite write = sample();
  write.lookupIsNarrower = true;
  Finding finding = only(write, &open);
  EXPECT_EQ(finding.message,
            "two sessions can both find no row and both insert one: no unique key refuses a second row "
            "with the same users.email that also meets the lookup's further conditions");
  EXPECT_FALSE(says(finding.advice, "CREATE UNIQUE INDEX"));
  EXPECT_TRUE(says(finding.advice, "a unique key over (email) alone would also refuse rows that do not meet them"));
  EXPECT_TRUE(says(finding.advice, "pg_advisory_xact_lock"));
  EXPECT_EQ(reasons(finding).back(), "schema.sql:1: users is created here, with no unique key that refuses such a "
                                     "second row");
  EXPECT_TRUE(only(write, nullptr).message.ends_with("is unique in users; the lookup has further conditions"));
  EXPECT_TRUE(says(only(write, &closed).message, "leave out"));
  CheckedWrite local = inProcess();
  local.lookupIsNarrower = true;
  std::string advice = only(local, &open).advice;
  EXPECT_TRUE(says(advice, "WHERE NOT EXISTS"));
  EXPECT_TRUE(says(advice, "hold one mutex over both steps"));
  EXPECT_FALSE(says(advice, "CREATE UNIQUE INDEX"));
}

TEST(Messages, ATransactionNeedsAConnectionForEachThread) {
  schema::Schema open = schemaOf(plain, sql::Dialect::Sqlite);
  CheckedWrite write = inProcess();
  std::string advice = only(write, &open).advice;
  EXPECT_LT(advice.find("hold one mutex over both steps"), advice.find("BEGIN IMMEDIATE"));
  EXPECT_TRUE(says(advice, "only with a connection of its own for each thread"));
  write.write.embedded = false;  // Many processes: no mutex reaches them all.
  advice = only(write, &open).advice;
  EXPECT_FALSE(says(advice, "mutex"));
  EXPECT_TRUE(says(advice, "BEGIN IMMEDIATE ... COMMIT, with a connection of its own for each thread"));
}

TEST(Messages, NamesOfIndexes) {
  auto advised = [](const CheckedWrite &write) {
    std::string advice = only(write, nullptr).advice;
    std::size_t begin = advice.find("CONCURRENTLY ") + 13;
    return advice.substr(begin, advice.find(' ', begin) - begin);
  };
  CheckedWrite write = sample();
  write.key = {{"email"}, {"tenant"}};
  EXPECT_EQ(advised(write), "users_email_tenant_key");
  write.key = {{"email", "lower"}};
  EXPECT_EQ(advised(write), "users_lower_email_key");
  write.table = "…2fa users";
  EXPECT_EQ(advised(write), "fa_users_lower_email_key");
  write.table = "users";
  write.key = {{std::string(40, 'a')}, {std::string(40, 'b')}};
  std::string longest = advised(write);
  EXPECT_EQ(longest.size(), 63u);
  EXPECT_TRUE(longest.ends_with("_key"));
  write.key[1].column += "c";
  EXPECT_NE(advised(write), longest);
  write.key[0].column.assign(45, 'a');  // What is cut off begins with a '_'.
  EXPECT_EQ(advised(write).find("__"), std::string::npos);
}

TEST(Messages, OnlyTheIndexOverTheKeyIsNamed) {
  CheckedWrite write = sample();
  write.key = {{"email"}, {"tenant"}};
  const std::string other = plain + "; CREATE INDEX users_tenant ON users (tenant)";
  schema::Schema apart = schemaOf(other), same = schemaOf(other + "; CREATE INDEX users_both ON users (TENANT, email)");
  EXPECT_FALSE(says(only(write, &apart).message, "is not unique"));
  EXPECT_TRUE(
      only(write, &same)
          .message.ends_with(
              "users.(email, tenant) has no unique key, the index users_both on (TENANT, email) is not unique"));
  write.key[0].wrapper = "lower";
  EXPECT_FALSE(says(only(write, &same).message, "is not unique"));
}

TEST(Messages, OneNoteForALockThatEachStatementTakes) {
  schema::Schema open = schemaOf(plain);
  CheckedWrite write = inProcess();
  HeldLock atRead = lock(LockKind::Mutex, false);
  atRead.what = "Store::guard";
  HeldLock atWrite = atRead;
  atRead.heldAtWrite = false;
  atWrite.beforeRead = false;
  write.protections[0].locks = {atRead, atWrite};
  write.protections.push_back(write.protections[0]);  // Another path tells nothing new.
  EXPECT_EQ(reasons(only(write, &open)).back(),
            "shop.cpp:9: the mutex Store::guard does not keep the rival out: it is held for one statement at a time");
  EXPECT_EQ(only(write, &open).related.size(), 4u);
  write.write.embedded = false;
  EXPECT_TRUE(reasons(only(write, &open)).back().ends_with("a mutex excludes only threads of its own process"));
  EXPECT_EQ(only(write, &open).related.size(), 4u);
  write.write.embedded = true;
  for (Protection &path : write.protections)
    path.locks = {atRead};
  EXPECT_TRUE(reasons(only(write, &open)).back().ends_with("it is released before the row is written"));
}

TEST(Messages, CallsSayWhereTheyLead) {
  schema::Schema open = schemaOf(plain);
  CheckedWrite write = sample();
  write.read.way.insert(write.read.way.begin(), CodePlace{"shop.cpp", 8, 5, 60, 70, "signUp"});
  std::vector<std::string> calls;
  for (const RelatedPlace &step : only(write, &open).flow)
    if (step.message.starts_with("this call"))
      calls.push_back(step.message);
  EXPECT_EQ(calls, (std::vector<std::string>{"this call leads to the lookup", "this call leads to the insert"}));
}

TEST(Messages, APathWithoutProtectionIsHeldAgainstOneThatHasIt) {
  schema::Schema open = schemaOf(plain), closed = schemaOf(keyed);
  CheckedWrite write = sample();
  write.protections.push_back(transaction());
  write.protections[1].locks = {lock(LockKind::AdvisoryTransaction, true)};
  CodePlace common{"main.cpp", 1, 1, 0, 0, "main"};
  write.protections[0].callers = {common, {"main.cpp", 3, 1, 0, 0, "runBatch"}};
  write.protections[1].callers = {common, {"main.cpp", 7, 1, 0, 0, "runOne"}};
  Finding finding = only(write, &open);
  EXPECT_TRUE(finding.message.ends_with(
      "; on the path from runOne the advisory lock protects, on the one from runBatch nothing does"));
  auto places = reasons(finding);
  EXPECT_EQ(places.back(), "main.cpp:3: the path from here has no protection");
  EXPECT_EQ(places.at(places.size() - 2), "shop.cpp:9: the advisory lock protects another path");

  write.protections[1].locks.clear();
  write.protections[1].isolation = sql::Isolation::Serializable;
  EXPECT_TRUE(says(only(write, &open).message, "on the path from runOne the transaction protects, on"));
  write.protections[1] = write.protections[0];
  write.protections[1].callers.back().function = "runOne";
  write.protections[1].retries = true;
  EXPECT_TRUE(says(only(write, &closed).message, "on the path from runOne the retry protects, on"));
  EXPECT_FALSE(says(only(write, &open).message, " protects, on"));  // Nothing fails that could be retried.
  write.protections[0].callers = write.protections[1].callers = {};
  EXPECT_TRUE(says(only(write, &closed).message, "; on one path in signUp the retry protects, on another"));
}

TEST(Messages, AnUnknownTransactionIsNoProtection) {
  schema::Schema open = schemaOf(plain);
  CheckedWrite write = inProcess();  // Where any one transaction around both steps would do.
  for (auto [atRead, atWrite] : {std::pair(TransactionShape::Unknown, TransactionShape::Unknown),
                                 std::pair(TransactionShape::Unknown, TransactionShape::Deferred),
                                 std::pair(TransactionShape::Deferred, TransactionShape::Unknown)}) {
    write.protections = {sample().protections[0], transaction()};
    write.protections[1].atRead = atRead;
    write.protections[1].atWrite = atWrite;
    EXPECT_FALSE(says(only(write, &open).message, " protects, on"));
  }
  write.protections[1] = transaction();
  EXPECT_TRUE(says(only(write, &open).message, " protects, on"));
}

/// What the rule about locks says of one, and what it proposes.
Finding aboutLock(HeldLock held, JudgeOptions options = {}, Protection protection = transaction()) {
  schema::Schema open = schemaOf(plain + "; CREATE INDEX i ON users (email)");
  CheckedWrite write = sample();
  protection.locks = {std::move(held)};
  write.protections = {protection};
  auto findings = judge({write}, &open, options);
  EXPECT_EQ(findings.size(), 1u);
  return findings.empty() ? Finding{} : findings[0];
}

TEST(Messages, ALockThatDoesNotHoldIsNamedWithWhatItDoesAndWhatWould) {
  using K = LockKind;
  Finding row = aboutLock(lock(K::RowUpdate, true, "FOR NO KEY UPDATE"));
  EXPECT_EQ(row.rule, "dbrace-ineffective-lock");
  EXPECT_TRUE(
      row.message.starts_with("FOR NO KEY UPDATE does not keep a rival out: a row that is absent cannot be locked; two "
                              "sessions can both find no row and both insert one: users.email has no unique key"));
  EXPECT_TRUE(says(row.advice, "CREATE UNIQUE INDEX CONCURRENTLY"));
  EXPECT_TRUE(
      row.advice.ends_with("Or begin the transaction with pg_advisory_xact_lock, in READ COMMITTED and in every "
                           "writer of the table"));

  JudgeOptions mysql{.dialect = sql::Dialect::MySql};
  Finding gap = aboutLock(lock(K::RowUpdate, true), mysql);
  EXPECT_EQ(gap.message,
            "FOR UPDATE lets both in: a row that is absent cannot be locked, and of the gap where it would be both "
            "sessions get the lock; of two sessions that both find no row, one fails with a deadlock");
  EXPECT_TRUE(
      says(gap.advice, "Or run the whole transaction again when it fails with a deadlock. Or take GET_LOCK before"));

  HeldLock late = lock(K::AdvisoryTransaction, true);
  late.beforeRead = false;
  EXPECT_TRUE(aboutLock(late).advice.ends_with("Or take the advisory lock before the lookup"));
  EXPECT_TRUE(aboutLock(lock(K::AdvisoryTransaction, true, "SHARED")).advice.ends_with("exclusively"));
  EXPECT_TRUE(aboutLock(lock(K::AdvisoryTransaction, false), {}, sample().protections[0])
                  .advice.ends_with("Or begin a transaction first, take the lock in it, and commit after the insert"));
  EXPECT_TRUE(
      aboutLock(lock(K::AdvisorySession, true)).advice.ends_with("Or hold the advisory lock until after COMMIT"));
  EXPECT_TRUE(
      aboutLock(lock(K::Table, true, "ROW EXCLUSIVE"))
          .advice.ends_with("Or LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE, as the transaction's first statement"));
  EXPECT_TRUE(aboutLock(lock(K::AdvisoryTransaction, true), {.isolation = sql::Isolation::RepeatableRead})
                  .advice.ends_with(
                      "Or use READ COMMITTED, or take pg_advisory_lock before BEGIN and release it after COMMIT"));
  EXPECT_TRUE(aboutLock(lock(K::Table, true, "READ"), mysql).advice.ends_with("Or LOCK TABLES users WRITE"));
  HeldLock hint = lock(K::TableHint, true, "UPDLOCK, ROWLOCK");
  EXPECT_TRUE(
      says(aboutLock(hint, {.dialect = sql::Dialect::SqlServer}).message, "The table hint WITH (UPDLOCK, ROWLOCK)"));
}

TEST(Messages, WritersThatLockDifferentKeysAreHeldAgainstEachOther) {
  schema::Schema open = schemaOf(plain);
  std::vector<CheckedWrite> writes(3, sample());
  for (std::size_t i = 0; i < writes.size(); ++i) {
    writes[i].write.at.line += static_cast<std::uint32_t>(i);
    writes[i].protections = {transaction()};
    writes[i].protections[0].locks = {lock(LockKind::AdvisoryTransaction, true)};
    writes[i].protections[0].locks[0].what = i == 1 ? "8" : "7";
  }
  auto findings = judge(writes, &open, {});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].at.line, writes[1].write.at.line);
  EXPECT_TRUE(says(findings[0].message, "another writer of the table locks 7, not 8 (shop.cpp:9)"));
  EXPECT_FALSE(findings[0].replay.why.empty());
  writes[1].protections[0].locks[0].what = "…";  // It may well be the same.
  EXPECT_TRUE(judge(writes, &open, {}).empty());
}

TEST(Messages, AdviceKnowsOfNullsAndOfKeysOverMoreColumns) {
  const std::string nullable = "CREATE TABLE users (id bigint PRIMARY KEY, email text, tenant int)";
  schema::Schema loose = schemaOf(nullable),
                 strict = schemaOf("CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL)"),
                 wide = schemaOf(nullable + "; CREATE UNIQUE INDEX users_wide ON users (email, tenant)");
  CheckedWrite write = sample();
  EXPECT_FALSE(says(only(write, &loose).advice, "NULL"));  // What is written never is.
  write.written[0].null = WrittenColumn::Null::Maybe;
  EXPECT_TRUE(says(only(write, &loose).advice,
                   "(rows in which email is NULL are not refused: make it NOT NULL if it never is)"));
  EXPECT_FALSE(says(only(write, &strict).advice, "NULL"));
  write.written.push_back({"tenant", WrittenColumn::Null::Always, {}});
  write.key.push_back({"tenant"});
  EXPECT_TRUE(says(only(write, &loose).advice,
                   "ON users (email, tenant) NULLS NOT DISTINCT\" outside of a transaction (from version 15 on)"));
  write.write.dialect = sql::Dialect::Sqlite;
  EXPECT_TRUE(says(only(write, &loose).advice, "storing a value that stands for none in tenant"));

  CheckedWrite shared = sample();
  EXPECT_TRUE(only(shared, &wide).advice.starts_with("Rows may share email as long as they differ in the rest of "));
  EXPECT_TRUE(
      says(only(shared, &wide).advice, "If that is meant, look up all of its columns. If not, find the duplicates"));
  EXPECT_TRUE(only(shared, &loose).advice.starts_with("Find the duplicates already there with "));
}

TEST(Messages, RivalsAreWhoTheyCanBe) {
  schema::Schema open = schemaOf(plain);
  CheckedWrite write = inProcess();
  EXPECT_TRUE(only(write, &open).message.starts_with("two threads or processes can both"));
  auto findings = judge({write}, &open, {.writers = Writers::OneProcess});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_TRUE(findings[0].message.starts_with("two threads can both"));
  write = sample();
  write.protections[0].locks = {lock(LockKind::Mutex, false)};
  EXPECT_TRUE(only(write, &open).message.starts_with("two processes can both"));
  write.protections[0].locks[0].heldAtWrite = false;
  EXPECT_TRUE(only(write, &open).message.starts_with("two sessions can both"));
}

}  // namespace
}  // namespace dbrace
