// A key over fewer columns than the lookup prevents duplicates; its violation still has to be met.
// schema: covering.sql
#include <sqlite3.h>

static int step(sqlite3 *db, const char *sql, const char *a, const char *b) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, a, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text(stmt, 2, b, -1, SQLITE_TRANSIENT);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}

void dropped(sqlite3 *db, const char *a, const char *b) {
  if (step(db, "SELECT id FROM narrower_key WHERE a = ? AND b = ?", a, b) != SQLITE_ROW)
    step(db, "INSERT INTO narrower_key (a, b) VALUES (?, ?)", a, b);  // finding: [dbrace-unhandled-conflict] warning "narrower_key"
}
bool toldApart(sqlite3 *db, const char *a, const char *b) {
  if (step(db, "SELECT id FROM narrower_key WHERE a = ? AND b = ?", a, b) == SQLITE_ROW)
    return true;
  const int rc = step(db, "INSERT INTO narrower_key (a, b) VALUES (?, ?)", a, b);
  if (rc == SQLITE_CONSTRAINT)
    return false;
  return rc == SQLITE_DONE || rc == SQLITE_ROW;
}
