// INSERT without a column list: the schema says which value is which column's.
// schema: plain.sql
#include <sqlite3.h>

static int step(sqlite3 *db, const char *sql, const char *serial, int port) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, serial, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int(stmt, 2, port);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}

void add(sqlite3 *db, const char *serial, int port) {
  if (step(db, "SELECT id FROM devices WHERE serial = ? AND port = ?", serial, port) != SQLITE_ROW)
    step(db, "INSERT INTO devices VALUES (NULL, ?, ?, 'new')", serial, port);  // finding: [dbrace-duplicate-insert] "devices"
}
void addWhenThere(sqlite3 *db, const char *serial, int port) {
  if (step(db, "SELECT id FROM devices WHERE serial = ? AND port = ?", serial, port) == SQLITE_ROW)
    step(db, "INSERT INTO devices VALUES (NULL, ?, ?, 'new')", serial, port);
}
