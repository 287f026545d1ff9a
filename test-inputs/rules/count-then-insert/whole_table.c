/* The limit of a whole table, and one inside the statement. */
/* schema: bookings.sql */
#include <sqlite3.h>

static int countClients(sqlite3 *db) {
  sqlite3_stmt *stmt;
  int n = -1;
  if (sqlite3_prepare_v2(db, "SELECT count(*) FROM clients", -1, &stmt, 0) != SQLITE_OK) return -1;
  if (sqlite3_step(stmt) == SQLITE_ROW) n = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return n;
}
static int addClient(sqlite3 *db, const char *addr) {
  sqlite3_stmt *stmt;
  int rc;
  if (sqlite3_prepare_v2(db, "INSERT INTO clients (addr, port) VALUES (?, 80)", -1, &stmt, 0) != SQLITE_OK) return -1;
  sqlite3_bind_text(stmt, 1, addr, -1, SQLITE_STATIC);
  rc = sqlite3_step(stmt); /* finding: [dbrace-count-then-insert] warning "more rows of clients than the limit" */
  sqlite3_finalize(stmt);
  return rc == SQLITE_DONE ? 0 : -1;
}
int connectClient(sqlite3 *db, const char *addr, int most) {
  if (countClients(db) >= most) return -1;
  return addClient(db, addr);
}
/* In a transaction that no other can write beside. */
int connectAlone(sqlite3 *db, const char *addr, int most) {
  int rc = -1;
  sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0);
  if (countClients(db) < most) rc = addClient(db, addr);
  sqlite3_exec(db, "COMMIT", 0, 0, 0);
  return rc;
}
/* One statement is one step on SQLite. */
int connectAtOnce(sqlite3 *db) {
  return sqlite3_exec(db, "INSERT INTO clients (addr, port) SELECT 'a', 1 WHERE (SELECT count(*) FROM clients) < 10", 0, 0, 0);
}
/* Room is made first. */
int countForTheLog(sqlite3 *db, const char *addr) {
  int n = countClients(db);
  sqlite3_log(0, "%d clients", n);
  return addClient(db, addr);
}
/* A loop that counts up to the number of rows ends, however many there are. */
int listAndAdd(sqlite3 *db, const char *addr) {
  int i, n = countClients(db);
  for (i = 0; i < n; i++) sqlite3_log(0, "client %d of %d", i, n);
  return addClient(db, addr);
}
/* Room is made. */
int addAndPrune(sqlite3 *db, const char *addr) {
  while (countClients(db) >= 100) sqlite3_exec(db, "DELETE FROM clients WHERE seen < 1000", 0, 0, 0);
  return addClient(db, addr);
}
/* Other rows than the one that is written are counted. */
int addUnlessBusy(sqlite3 *db, const char *addr) {
  sqlite3_stmt *stmt;
  int n = 0;
  if (sqlite3_prepare_v2(db, "SELECT count(*) FROM clients WHERE port <> 80", -1, &stmt, 0) != SQLITE_OK) return -1;
  if (sqlite3_step(stmt) == SQLITE_ROW) n = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return n < 10 ? addClient(db, addr) : -1;
}
