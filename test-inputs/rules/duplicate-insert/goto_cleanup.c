/* C's way out: one label at the end, and a jump over the insert. */
/* schema: plain.sql */
#include <sqlite3.h>
#include <stddef.h>

int add_user(sqlite3 *db, const char *email, const char *name) {
  sqlite3_stmt *lookup = NULL, *insert = NULL;
  int rc = sqlite3_prepare_v2(db, "SELECT id FROM users WHERE email = ?", -1, &lookup, NULL);
  if (rc != SQLITE_OK)
    goto cleanup;
  sqlite3_bind_text(lookup, 1, email, -1, SQLITE_STATIC);
  rc = sqlite3_step(lookup);
  if (rc == SQLITE_ROW) {
    rc = SQLITE_OK;
    goto cleanup;
  }
  if (rc != SQLITE_DONE)
    goto cleanup;

  rc = sqlite3_prepare_v2(db, "INSERT INTO users (email, name) VALUES (?, ?)", -1, &insert, NULL);
  if (rc != SQLITE_OK)
    goto cleanup;
  sqlite3_bind_text(insert, 1, email, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, 2, name, -1, SQLITE_STATIC);
  rc = sqlite3_step(insert);  // finding: [dbrace-duplicate-insert] "users"
cleanup:
  sqlite3_finalize(insert);
  sqlite3_finalize(lookup);
  return rc;
}

/* The jump is taken when there is no row. */
int duplicate_user(sqlite3 *db, const char *email, const char *name) {
  sqlite3_stmt *lookup = NULL, *insert = NULL;
  int rc = sqlite3_prepare_v2(db, "SELECT id FROM users WHERE email = ?", -1, &lookup, NULL);
  if (rc != SQLITE_OK)
    goto cleanup;
  sqlite3_bind_text(lookup, 1, email, -1, SQLITE_STATIC);
  rc = sqlite3_step(lookup);
  if (rc != SQLITE_ROW)
    goto cleanup;

  rc = sqlite3_prepare_v2(db, "INSERT INTO users (email, name) VALUES (?, ?)", -1, &insert, NULL);
  if (rc != SQLITE_OK)
    goto cleanup;
  sqlite3_bind_text(insert, 1, email, -1, SQLITE_STATIC);
  sqlite3_bind_text(insert, 2, name, -1, SQLITE_STATIC);
  rc = sqlite3_step(insert);
cleanup:
  sqlite3_finalize(insert);
  sqlite3_finalize(lookup);
  return rc;
}
