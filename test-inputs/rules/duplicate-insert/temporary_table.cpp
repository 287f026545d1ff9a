// A temporary table belongs to one connection: it has no rivals.
// schema: none
#include <sqlite3.h>

static bool step(sqlite3 *db, const char *sql, const char *value) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, value, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

void setUp(sqlite3 *db) {
  sqlite3_exec(db, "CREATE TEMP TABLE seen (path TEXT)", nullptr, nullptr, nullptr);
  sqlite3_exec(db, "CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT)", nullptr, nullptr, nullptr);
}
void markSeen(sqlite3 *db, const char *path) {
  if (!step(db, "SELECT 1 FROM seen WHERE path = ?", path))
    step(db, "INSERT INTO seen (path) VALUES (?)", path);
}
void addFile(sqlite3 *db, const char *path) {
  if (!step(db, "SELECT 1 FROM files WHERE path = ?", path))
    step(db, "INSERT INTO files (path) VALUES (?)", path);  // finding: [dbrace-duplicate-insert] "files"
}
