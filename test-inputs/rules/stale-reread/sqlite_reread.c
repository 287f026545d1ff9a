// SQLite has one writer: in a transaction the loser is told so before its insert, and a re-read sees what is there. Only a
// key that refuses more than the lookup asks for hides the row.
// schema: covering.sql
#include <sqlite3.h>

static int step(sqlite3 *db, const char *sql, const char *a, const char *b, int *id) {
  sqlite3_stmt *stmt = 0;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, 0) != SQLITE_OK)
    return SQLITE_ERROR;
  sqlite3_bind_text(stmt, 1, a, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text(stmt, 2, b, -1, SQLITE_TRANSIENT);
  int rc = sqlite3_step(stmt);
  if (rc == SQLITE_ROW && id)
    *id = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return rc;
}

int same_key(sqlite3 *db, const char *a, const char *b) {
  int id = 0;
  if (step(db, "SELECT id FROM exact_key WHERE a = ? AND b = ?", a, b, &id) == SQLITE_ROW)
    return id;
  if (step(db, "INSERT INTO exact_key (a, b) VALUES (?, ?)", a, b, 0) == SQLITE_CONSTRAINT)
    step(db, "SELECT id FROM exact_key WHERE a = ? AND b = ?", a, b, &id);
  return id;
}
int narrower_key(sqlite3 *db, const char *a, const char *b) {
  int id = 0;
  if (step(db, "SELECT id FROM narrower_key WHERE a = ? AND b = ?", a, b, &id) == SQLITE_ROW)
    return id;
  if (step(db, "INSERT INTO narrower_key (a, b) VALUES (?, ?)", a, b, 0) == SQLITE_CONSTRAINT)  // finding: [dbrace-stale-reread] warning "need not be found"
    step(db, "SELECT id FROM narrower_key WHERE a = ? AND b = ?", a, b, &id);
  return id;
}
// By the key's own columns the row is found.
int narrower_key_by_key(sqlite3 *db, const char *a, const char *b) {
  int id = 0;
  if (step(db, "SELECT id FROM narrower_key WHERE a = ? AND b = ?", a, b, &id) == SQLITE_ROW)
    return id;
  if (step(db, "INSERT INTO narrower_key (a, b) VALUES (?, ?)", a, b, 0) == SQLITE_CONSTRAINT)
    step(db, "SELECT id FROM narrower_key WHERE a = ?", a, 0, &id);
  return id;
}
int stricter_key(sqlite3 *db, const char *a) {
  int id = 0;
  if (step(db, "SELECT id FROM folded_key WHERE a = ?", a, 0, &id) == SQLITE_ROW)
    return id;
  if (step(db, "INSERT INTO folded_key (a) VALUES (?)", a, 0, 0) != SQLITE_DONE)  // finding: [dbrace-stale-reread] warning "folds"
    step(db, "SELECT id FROM folded_key WHERE a = ?", a, 0, &id);
  return id;
}
int stricter_key_folded(sqlite3 *db, const char *a) {
  int id = 0;
  if (step(db, "SELECT id FROM folded_key WHERE a = ?", a, 0, &id) == SQLITE_ROW)
    return id;
  if (step(db, "INSERT INTO folded_key (a) VALUES (?)", a, 0, 0) != SQLITE_DONE)
    step(db, "SELECT id FROM folded_key WHERE lower(a) = lower(?)", a, 0, &id);
  return id;
}
int in_transaction(sqlite3 *db, const char *a) {
  int id = 0;
  sqlite3_exec(db, "BEGIN", 0, 0, 0);
  if (step(db, "SELECT id FROM later_key WHERE a = ?", a, 0, &id) != SQLITE_ROW &&
      step(db, "INSERT INTO later_key (a) VALUES (?)", a, 0, 0) != SQLITE_DONE)
    step(db, "SELECT id FROM later_key WHERE a = ?", a, 0, &id);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return id;
}
