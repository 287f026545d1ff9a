// The protection sits in the callers: a guard object in one, nothing in another.
// schema: plain.sql
#include <sqlite3.h>

static bool step(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

class WriteTransaction {
public:
  explicit WriteTransaction(sqlite3 *db) : db(db) { sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr); }
  ~WriteTransaction() { sqlite3_exec(db, done ? "COMMIT" : "ROLLBACK", nullptr, nullptr, nullptr); }
  void commit() { done = true; }

private:
  sqlite3 *db;
  bool done = false;
};

static void ensureTag(sqlite3 *db, const char *name) {
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);
}
void importTags(sqlite3 *db, const char *const *names, int count) {
  WriteTransaction transaction(db);
  for (int i = 0; i < count; ++i)
    ensureTag(db, names[i]);
  transaction.commit();
}
void importOne(sqlite3 *db, const char *name) {
  WriteTransaction transaction(db);
  ensureTag(db, name);
  transaction.commit();
}

// The same, with one caller that opens nothing.
static void ensureUser(sqlite3 *db, const char *email) {
  if (!step(db, "SELECT id FROM users WHERE email = ?", email))
    step(db, "INSERT INTO users (email) VALUES (?)", email);  // finding: [dbrace-duplicate-insert] "users"
}
void importUser(sqlite3 *db, const char *email) {
  WriteTransaction transaction(db);
  ensureUser(db, email);
  transaction.commit();
}
void registerUser(sqlite3 *db, const char *email) { ensureUser(db, email); }

// The guard's scope ends before the insert.
void guardTooShort(sqlite3 *db, const char *name) {
  bool known;
  {
    WriteTransaction transaction(db);
    known = step(db, "SELECT id FROM tags WHERE name = ?", name);
    transaction.commit();
  }
  if (!known)
    step(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] "tags"
}
