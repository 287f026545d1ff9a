// Transactions as objects, scope guards and functions that take the work as a lambda. What protects is what the
// transaction begins with.
// schema: plain.sql
#include <sqlite3.h>
#include <functional>
#include <memory>
#include <string>
#include <utility>

static int step(sqlite3 *db, const char *sql, const std::string &value) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, value.c_str(), -1, SQLITE_TRANSIENT);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}
static const char *const find = "SELECT id FROM tags WHERE name = ?";
static const char *const add = "INSERT INTO tags (name) VALUES (?)";

class Transaction {
public:
  explicit Transaction(sqlite3 *db, bool immediate = false) : db(db) {
    sqlite3_exec(db, immediate ? "BEGIN IMMEDIATE" : "BEGIN", nullptr, nullptr, nullptr);
  }
  Transaction(const Transaction &) = delete;
  ~Transaction() {
    if (!committed)
      sqlite3_exec(db, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  void commit() {
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    committed = true;
  }

private:
  sqlite3 *db;
  bool committed = false;
};

// The second of two writers gets an error in SQLite: what it has read is old.
void plainObject(sqlite3 *db, const std::string &name) {
  Transaction transaction(db);
  if (step(db, find, name) != SQLITE_ROW)
    step(db, add, name);
  transaction.commit();
}
// Committed too early.
void plainObjectTooShort(sqlite3 *db, const std::string &name) {
  Transaction transaction(db);
  const bool known = step(db, find, name) == SQLITE_ROW;
  transaction.commit();
  if (!known)
    step(db, add, name);  // finding: [dbrace-duplicate-insert] "tags"
}
void immediateObject(sqlite3 *db, const std::string &name) {
  Transaction transaction(db, true);
  if (step(db, find, name) != SQLITE_ROW)
    step(db, add, name);
  transaction.commit();
}
// Its scope ends before the insert.
void immediateTooShort(sqlite3 *db, const std::string &name) {
  bool known;
  {
    Transaction transaction(db, true);
    known = step(db, find, name) == SQLITE_ROW;
    transaction.commit();
  }
  if (!known)
    step(db, add, name);  // finding: [dbrace-duplicate-insert] "tags"
}

// A guard that runs what it is given, unless dismissed.
template <class F> class Finally {
public:
  explicit Finally(F f) : f(std::move(f)) {}
  ~Finally() {
    if (active)
      f();
  }
  void dismiss() { active = false; }

private:
  F f;
  bool active = true;
};
template <class F> Finally<F> finally(F f) { return Finally<F>(std::move(f)); }

bool guarded(sqlite3 *db, const std::string &name) {
  sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  auto end = finally([&] { sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr); });
  if (step(db, find, name) == SQLITE_ROW)
    return false;
  return step(db, add, name) == SQLITE_DONE;
}
// The guard's block is over.
bool guardedTooShort(sqlite3 *db, const std::string &name) {
  {
    sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    auto end = finally([&] { sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr); });
    if (step(db, find, name) == SQLITE_ROW)
      return false;
  }
  return step(db, add, name) == SQLITE_DONE;  // finding: [dbrace-duplicate-insert] "tags"
}

class ScopeExit {
public:
  explicit ScopeExit(std::function<void()> run) : run(std::move(run)) {}
  ~ScopeExit() { run(); }

private:
  std::function<void()> run;
};
bool functionGuard(sqlite3 *db, const std::string &name) {
  sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  ScopeExit end([db] { sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr); });
  return step(db, find, name) == SQLITE_ROW || step(db, add, name) == SQLITE_DONE;
}
bool functionGuardTooShort(sqlite3 *db, const std::string &name) {
  bool known = false;
  {
    sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    ScopeExit end([db] { sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr); });
    known = step(db, find, name) == SQLITE_ROW;
  }
  return known || step(db, add, name) == SQLITE_DONE;  // finding: [dbrace-duplicate-insert] "tags"
}

// A pointer whose deleter ends the transaction.
struct Ender {
  void operator()(sqlite3 *db) const { sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr); }
};
using Scope = std::unique_ptr<sqlite3, Ender>;
bool deleter(sqlite3 *db, const std::string &name) {
  sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  Scope scope(db);
  if (step(db, find, name) != SQLITE_ROW)
    return step(db, add, name) == SQLITE_DONE;
  return false;
}
bool deleterTooShort(sqlite3 *db, const std::string &name) {
  sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  bool known;
  {
    Scope scope(db);
    known = step(db, find, name) == SQLITE_ROW;
  }
  if (!known)
    return step(db, add, name) == SQLITE_DONE;  // finding: [dbrace-duplicate-insert] "tags"
  return false;
}
