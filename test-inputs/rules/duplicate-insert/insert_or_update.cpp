// Found: UPDATE, missing: INSERT. In both orders, with the text chosen before it is run, and by the UPDATE's own count.
// schema: plain.sql
#include <sqlite3.h>

static bool execute(sqlite3 *db, const char *sql, int owner, const char *name, const char *value) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr) != SQLITE_OK)
    return false;
  sqlite3_bind_int(stmt, 1, owner);
  sqlite3_bind_text(stmt, 2, name, -1, SQLITE_TRANSIENT);
  if (value)
    sqlite3_bind_text(stmt, 3, value, -1, SQLITE_TRANSIENT);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}
static bool hasSetting(sqlite3 *db, int owner, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "SELECT 1 FROM settings WHERE owner = ?1 AND name = ?2", -1, &stmt, nullptr);
  sqlite3_bind_int(stmt, 1, owner);
  sqlite3_bind_text(stmt, 2, name, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

void store(sqlite3 *db, int owner, const char *name, const char *value) {
  if (hasSetting(db, owner, name))
    execute(db, "UPDATE settings SET value = ?3 WHERE owner = ?1 AND name = ?2", owner, name, value);
  else
    execute(db, "INSERT INTO settings (owner, name, value) VALUES (?1, ?2, ?3)", owner, name, value);  // finding: [dbrace-duplicate-insert]
}

void storeTextFirst(sqlite3 *db, int owner, const char *name, const char *value) {
  const char *sql = "UPDATE settings SET value = ?3 WHERE owner = ?1 AND name = ?2";
  if (!hasSetting(db, owner, name))
    sql = "INSERT INTO settings (owner, name, value) VALUES (?1, ?2, ?3)";
  execute(db, sql, owner, name, value);  // finding: [dbrace-duplicate-insert]
}

void storeByCount(sqlite3 *db, int owner, const char *name, const char *value) {
  execute(db, "UPDATE settings SET value = ?3 WHERE owner = ?1 AND name = ?2", owner, name, value);
  if (sqlite3_changes(db) == 0)
    execute(db, "INSERT INTO settings (owner, name, value) VALUES (?1, ?2, ?3)", owner, name, value);  // finding: [dbrace-duplicate-insert]
}

// Updated or deleted, never inserted.
void storeOrRemove(sqlite3 *db, int owner, const char *name, const char *value) {
  if (hasSetting(db, owner, name))
    execute(db, "UPDATE settings SET value = ?3 WHERE owner = ?1 AND name = ?2", owner, name, value);
  else
    execute(db, "DELETE FROM settings WHERE owner = ?1 AND name = ?2", owner, name, nullptr);
}

// In a deferred transaction of SQLite the first statement writes, which takes the write lock before anything is decided.
void storeInTransaction(sqlite3 *db, int owner, const char *name, const char *value) {
  sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
  execute(db, "UPDATE settings SET value = ?3 WHERE owner = ?1 AND name = ?2", owner, name, value);
  if (sqlite3_changes(db) == 0)
    execute(db, "INSERT INTO settings (owner, name, value) VALUES (?1, ?2, ?3)", owner, name, value);
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
}
