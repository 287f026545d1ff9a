/* sqlite3_finalize and sqlite3_reset return the error of the last step. */
/* schema: keyed.sql */
#include <sqlite3.h>

static int known(sqlite3 *db, const char *name) {
  sqlite3_stmt *stmt;
  sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = ?", -1, &stmt, 0);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  int row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
static int add(sqlite3 *db, const char *name) {
  sqlite3_stmt *stmt;
  sqlite3_prepare_v2(db, "INSERT INTO tags (name) VALUES (?)", -1, &stmt, 0);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  sqlite3_step(stmt); /* finding: [dbrace-unhandled-conflict] note "tags" */
  return sqlite3_finalize(stmt);
}

int told(sqlite3 *db, const char *name) {
  if (known(db, name))
    return 0;
  int rc = add(db, name);
  if (rc == SQLITE_CONSTRAINT)
    return 0;
  return rc == SQLITE_OK ? 1 : -1;
}
int generic(sqlite3 *db, const char *name) {
  if (known(db, name))
    return 0;
  return add(db, name) == SQLITE_OK ? 1 : -1;
}
/* A SELECT that was read in part ends without an error. */
int add_if_asked(sqlite3 *db, const char *name) {
  sqlite3_stmt *stmt;
  sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = ?", -1, &stmt, 0);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  int row = sqlite3_step(stmt) == SQLITE_ROW;
  if (sqlite3_finalize(stmt) != SQLITE_OK || row)
    return 0;
  sqlite3_prepare_v2(db, "INSERT INTO tags (name) VALUES (?)", -1, &stmt, 0);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  sqlite3_step(stmt); /* finding: [dbrace-unhandled-conflict] warning "tags" */
  sqlite3_finalize(stmt);
  return 1;
}
