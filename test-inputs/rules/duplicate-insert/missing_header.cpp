// A header that is not there costs what it declares, not the rest of the file.
// schema: plain.sql
#include "generated/version.h"
#include <sqlite3.h>

static bool step(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

void ensure(sqlite3 *db, const char *name) {
  logVersion(PROJECT_VERSION, name);
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void whenKnown(sqlite3 *db, const char *name) {
  logVersion(PROJECT_VERSION, name);
  if (step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);
}
