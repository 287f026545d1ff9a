// What looks like a guard and is none is named, whichever rule speaks: a mutex where other processes write too.
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
static std::mutex guard;

void locked(sqlite3 *db, const char *name) {
  std::lock_guard<std::mutex> lock(guard);  // reason: "the mutex guard does not keep the rival out: a mutex excludes only threads of its own process"
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))  // reason: "looked up" // reason: "no row was found"
    step(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] error "two processes can both find no row"
}
void lockedTransaction(sqlite3 *db, const char *name) {
  std::lock_guard<std::mutex> lock(guard);
  sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
}
