// The answer comes back through an out-parameter, handed on by a function in between.
// schema: plain.sql
#include <sqlite3.h>

static int lookupId(sqlite3 *db, const char *name, int *id) {
  sqlite3_stmt *stmt = nullptr;
  int rc = sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = ?", -1, &stmt, nullptr);
  if (rc != SQLITE_OK)
    return rc;
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
  rc = sqlite3_step(stmt);
  if (rc == SQLITE_ROW) {
    *id = sqlite3_column_int(stmt, 0);
    rc = SQLITE_OK;
  } else if (rc == SQLITE_DONE) {
    *id = 0;
    rc = SQLITE_OK;
  }
  sqlite3_finalize(stmt);
  return rc;
}
static bool tryLookup(sqlite3 *db, const char *name, int &id, bool &found) {
  if (lookupId(db, name, &id) != SQLITE_OK)
    return false;
  found = id != 0;
  return true;
}
static int run(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}

int tagByPointer(sqlite3 *db, const char *name) {
  int id = 0;
  if (lookupId(db, name, &id) != SQLITE_OK)
    return -1;
  if (id == 0) {
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
    id = int(sqlite3_last_insert_rowid(db));
  }
  return id;
}
int tagByReference(sqlite3 *db, const char *name) {
  int id;
  bool found = false;
  if (!tryLookup(db, name, id, found))
    return -1;
  if (!found)
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  return id;
}
// `found` is another variable here: the lookup's answer is dropped.
int tagFlagUnused(sqlite3 *db, const char *name, bool found) {
  int id;
  bool ignored = false;
  if (!tryLookup(db, name, id, ignored))
    return -1;
  if (!found)
    run(db, "INSERT INTO tags (name) VALUES (?)", name);
  return id;
}
// Only a failed lookup is followed by the insert.
int tagOnFailure(sqlite3 *db, const char *name) {
  int id = 0;
  bool found = false;
  if (!tryLookup(db, name, id, found))
    return run(db, "INSERT INTO tags (name) VALUES (?)", name);
  return id;
}
