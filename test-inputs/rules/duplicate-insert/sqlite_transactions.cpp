// Which transactions of SQLite keep a rival out: IMMEDIATE and EXCLUSIVE around both steps, and a deferred one around both,
// whose upgrade fails instead. A transaction that begins after the lookup does not.
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
static void command(sqlite3 *db, const char *sql) { sqlite3_exec(db, sql, nullptr, nullptr, nullptr); }

void immediate(sqlite3 *db, const char *name) {
  command(db, "BEGIN IMMEDIATE");
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);
  command(db, "COMMIT");
}
void exclusive(sqlite3 *db, const char *name) {
  command(db, "BEGIN EXCLUSIVE TRANSACTION");
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);
  command(db, "COMMIT TRANSACTION");
}
void deferred(sqlite3 *db, const char *name) {
  command(db, "BEGIN");
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);
  command(db, "COMMIT");
}

void begunTooLate(sqlite3 *db, const char *name) {
  const bool known = step(db, "SELECT id FROM tags WHERE name = ?", name);
  command(db, "BEGIN IMMEDIATE");
  if (!known)
    step(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  command(db, "COMMIT");
}
void endedTooEarly(sqlite3 *db, const char *name) {
  command(db, "BEGIN IMMEDIATE");
  const bool known = step(db, "SELECT id FROM tags WHERE name = ?", name);
  command(db, "COMMIT");
  if (!known)
    step(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void onlyOnSomePaths(sqlite3 *db, const char *name, bool careful) {
  if (careful)
    command(db, "BEGIN IMMEDIATE");
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  if (careful)
    command(db, "COMMIT");
}
