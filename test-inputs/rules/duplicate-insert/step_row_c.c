// C, one statement at a time, literals in place, two checked columns.
// schema: plain.sql
#include <sqlite3.h>
#include <stddef.h>

int add_device(sqlite3 *db, const char *serial, int port) {
  sqlite3_stmt *st;
  int rc;
  if (sqlite3_prepare_v2(db, "SELECT id FROM devices WHERE serial = ?1 AND port = ?2", -1, &st, NULL) != SQLITE_OK)
    return -1;
  sqlite3_bind_text(st, 1, serial, -1, SQLITE_STATIC);
  sqlite3_bind_int(st, 2, port);
  rc = sqlite3_step(st);
  sqlite3_finalize(st);
  if (rc == SQLITE_ROW)
    return 0;

  if (sqlite3_prepare_v2(db, "INSERT INTO devices (serial, port) VALUES (?1, ?2)", -1, &st, NULL) != SQLITE_OK)
    return -1;
  sqlite3_bind_text(st, 1, serial, -1, SQLITE_STATIC);
  sqlite3_bind_int(st, 2, port);
  rc = sqlite3_step(st);  // finding: [dbrace-duplicate-insert] "devices"
  sqlite3_finalize(st);
  return rc == SQLITE_DONE ? 1 : -1;
}

/* The port is another one: the row that was looked for is not the one that is written. */
int add_next_port(sqlite3 *db, const char *serial, int port) {
  sqlite3_stmt *st;
  int rc;
  if (sqlite3_prepare_v2(db, "SELECT id FROM devices WHERE serial = ?1 AND port = ?2", -1, &st, NULL) != SQLITE_OK)
    return -1;
  sqlite3_bind_text(st, 1, serial, -1, SQLITE_STATIC);
  sqlite3_bind_int(st, 2, port);
  rc = sqlite3_step(st);
  sqlite3_finalize(st);
  if (rc == SQLITE_ROW)
    return 0;

  if (sqlite3_prepare_v2(db, "INSERT INTO devices (serial, port) VALUES (?1, ?2)", -1, &st, NULL) != SQLITE_OK)
    return -1;
  sqlite3_bind_text(st, 1, serial, -1, SQLITE_STATIC);
  sqlite3_bind_int(st, 2, port + 1);
  rc = sqlite3_step(st);
  sqlite3_finalize(st);
  return rc == SQLITE_DONE ? 1 : -1;
}
