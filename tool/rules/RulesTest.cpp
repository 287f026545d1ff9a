// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Verdicts of the rules over hand-made writes: each row changes one thing about the same check and insert.
#include "rules/Rules.h"
#include "schema/Ddl.h"

#include <gtest/gtest.h>

#include <functional>

namespace dbrace {
namespace {

std::shared_ptr<const sql::Statement> statement(const std::string &text) {
  return std::make_shared<sql::Statement>(sql::read(sql::Text(text)).at(0));
}

/// `SELECT id FROM users WHERE email = ?` decides `INSERT INTO users(email) VALUES (?)`, in autocommit.
CheckedWrite sample() {
  CheckedWrite write;
  write.table = "users";
  write.key = {{"email"}};
  write.written = {{"email", WrittenColumn::Null::Never, {}}};
  write.read.at = {"shop.cpp", 10, 3, 100, 120, "signUp"};
  write.read.way = {write.read.at};
  write.read.statement = statement("SELECT id FROM users WHERE email = ?");
  write.write.at = {"shop.cpp", 14, 3, 200, 220, "add"};
  write.write.way = {{"shop.cpp", 12, 5, 150, 160, "signUp"}, write.write.at};
  write.write.statement = statement("INSERT INTO users(email) VALUES (?)");
  write.write.dialect = sql::Dialect::PostgreSql;
  write.branches = {{{"shop.cpp", 11, 7, 130, 140, "signUp"}, "rows == 0", true}};
  write.function = "signUp";
  write.handling = Handling::Dropped;
  Protection autocommit;
  autocommit.atRead = autocommit.atWrite = TransactionShape::Autocommit;
  write.protections = {autocommit};
  return write;
}

schema::Schema schemaOf(const std::string &ddl, sql::Dialect dialect = sql::Dialect::PostgreSql) {
  std::vector<schema::DdlSource> sources{{"schema.sql", ddl}};
  return schema::importDdl(sources, dialect).schema;
}
const std::string plain = "CREATE TABLE users (id bigint PRIMARY KEY, email text, tenant int NOT NULL)";
const std::string keyed = plain + "; CREATE UNIQUE INDEX users_email_key ON users (email)";

Protection transaction(TransactionShape shape = TransactionShape::Deferred) {
  Protection protection;
  protection.atRead = protection.atWrite = shape;
  protection.sameTransaction = true;
  return protection;
}
HeldLock lock(LockKind kind, bool inTransaction, const std::string &mode = "") {
  HeldLock held;
  held.kind = kind;
  held.mode = mode;
  held.at = {"shop.cpp", 9, 1, 80, 90, "signUp"};
  held.beforeRead = held.heldAtWrite = true;
  held.inTransaction = inTransaction;
  return held;
}

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
                  conflict = "unhandled-conflict warning high", note = "unhandled-conflict note high", quiet = "quiet";

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
      {"no schema", "", warning},
      {"another table's schema", "CREATE TABLE other (id int)", warning},
      {"no schema, the violation is expected", "", "duplicate-insert note high", handled(Handling::ToldApart)},
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
      {"FOR UPDATE of an absent row", plain, error, with(plainTransaction, {lock(LockKind::RowUpdate, true)})},
      {"a parent row", plain, quiet, with(plainTransaction, {lock(LockKind::OtherRow, true)})},
      {"a parent row, outside a transaction", plain, error, with(none, {lock(LockKind::OtherRow, false)})},
      {"a parent row in share mode", plain, error, with(plainTransaction, {lock(LockKind::OtherRow, true, "SHARE")})},
      {"an advisory lock of the transaction", plain, quiet,
       with(plainTransaction, {lock(LockKind::AdvisoryTransaction, true)})},
      {"the same, shared", plain, error, with(plainTransaction, {lock(LockKind::AdvisoryTransaction, true, "SHARED")})},
      {"the same, in autocommit", plain, error, with(none, {lock(LockKind::AdvisoryTransaction, false)})},
      {"the same, at REPEATABLE READ", plain, error,
       [=](W write, O options) {
         write.protections = {plainTransaction};
         write.protections[0].locks = {lock(LockKind::AdvisoryTransaction, true)};
         options.isolation = sql::Isolation::RepeatableRead;
       }},
      {"an advisory lock taken too late", plain, error,
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
      {"the same, released before COMMIT", plain, error,
       [=](W write, O) {
         write.protections = {plainTransaction};
         write.protections[0].locks = {lock(LockKind::AdvisorySession, true)};
       }},
      {"LOCK TABLE in a mode that excludes", plain, quiet,
       with(plainTransaction, {lock(LockKind::Table, true, "SHARE ROW EXCLUSIVE")})},
      {"LOCK TABLE in a mode that does not", plain, error,
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
      {"MariaDB, gap locks: deadlock, no duplicate", plain, quiet,
       [=](W write, O options) {
         write.protections = {plainTransaction};
         write.protections[0].locks = {lock(LockKind::RowUpdate, true)};
         options.dialect = sql::Dialect::MariaDb;
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
      {"one that fits two tables", plain + "; CREATE TABLE consumers (email text)", "duplicate-insert warning high",
       [](W write, O) { write.table = "…ers"; }},
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

Finding only(const CheckedWrite &write, const schema::Schema *schema) {
  auto findings = judge({write}, schema, {});
  EXPECT_EQ(findings.size(), 1u);
  return findings.empty() ? Finding{} : findings[0];
}

TEST(Rules, MessagesAreConcrete) {
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
  EXPECT_NE(only(write, &open).advice.find("CREATE UNIQUE INDEX CONCURRENTLY users_key ON users (email)"),
            std::string::npos);
  EXPECT_TRUE(only(write, nullptr).advice.starts_with("If there is such a key, give dbrace the schema that has it."));
  EXPECT_NE(only(write, &closed).advice.find("ON CONFLICT (email) DO NOTHING"), std::string::npos);
  write.key.push_back({"tenant", "", KeyMatch::Unproven});
  EXPECT_EQ(only(write, &open).message,
            "two sessions can both find no row and both insert one: users.(email, tenant) has no unique "
            "key (if tenant gets the value that was looked up)");
}

TEST(Rules, ReasonsAreRelatedPlaces) {
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

TEST(Rules, AnUnprotectedPathIsNamed) {
  CheckedWrite write = sample();
  write.protections.push_back(transaction());
  write.protections[1].locks = {lock(LockKind::AdvisoryTransaction, true)};
  write.protections[0].callers = {{"main.cpp", 3, 1, 0, 0, "runBatch"}};
  schema::Schema open = schemaOf(plain);
  Finding finding = only(write, &open);
  EXPECT_NE(finding.message.find("other callers keep rivals out, the one in runBatch does not"), std::string::npos);
  EXPECT_EQ(finding.related.back().at.file, "main.cpp");
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

}  // namespace
}  // namespace dbrace
