/* The violation takes the path of every other error: logged, rolled back, returned. A note, not a warning. */
/* schema: keyed.sql */
#include <sqlite3.h>
#include <stdio.h>

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *st = 0;
  sqlite3_prepare_v2(db, sql, -1, &st, 0);
  sqlite3_bind_text(st, 1, name, -1, SQLITE_TRANSIENT);
  return st;
}
static int known(sqlite3 *db, const char *name) {
  sqlite3_stmt *st = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  int row = sqlite3_step(st) == SQLITE_ROW;
  sqlite3_finalize(st);
  return row;
}

int logged(sqlite3 *db, const char *name) {
  sqlite3_stmt *st;
  int rc;
  if (known(db, name))
    return 0;
  st = prepare(db, "INSERT INTO tags (name) VALUES (?)", name);
  rc = sqlite3_step(st);  // finding: [dbrace-unhandled-conflict] note "tags"
  sqlite3_finalize(st);
  if (rc != SQLITE_DONE) {
    fprintf(stderr, "insert: %s\n", sqlite3_errmsg(db));
    return -1;
  }
  return 1;
}
int code_returned(sqlite3 *db, const char *name) {
  sqlite3_stmt *st;
  int rc;
  if (known(db, name))
    return SQLITE_OK;
  st = prepare(db, "INSERT INTO tags (name) VALUES (?)", name);
  rc = sqlite3_step(st);  // finding: [dbrace-unhandled-conflict] note
  sqlite3_finalize(st);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* The extended code names the kind of constraint. */
int extended_code(sqlite3 *db, const char *name) {
  sqlite3_stmt *st;
  int rc;
  if (known(db, name))
    return 0;
  st = prepare(db, "INSERT INTO tags (name) VALUES (?)", name);
  rc = sqlite3_step(st);
  sqlite3_finalize(st);
  if (rc != SQLITE_DONE) {
    if (sqlite3_extended_errcode(db) == SQLITE_CONSTRAINT_UNIQUE)
      return 0;
    fprintf(stderr, "insert: %s\n", sqlite3_errmsg(db));
    return -1;
  }
  return 1;
}
/* A switch with a case of its own. */
int in_switch(sqlite3 *db, const char *name) {
  sqlite3_stmt *st;
  int rc;
  if (known(db, name))
    return 0;
  st = prepare(db, "INSERT INTO tags (name) VALUES (?)", name);
  rc = sqlite3_step(st);
  sqlite3_finalize(st);
  switch (rc) {
  case SQLITE_DONE:
    return 1;
  case SQLITE_CONSTRAINT:
    return 0;
  default:
    fprintf(stderr, "insert: %s\n", sqlite3_errmsg(db));
    return -1;
  }
}
