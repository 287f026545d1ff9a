// Statements that say themselves what a conflict means, after a lookup.
// schema: keyed.sql
#include <sqlite3.h>

static bool step(sqlite3 *db, const char *sql, int owner, const char *name, const char *value) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_int(stmt, 1, owner);
  sqlite3_bind_text(stmt, 2, name, -1, SQLITE_TRANSIENT);
  if (value)
    sqlite3_bind_text(stmt, 3, value, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

void orIgnore(sqlite3 *db, int owner, const char *name, const char *value) {
  if (!step(db, "SELECT id FROM settings WHERE owner = ?1 AND name = ?2", owner, name, nullptr))
    step(db, "INSERT OR IGNORE INTO settings (owner, name, value) VALUES (?1, ?2, ?3)", owner, name, value);
}
void orReplace(sqlite3 *db, int owner, const char *name, const char *value) {
  if (!step(db, "SELECT id FROM settings WHERE owner = ?1 AND name = ?2", owner, name, nullptr))
    step(db, "INSERT OR REPLACE INTO settings (owner, name, value) VALUES (?1, ?2, ?3)", owner, name, value);
}
void onConflict(sqlite3 *db, int owner, const char *name, const char *value) {
  if (!step(db, "SELECT id FROM settings WHERE owner = ?1 AND name = ?2", owner, name, nullptr))
    step(db,
         "INSERT INTO settings (owner, name, value) VALUES (?1, ?2, ?3) "
         "ON CONFLICT (owner, name) DO UPDATE SET value = excluded.value",
         owner, name, value);
}
void replaceStatement(sqlite3 *db, int owner, const char *name, const char *value) {
  if (!step(db, "SELECT id FROM settings WHERE owner = ?1 AND name = ?2", owner, name, nullptr))
    step(db, "REPLACE INTO settings (owner, name, value) VALUES (?1, ?2, ?3)", owner, name, value);
}
// OR ABORT is what a plain insert does anyway.
void orAbort(sqlite3 *db, int owner, const char *name, const char *value) {
  if (!step(db, "SELECT id FROM settings WHERE owner = ?1 AND name = ?2", owner, name, nullptr))
    step(db, "INSERT OR ABORT INTO settings (owner, name, value) VALUES (?1, ?2, ?3)", owner, name, value);  // finding: [dbrace-unhandled-conflict] warning "settings"
}
