// The work of a transaction as a lambda that a function runs.
// schema: plain.sql
#include <sqlite3.h>
#include <functional>
#include <stdexcept>
#include <string>

class Database {
public:
  explicit Database(sqlite3 *db) : db(db) {}
  template <class F> void immediate(F &&work) {
    exec("BEGIN IMMEDIATE");
    work();
    exec("COMMIT");
  }
  template <class F> auto transaction(F &&work) -> decltype(work(*this)) {
    exec("BEGIN");
    try {
      auto result = work(*this);
      exec("COMMIT");
      return result;
    } catch (...) {
      exec("ROLLBACK");
      throw;
    }
  }
  bool executeWithinTransaction(const std::function<bool()> &work) {
    if (!exec("BEGIN"))
      return false;
    if (!work()) {
      exec("ROLLBACK");
      return false;
    }
    return exec("COMMIT");
  }
  bool has(const std::string &sql) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr);
    const bool row = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return row;
  }
  bool exec(const std::string &sql) { return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; }

private:
  sqlite3 *db;
};

bool inFunction(Database &db, const std::string &name) {
  return db.executeWithinTransaction([&] {
    if (db.has("SELECT id FROM tags WHERE name = '" + name + "'"))
      return true;
    return db.exec("INSERT INTO tags (name) VALUES ('" + name + "')");
  });
}
bool inFunctionWhenThere(Database &db, const std::string &name) {
  return db.executeWithinTransaction([&] {
    if (!db.has("SELECT id FROM tags WHERE name = '" + name + "'"))
      return true;
    return db.exec("INSERT INTO tags (name) VALUES ('" + name + "')");
  });
}
int inTemplate(Database &db, const std::string &email) {
  return db.transaction([&](Database &inside) {
    if (!inside.has("SELECT id FROM users WHERE email = '" + email + "'")) {
      inside.exec("INSERT INTO users (email) VALUES ('" + email + "')");
      return 1;
    }
    return 0;
  });
}
// Two transactions.
int inTwoTemplates(Database &db, const std::string &email) {
  const bool known = db.transaction([&](Database &inside) {
    return inside.has("SELECT id FROM users WHERE email = '" + email + "'");
  });
  if (known)
    return 0;
  return db.transaction([&](Database &inside) {
    return inside.exec("INSERT INTO users (email) VALUES ('" + email + "')");  // finding: [dbrace-duplicate-insert] "users"
  });
}
// The lock is taken before the lambda runs.
void underLock(Database &db, const std::string &name) {
  db.immediate([&] {
    if (!db.has("SELECT id FROM tags WHERE name = '" + name + "'"))
      db.exec("INSERT INTO tags (name) VALUES ('" + name + "')");
  });
}
// Only the insert runs under the lock.
void underLockTooLate(Database &db, const std::string &name) {
  if (!db.has("SELECT id FROM tags WHERE name = '" + name + "'"))
    db.immediate([&] {
      db.exec("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] "tags"
    });
}

// Kept in a member and called later.
class Job {
public:
  explicit Job(std::function<void()> work) : work(std::move(work)) {}
  void start() {
    if (work)
      work();
  }

private:
  std::function<void()> work;
};
void queued(Database &db, const std::string &name) {
  Job job([&db, name] {
    if (!db.has("SELECT id FROM tags WHERE name = '" + name + "'"))
      db.exec("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] "tags"
  });
  job.start();
}
// The check and the insert are two members.
struct Steps {
  std::function<bool()> check;
  std::function<void()> act;
  void run() const {
    if (!check())
      act();
  }
};
void inSteps(Database &db, const std::string &name) {
  Steps steps;
  steps.check = [&] { return db.has("SELECT id FROM tags WHERE name = '" + name + "'"); };
  steps.act = [&] {
    db.exec("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] "tags"
  };
  steps.run();
}
void inStepsOfOther(Database &db, const std::string &name, const std::string &other) {
  Steps steps;
  steps.check = [&] { return db.has("SELECT id FROM tags WHERE name = '" + name + "'"); };
  steps.act = [&] { db.exec("INSERT INTO tags (name) VALUES ('" + other + "')"); };
  steps.run();
}
