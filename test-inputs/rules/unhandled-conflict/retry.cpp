// Retries: the whole of lookup and insert runs again, and finds the rival's row the second time.
// schema: keyed.sql
#include <sqlite3.h>

static int step(sqlite3 *db, const char *sql, const char *name, int *id) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  const int rc = sqlite3_step(stmt);
  if (rc == SQLITE_ROW && id)
    *id = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return rc;
}

int again(sqlite3 *db, const char *name) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    int id = 0;
    if (step(db, "SELECT id FROM tags WHERE name = ?", name, &id) == SQLITE_ROW)
      return id;
    if (step(db, "INSERT INTO tags (name) VALUES (?)", name, nullptr) == SQLITE_DONE)
      return int(sqlite3_last_insert_rowid(db));
  }
  return -1;
}
int untilFound(sqlite3 *db, const char *name) {
  int id = 0;
  while (step(db, "SELECT id FROM tags WHERE name = ?", name, &id) != SQLITE_ROW)
    step(db, "INSERT INTO tags (name) VALUES (?)", name, nullptr);
  return id;
}
int insertThenRead(sqlite3 *db, const char *name) {
  int id = 0;
  if (step(db, "SELECT id FROM tags WHERE name = ?", name, &id) == SQLITE_ROW)
    return id;
  step(db, "INSERT INTO tags (name) VALUES (?)", name, nullptr);
  step(db, "SELECT id FROM tags WHERE name = ?", name, &id);
  return id;
}
// Once only.
int once(sqlite3 *db, const char *name) {
  int id = 0;
  if (step(db, "SELECT id FROM tags WHERE name = ?", name, &id) == SQLITE_ROW)
    return id;
  if (step(db, "INSERT INTO tags (name) VALUES (?)", name, nullptr) == SQLITE_DONE)  // finding: [dbrace-unhandled-conflict] note "tags"
    return int(sqlite3_last_insert_rowid(db));
  return -1;
}
// The insert alone is repeated: it fails the same way each time.
int insertAgain(sqlite3 *db, const char *name) {
  int id = 0;
  if (step(db, "SELECT id FROM tags WHERE name = ?", name, &id) == SQLITE_ROW)
    return id;
  for (int attempt = 0; attempt < 3; ++attempt)
    if (step(db, "INSERT INTO tags (name) VALUES (?)", name, nullptr) == SQLITE_DONE)  // finding: [dbrace-unhandled-conflict] note "tags"
      return int(sqlite3_last_insert_rowid(db));
  return -1;
}
