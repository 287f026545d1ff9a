// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Verdicts of the rules over hand-made writes: each row changes one thing about the same check and insert.
#include "rules/SampleWrite.h"

#include <functional>

namespace dbrace {
namespace {

struct Row {
  const char *what;
  std::string ddl;       ///< Empty: no schema.
  std::string expected;  ///< "rule level confidence", rule without "dbrace-"; "quiet".
  std::function<void(CheckedWrite &, JudgeOptions &)> change = [](CheckedWrite &, JudgeOptions &) {};
};

std::string shown(const std::vector<Finding> &findings) {
  std::string result;
  for (const Finding &finding : findings)
    result += (result.empty() ? "" : "; ") + finding.rule.substr(7) + " " +
              (finding.level == Level::Error     ? "error"
               : finding.level == Level::Warning ? "warning"
                                                 : "note") +
              " " +
              (finding.confidence == Confidence::High     ? "high"
               : finding.confidence == Confidence::Medium ? "medium"
                                                          : "low");
  return result.empty() ? "quiet" : result;
}

const std::string error = "duplicate-insert error high", warning = "duplicate-insert warning high",
                  conflict = "unhandled-conflict warning high", note = "unhandled-conflict note high",
                  idle = "ineffective-lock warning high", quiet = "quiet";

const std::string indexed = plain + "; CREATE INDEX i ON users (email)";

std::vector<Row> table() {
  using W = CheckedWrite &;
  using O = JudgeOptions &;
  auto with = [](Protection protection, std::vector<HeldLock> locks) {
    protection.locks = std::move(locks);
    return [=](W write, O) { write.protections = {protection}; };
  };
  auto handled = [](Handling handling) { return [=](W write, O) { write.handling = handling; }; };
  auto inserting = [](const std::string &text, sql::Dialect dialect) {
    return [=](W write, O) {
      write.write.statement = statement(text);
      write.write.dialect = dialect;
    };
  };
  Protection plainTransaction = transaction(), none = sample().protections[0];
  return {
      {"no key", plain, error},
      {"no schema", "", "duplicate-insert warning medium"},
      {"another table's schema", "CREATE TABLE other (id int)", "duplicate-insert warning medium"},
      {"no schema, the violation is expected", "", "duplicate-insert note medium", handled(Handling::ToldApart)},
      {"a wider key", plain + "; CREATE UNIQUE INDEX w ON users (email, tenant)", error},
      {"a partial key, nothing known", plain + "; CREATE UNIQUE INDEX w ON users (email) WHERE tenant > 0", warning},
      {"a temporary table", "CREATE TEMPORARY TABLE users (email text)", quiet},
      {"a key, dropped", keyed, conflict},
      {"a key, escapes", keyed, conflict, handled(Handling::Escapes)},
      {"a key, generic", keyed, note, handled(Handling::Generic)},
      {"a key, unknown handling", keyed, "unhandled-conflict note low", handled(Handling::Unknown)},
      {"a key, told apart", keyed, quiet, handled(Handling::ToldApart)},
      {"a key, read again", keyed, quiet, handled(Handling::Reread)},
      // Transactions and isolation.
      {"a plain transaction", plain, error, with(plainTransaction, {})},
      {"the write alone in a transaction", plain, error,
       [](W write, O) { write.protections[0].atWrite = TransactionShape::Deferred; }},
      {"serializable, no key", plain, quiet,
       [=](W write, O options) {
         write.protections = {plainTransaction};
         options.isolation = sql::Isolation::Serializable;
       }},
      {"serializable, key, no retry", keyed, note,
       [=](W write, O options) {
         write.protections = {plainTransaction};
         options.isolation = sql::Isolation::Serializable;
       }},
      {"serializable, key, retry", keyed, quiet,
       [=](W write, O options) {
         write.protections = {plainTransaction};
         write.protections[0].retries = true;
         options.isolation = sql::Isolation::Serializable;
       }},
      {"serializable, but autocommitted", plain, error,
       [](W, O options) { options.isolation = sql::Isolation::Serializable; }},
      {"a key and a retry", keyed, quiet,
       [=](W write, O) {
         write.protections = {plainTransaction};
         write.protections[0].retries = true;
       }},
      {"a key and a retry in autocommit", keyed, quiet, [](W write, O) { write.protections[0].retries = true; }},
      {"no key and a retry in autocommit", plain, error, [](W write, O) { write.protections[0].retries = true; }},
      {"an update that touches no row, behind an advisory lock", plain, quiet,
       [=](W write, O) {
         write.read.statement = statement("UPDATE users SET tenant = 1 WHERE email = ?");
         write.protections = {plainTransaction};
         write.protections[0].locks = {lock(LockKind::AdvisoryTransaction, true)};
       }},
      {"the same without the lock", plain, error,
       [=](W write, O) {
         write.read.statement = statement("UPDATE users SET tenant = 1 WHERE email = ?");
         write.protections = {plainTransaction};
       }},
      {"unknown callers, unknown transaction", plain, "duplicate-insert error medium",
       [](W write, O) {
         write.protections[0].atRead = write.protections[0].atWrite = TransactionShape::Unknown;
         write.callersUnknown = true;
       }},
      {"SQLite, immediate", plain, quiet,
       [](W write, O options) {
         write.protections = {transaction(TransactionShape::Immediate)};
         options.dialect = sql::Dialect::Sqlite;
       }},
      {"SQLite, deferred: busy, but no duplicate", plain, quiet,
       [=](W write, O options) {
         write.protections = {plainTransaction};
         options.dialect = sql::Dialect::Sqlite;
       }},
      {"SQLite, autocommit", plain, error, [](W, O options) { options.dialect = sql::Dialect::Sqlite; }},
      {"SQLite, transaction around the write only", plain, error,
       [](W write, O options) {
         write.protections[0].atWrite = TransactionShape::Immediate;
         options.dialect = sql::Dialect::Sqlite;
       }},
      // Locks.
      {"FOR UPDATE of an absent row", plain, idle, with(plainTransaction, {lock(LockKind::RowUpdate, true)})},
      {"a parent row", plain, quiet, with(plainTransaction, {lock(LockKind::OtherRow, true)})},
      {"a parent row, outside a transaction", plain, error, with(none, {lock(LockKind::OtherRow, false)})},
      {"a parent row in share mode", plain, error, with(plainTransaction, {lock(LockKind::OtherRow, true, "SHARE")})},
      {"an advisory lock of the transaction", plain, quiet,
       with(plainTransaction, {lock(LockKind::AdvisoryTransaction, true)})},
      {"the same, shared", plain, idle, with(plainTransaction, {lock(LockKind::AdvisoryTransaction, true, "SHARED")})},
      {"the same, in autocommit", plain, idle, with(none, {lock(LockKind::AdvisoryTransaction, false)})},
      {"the same, at REPEATABLE READ", plain, idle,
       [=](W write, O options) {
         write.protections = {plainTransaction};
         write.protections[0].locks = {lock(LockKind::AdvisoryTransaction, true)};
         options.isolation = sql::Isolation::RepeatableRead;
       }},
      {"an advisory lock taken too late", plain, idle,
       [=](W write, O) {
         HeldLock late = lock(LockKind::AdvisoryTransaction, true);
         late.beforeRead = false;
         write.protections = {plainTransaction};
         write.protections[0].locks = {late};
       }},
      {"a session's advisory lock, until after COMMIT", plain, quiet,
       [=](W write, O) {
         HeldLock session = lock(LockKind::AdvisorySession, false);
         session.releasedAfterCommit = true;
         write.protections = {plainTransaction};
         write.protections[0].locks = {session};
       }},
      {"the same, released before COMMIT", plain, idle,
       [=](W write, O) {
         write.protections = {plainTransaction};
         write.protections[0].locks = {lock(LockKind::AdvisorySession, true)};
       }},
      {"LOCK TABLE in a mode that excludes", plain, quiet,
       with(plainTransaction, {lock(LockKind::Table, true, "SHARE ROW EXCLUSIVE")})},
      {"LOCK TABLE in a mode that does not", plain, idle,
       with(plainTransaction, {lock(LockKind::Table, true, "ROW EXCLUSIVE")})},
      {"a useless lock and a good one", plain, quiet,
       with(plainTransaction, {lock(LockKind::RowUpdate, true), lock(LockKind::AdvisoryTransaction, true)})},
      {"a mutex, many processes", plain, error, with(none, {lock(LockKind::Mutex, false)})},
      {"a mutex, one process", plain, quiet,
       [=](W write, O options) {
         write.protections[0].locks = {lock(LockKind::Mutex, false)};
         options.writers = Writers::OneProcess;
       }},
      {"a mutex over the read only, one process", plain, error,
       [=](W write, O options) {
         write.protections[0].locks = {lock(LockKind::Mutex, false)};
         write.protections[0].locks[0].heldAtWrite = false;
         options.writers = Writers::OneProcess;
       }},
      {"a mutex around an in-process store", plain, quiet,
       [=](W write, O) {
         write.protections[0].locks = {lock(LockKind::Mutex, false)};
         write.write.embedded = true;
       }},
      {"one thread", plain, quiet, [](W, O options) { options.writers = Writers::OneThread; }},
      {"one process without a lock", plain, error, [](W, O options) { options.writers = Writers::OneProcess; }},
      {"MariaDB, gap locks: deadlock, no duplicate", indexed, idle,
       [=](W write, O options) {
         write.protections = {plainTransaction};
         write.protections[0].locks = {lock(LockKind::RowUpdate, true)};
         options.dialect = sql::Dialect::MariaDb;
       }},
      {"MariaDB, no index: all rows are locked, if there are any", plain, "ineffective-lock note high",
       [=](W write, O options) {
         write.protections = {plainTransaction};
         write.protections[0].locks = {lock(LockKind::RowUpdate, true)};
         options.dialect = sql::Dialect::MariaDb;
       }},
      {"MariaDB, gap locks and a retry", indexed, quiet,
       [=](W write, O options) {
         write.protections = {plainTransaction};
         write.protections[0].locks = {lock(LockKind::RowUpdate, true)};
         write.protections[0].retries = true;
         options.dialect = sql::Dialect::MariaDb;
       }},
      {"MariaDB, gap locks and a lock that holds", indexed, quiet,
       [=](W write, O options) {
         HeldLock session = lock(LockKind::Named, false);
         session.releasedAfterCommit = true;
         write.protections = {plainTransaction};
         write.protections[0].locks = {lock(LockKind::RowUpdate, true), session};
         options.dialect = sql::Dialect::MariaDb;
       }},
      {"FOR UPDATE, a key, dropped", keyed, "ineffective-lock warning high",
       with(plainTransaction, {lock(LockKind::RowUpdate, true)})},
      {"FOR UPDATE, a key, told apart", keyed, quiet,
       [=](W write, O) {
         write.handling = Handling::ToldApart;
         write.protections = {plainTransaction};
         write.protections[0].locks = {lock(LockKind::RowUpdate, true)};
       }},
      {"FOR UPDATE on one path, nothing on the other", plain, error,
       [=](W write, O) {
         write.protections = {plainTransaction, plainTransaction};
         write.protections[0].locks = {lock(LockKind::RowUpdate, true)};
       }},
      {"LOCK TABLE outside a transaction", plain, idle, with(none, {lock(LockKind::Table, false, "EXCLUSIVE")})},
      {"a shared mutex, one process", plain, error,
       [=](W write, O options) {
         write.protections[0].locks = {lock(LockKind::Mutex, false, "SHARED")};
         options.writers = Writers::OneProcess;
       }},
      {"MariaDB, GET_LOCK until after COMMIT", plain, quiet,
       [=](W write, O options) {
         write.protections = {plainTransaction};
         write.protections[0].locks = {lock(LockKind::Named, false)};
         write.protections[0].locks[0].releasedAfterCommit = true;
         options.dialect = sql::Dialect::MariaDb;
       }},
      // Upserts.
      {"ON CONFLICT on the key", keyed, quiet,
       inserting("INSERT INTO users(email) VALUES (?) ON CONFLICT (email) DO NOTHING", sql::Dialect::PostgreSql)},
      {"ON CONFLICT on another key", keyed, conflict,
       inserting("INSERT INTO users(email) VALUES (?) ON CONFLICT (id) DO NOTHING", sql::Dialect::PostgreSql)},
      {"an upsert on a table nobody describes", "", quiet,
       inserting("INSERT INTO users(email) VALUES (?) ON DUPLICATE KEY UPDATE tenant = 1", sql::Dialect::MySql)},
      {"ON DUPLICATE KEY with a key", keyed, quiet,
       inserting("INSERT INTO users(email) VALUES (?) ON DUPLICATE KEY UPDATE tenant = 1", sql::Dialect::MySql)},
      {"ON DUPLICATE KEY without a key", plain, error,
       inserting("INSERT INTO users(email) VALUES (?) ON DUPLICATE KEY UPDATE tenant = 1", sql::Dialect::MySql)},
      {"INSERT OR IGNORE with a key", keyed, quiet,
       inserting("INSERT OR IGNORE INTO users(email) VALUES (?)", sql::Dialect::Sqlite)},
      // Confidence.
      {"a column that is not proven", plain, "duplicate-insert error medium",
       [](W write, O) { write.key.push_back({"tenant", "", KeyMatch::Unproven}); }},
      {"no column proven", plain, "duplicate-insert error low",
       [](W write, O) { write.key[0].match = KeyMatch::Unproven; }},
      {"a lookup with further conditions", plain, "duplicate-insert error medium",
       [](W write, O) { write.lookupIsNarrower = true; }},
      {"a table's name with a prefix nobody knows", keyed, "unhandled-conflict warning medium",
       [](W write, O) { write.table = "…sers"; }},
      {"one that fits two tables", plain + "; CREATE TABLE consumers (email text)", "duplicate-insert warning medium",
       [](W write, O) { write.table = "…ers"; }},
      {"a transaction that is known at one end only", plain, error,
       [=](W write, O options) {
         write.protections = {plainTransaction};
         write.protections[0].atRead = TransactionShape::Unknown;
         options.dialect = sql::Dialect::Sqlite;
       }},
      {"below what is asked for", plain, quiet,
       [](W write, O options) {
         write.key[0].match = KeyMatch::Unproven;
         options.minConfidence = Confidence::Medium;
       }},
      {"protected on one path of two", plain, error,
       [=](W write, O) {
         write.protections.push_back(plainTransaction);
         write.protections[1].locks = {lock(LockKind::AdvisoryTransaction, true)};
       }},
  };
}

TEST(Rules, Table) {
  for (const Row &row : table()) {
    CheckedWrite write = sample();
    JudgeOptions options;
    row.change(write, options);
    sql::Dialect dialect = options.dialect != sql::Dialect::Generic ? options.dialect : write.write.dialect;
    schema::Schema schema = schemaOf(row.ddl, dialect);
    EXPECT_EQ(shown(judge({write}, row.ddl.empty() ? nullptr : &schema, options)), row.expected) << row.what;
  }
}

TEST(Rules, FingerprintsFollowTheCodeAndOrderIsStable) {
  schema::Schema open = schemaOf(plain);
  CheckedWrite first = sample(), second = sample(), moved = sample();
  second.write.at.line = 40;
  moved.write.at.line = 400;
  moved.key[0].column = "EMAIL";
  auto forward = judge({first, second}, &open, {}), backward = judge({second, first}, &open, {});
  ASSERT_EQ(forward.size(), 2u);
  EXPECT_NE(forward[0].fingerprint, forward[1].fingerprint);
  EXPECT_EQ(forward[0].fingerprint.size(), 16u);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(forward[i].fingerprint, backward[i].fingerprint);
    EXPECT_EQ(forward[i].at.line, backward[i].at.line);
  }
  EXPECT_EQ(only(moved, &open).fingerprint, forward[0].fingerprint);
  moved.function = "other";
  EXPECT_NE(only(moved, &open).fingerprint, forward[0].fingerprint);
}

TEST(Rules, FindingsThatReadAlikeNameTheFunctionsThatDecide) {
  schema::Schema open = schemaOf(plain);
  CheckedWrite one = sample(), again = sample(), other = sample();
  again.read.way.front().line += 1;  // Another lookup of the same function: that is not what tells them apart.
  other.function = "other";
  EXPECT_EQ(judge({one, again}, &open, {})[0].message.find("on the way"), std::string::npos);
  auto findings = judge({one, other}, &open, {});
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_NE(findings[0].message, findings[1].message);
  for (const Finding &finding : findings)
    EXPECT_TRUE(finding.message.ends_with(" (on the way from " + finding.function + ")")) << finding.message;
}

}  // namespace
}  // namespace dbrace
