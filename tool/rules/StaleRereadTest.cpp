// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-stale-reread over hand-made writes: which re-read, in which transaction, at which level, under which key.
#include "rules/SampleWrite.h"

#include <functional>

namespace dbrace {
namespace {

using How = Reread::How;
using After = Reread::After;
constexpr auto postgres = sql::Dialect::PostgreSql, mysql = sql::Dialect::MySql, sqlite = sql::Dialect::Sqlite;
constexpr auto committed = sql::Isolation::ReadCommitted, repeatable = sql::Isolation::RepeatableRead,
               serializable = sql::Isolation::Serializable, own = sql::Isolation::Unspecified;

CheckedWrite rereading(How how, After after, bool inTransaction) {
  CheckedWrite write = sample();
  write.handling = Handling::Reread;
  write.rereads = {{{"shop.cpp", 18, 5, 300, 310, "signUp"}, how, after, {{"email"}}, false}};
  if (how == How::Other)
    write.rereads[0].key.clear();
  if (inTransaction)
    write.protections = {transaction()};
  return write;
}

std::string outcomeOf(const CheckedWrite &write, const std::string &ddl, sql::Dialect dialect,
                      sql::Isolation isolation) {
  JudgeOptions options;
  options.dialect = dialect;
  if (isolation != own)
    options.isolation = isolation;
  schema::Schema schema = schemaOf(ddl, dialect);
  for (const Finding &finding : judge({write}, ddl.empty() ? nullptr : &schema, options))
    if (finding.rule == "dbrace-stale-reread")
      return finding.outcomes.back() + (finding.confidence == Confidence::High ? "" : ", less sure");
  return "quiet";
}

TEST(StaleReread, Table) {
  const std::string stale = "row-not-visible", aborted = "transaction-aborted", quiet = "quiet";
  struct Row {
    sql::Dialect dialect;
    sql::Isolation isolation;
    How how;
    After after;
    bool inTransaction;
    std::string expected;
  };
  const std::vector<Row> rows = {
      {mysql, own, How::Read, After::Nothing, true, stale},
      {mysql, own, How::Read, After::Nothing, false, quiet},
      {mysql, committed, How::Read, After::Nothing, true, quiet},
      {mysql, serializable, How::Read, After::Nothing, true, quiet},
      {mysql, own, How::Read, After::Savepoint, true, stale},
      {mysql, own, How::Read, After::Rollback, true, quiet},
      {mysql, own, How::Read, After::Commit, true, quiet},
      {mysql, own, How::LockingRead, After::Nothing, true, quiet},
      {mysql, own, How::LockingRead, After::Savepoint, true, quiet},
      {mysql, own, How::Update, After::Nothing, true, quiet},
      {mysql, own, How::Other, After::Nothing, true, quiet},
      {postgres, own, How::Read, After::Nothing, true, aborted},
      {postgres, own, How::Read, After::Nothing, false, quiet},
      {postgres, repeatable, How::Read, After::Nothing, true, aborted},
      {postgres, serializable, How::Read, After::Nothing, true, quiet},
      {postgres, own, How::LockingRead, After::Nothing, true, aborted},
      {postgres, own, How::Update, After::Nothing, true, aborted},
      {postgres, own, How::Other, After::Nothing, true, aborted},
      {postgres, own, How::Other, After::Nothing, false, quiet},
      {postgres, own, How::Read, After::Savepoint, true, quiet},
      {postgres, repeatable, How::Read, After::Savepoint, true, stale},
      {postgres, repeatable, How::LockingRead, After::Savepoint, true, stale},
      {postgres, own, How::Read, After::Rollback, true, quiet},
      {sqlite, own, How::Read, After::Nothing, true, quiet},
      {sqlite, own, How::Read, After::Nothing, false, quiet},
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row &row = rows[i];
    CheckedWrite write = rereading(row.how, row.after, row.inTransaction);
    EXPECT_EQ(outcomeOf(write, keyed, row.dialect, row.isolation), row.expected) << i;
    EXPECT_EQ(outcomeOf(write, plain, row.dialect, row.isolation), quiet) << i << ", no key to be refused by";
    EXPECT_EQ(outcomeOf(write, "", row.dialect, row.isolation),
              row.expected == quiet ? quiet : row.expected + ", less sure")
        << i << ", no schema";
  }
}

TEST(StaleReread, AKeyThatRefusesMoreThanTheLookupAsksFor) {
  const std::string hidden = "row-not-visible, less sure";
  CheckedWrite write = rereading(How::Read, After::Rollback, true);
  write.key.push_back({"tenant"});
  write.rereads[0].key = write.key;
  EXPECT_EQ(outcomeOf(write, keyed, postgres, own), hidden);
  write.rereads[0].key.pop_back();
  EXPECT_EQ(outcomeOf(write, keyed, postgres, own), "quiet") << "asks by the key alone";
  write.rereads[0].narrower = true;
  EXPECT_EQ(outcomeOf(write, keyed, postgres, own), hidden) << "has further conditions";

  CheckedWrite exact = rereading(How::Read, After::Nothing, false);
  const std::string folded = plain + "; CREATE UNIQUE INDEX users_email_key ON users (lower(email))";
  EXPECT_EQ(outcomeOf(exact, folded, postgres, own), hidden);
  exact.rereads[0].key[0].wrapper = "lower";
  EXPECT_EQ(outcomeOf(exact, folded, postgres, own), "quiet");
}

TEST(StaleReread, OnlyTheGuiltyPathCounts) {
  CheckedWrite write = rereading(How::Read, After::Nothing, false);
  EXPECT_EQ(outcomeOf(write, keyed, mysql, own), "quiet");
  write.protections.push_back(transaction());
  write.protections[1].transactionAt = CodePlace{"main.cpp", 3, 1, 20, 30, "import"};
  write.protections[1].callers = {{"main.cpp", 5, 3, 50, 60, "import"}};
  schema::Schema closed = schemaOf(keyed, mysql);
  JudgeOptions options;
  options.dialect = mysql;
  auto findings = judge({write}, &closed, options);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_NE(findings[0].message.find("the transaction that import begins"), std::string::npos) << findings[0].message;
  EXPECT_EQ(findings[0].flow.front().at.line, 5u);
  EXPECT_EQ(findings[0].flow.back().at.line, 18u);
}

TEST(StaleReread, ALockThatKeepsRivalsOutLeavesNothingToHandle) {
  CheckedWrite write = rereading(How::Read, After::Nothing, true);
  EXPECT_EQ(outcomeOf(write, keyed, postgres, own), "transaction-aborted");
  write.protections[0].locks = {lock(LockKind::AdvisoryTransaction, true)};
  EXPECT_EQ(outcomeOf(write, keyed, postgres, own), "quiet");
  write.protections[0].locks = {lock(LockKind::RowUpdate, true)};
  EXPECT_EQ(outcomeOf(write, keyed, postgres, own), "transaction-aborted");
  EXPECT_EQ(outcomeOf(write, keyed, mysql, own), "quiet") << "a lookup that locks reads no snapshot";
}

}  // namespace
}  // namespace dbrace
