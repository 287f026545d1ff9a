/* A switch over the step's result, with and without fall-through. */
/* schema: plain.sql */
#include <sqlite3.h>
#include <stddef.h>

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *st = NULL;
  sqlite3_prepare_v2(db, sql, -1, &st, NULL);
  sqlite3_bind_text(st, 1, name, -1, SQLITE_TRANSIENT);
  return st;
}
static int insert(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *st = prepare(db, sql, name);
  int rc = sqlite3_step(st);
  sqlite3_finalize(st);
  return rc;
}

int in_case_done(sqlite3 *db, const char *name) {
  sqlite3_stmt *st = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  int id = -1;
  switch (sqlite3_step(st)) {
  case SQLITE_ROW:
    id = sqlite3_column_int(st, 0);
    break;
  case SQLITE_DONE:
    insert(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
    id = (int)sqlite3_last_insert_rowid(db);
    break;
  default:
    break;
  }
  sqlite3_finalize(st);
  return id;
}

int in_default(sqlite3 *db, const char *name) {
  sqlite3_stmt *st = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  int rc = sqlite3_step(st);
  sqlite3_finalize(st);
  switch (rc) {
  case SQLITE_ROW:
    return 1;
  default:
    insert(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  }
  return 0;
}

/* ROW falls through to the insert, DONE does not. */
int in_case_row(sqlite3 *db, const char *name) {
  sqlite3_stmt *st = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  int rc = sqlite3_step(st);
  sqlite3_finalize(st);
  switch (rc) {
  case SQLITE_DONE:
    return 0;
  case SQLITE_ROW:
  case SQLITE_OK:
    insert(db, "INSERT INTO tags (name) VALUES (?)", name);
  }
  return 1;
}
