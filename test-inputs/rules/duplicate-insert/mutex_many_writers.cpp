// The same mutex when other processes write too: it keeps none of them out.
// schema: plain.sql
// writers: many
#include <sqlite3.h>
#include <mutex>

static bool step(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
static std::mutex mutex;

void guarded(sqlite3 *db, const char *name) {
  std::lock_guard<std::mutex> lock(mutex);
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void guardedAndImmediate(sqlite3 *db, const char *name) {
  std::lock_guard<std::mutex> lock(mutex);
  sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
}
