/* What the front end makes of the calls; the rule needs nothing else. */
/* schema: plain.sql */
#include <sqlite3.h>

int add(sqlite3 *db, const char *name) {
  sqlite3_stmt *st;
  int rc;
  sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = ?", -1, &st, 0); /* fact: "prepare sqlite3_prepare_v2" */
  sqlite3_bind_text(st, 1, name, -1, SQLITE_STATIC); /* fact: "bind sqlite3_bind_text" */
  rc = sqlite3_step(st); /* fact: "run sqlite3_step" */
  sqlite3_finalize(st); /* fact: "close sqlite3_finalize" */
  if (rc == SQLITE_ROW)
    return 0;
  sqlite3_prepare_v2(db, "INSERT INTO tags (name) VALUES (?)", -1, &st, 0); /* fact: "prepare sqlite3_prepare_v2" */
  sqlite3_bind_text(st, 1, name, -1, SQLITE_STATIC); /* fact: "bind sqlite3_bind_text" */
  rc = sqlite3_step(st); /* fact: "run sqlite3_step" finding: [dbrace-duplicate-insert] "tags" */
  sqlite3_finalize(st); /* fact: "close sqlite3_finalize" */
  return rc == SQLITE_DONE ? (int)sqlite3_last_insert_rowid(db) : -1; /* fact: "measure sqlite3_last_insert_rowid" */
}

int clear(sqlite3 *db) {
  return sqlite3_exec(db, "DELETE FROM tags", 0, 0, 0); /* fact: "run sqlite3_exec" */
}
