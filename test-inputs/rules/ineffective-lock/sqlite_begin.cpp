// SQLite has no row locks. A plain BEGIN around both steps is no lock, but lets no duplicate in: the second writer fails
// with SQLITE_BUSY. A mutex excludes threads of one process only; the other rule names it.
// schema: plain.sql
// writers: many
#include <mutex>
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
static std::mutex guard;

void deferred(sqlite3 *db, const char *name) {
  command(db, "BEGIN");
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);
  command(db, "COMMIT");
}
void immediate(sqlite3 *db, const char *name) {
  command(db, "BEGIN IMMEDIATE");
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);
  command(db, "COMMIT");
}
void deferredTooLate(sqlite3 *db, const char *name) {
  if (step(db, "SELECT id FROM tags WHERE name = ?", name))
    return;
  command(db, "BEGIN");
  step(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] error
  command(db, "COMMIT");
}
void locked(sqlite3 *db, const char *name) {
  std::lock_guard<std::mutex> lock(guard);
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] error "two processes can both find no row"
}
