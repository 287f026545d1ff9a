// MySQL: FOR UPDATE of an absent row locks the gap, for both sessions; GET_LOCK and LOCK TABLES exclude, if they are held
// long enough.
// schema: plain.sql
#include <mysql/mysql.h>
#include <stdio.h>

static void command(MYSQL *db, const char *sql) { mysql_query(db, sql); }
static int find(MYSQL *db, const char *format, const char *serial, int port) {
  char sql[300];
  snprintf(sql, sizeof sql, format, serial, port);
  mysql_query(db, sql);
  MYSQL_RES *res = mysql_store_result(db);
  const int found = mysql_fetch_row(res) != NULL;
  mysql_free_result(res);
  return found;
}
static int add(MYSQL *db, const char *format, const char *serial, int port) {
  char sql[300];
  snprintf(sql, sizeof sql, format, serial, port);
  return mysql_query(db, sql);
}
#define LOOKUP "SELECT id FROM devices WHERE serial = '%s' AND port = %d"
#define DEVICE "INSERT INTO devices (serial, port) VALUES ('%s', %d)"

void for_update(MYSQL *db, const char *serial, int port) {
  command(db, "START TRANSACTION");
  if (!find(db, LOOKUP " FOR UPDATE", serial, port))
    add(db, DEVICE, serial, port);  // finding: [dbrace-ineffective-lock] warning "FOR UPDATE lets both in: a row that is absent cannot be locked, and of the gap"
  command(db, "COMMIT");
}
void shared(MYSQL *db, const char *serial, int port) {
  command(db, "START TRANSACTION");
  if (!find(db, LOOKUP " LOCK IN SHARE MODE", serial, port))
    add(db, DEVICE, serial, port);  // finding: [dbrace-ineffective-lock] warning "LOCK IN SHARE MODE lets both in"
  command(db, "COMMIT");
}
// There are no gap locks at this level.
void read_committed(MYSQL *db, const char *serial, int port) {
  command(db, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
  command(db, "START TRANSACTION");
  if (!find(db, LOOKUP " FOR UPDATE", serial, port))
    add(db, DEVICE, serial, port);  // finding: [dbrace-ineffective-lock] warning "FOR UPDATE does not keep a rival out: a row that is absent cannot be locked; two sessions"
  command(db, "COMMIT");
}
void in_autocommit(MYSQL *db, const char *serial, int port) {
  if (!find(db, LOOKUP " FOR UPDATE", serial, port))
    add(db, DEVICE, serial, port);  // finding: [dbrace-ineffective-lock] "two sessions can both find no row"
}
// No index serves this lookup, so that it locks all rows of the table, if there are any.
void without_index(MYSQL *db, const char *name) {
  command(db, "START TRANSACTION");
  if (!find(db, "SELECT id FROM tags WHERE name = '%s' FOR UPDATE", name, 0))
    add(db, "INSERT INTO tags (name) VALUES ('%s')", name, 0);  // finding: [dbrace-ineffective-lock] note "as long as the table is empty"
  command(db, "COMMIT");
}
// The victim of the deadlock begins again, and then finds the row.
void retried(MYSQL *db, const char *serial, int port) {
  for (int attempt = 0; attempt < 5; ++attempt) {
    command(db, "START TRANSACTION");
    if (!find(db, LOOKUP " FOR UPDATE", serial, port) && add(db, DEVICE, serial, port) != 0) {
      command(db, "ROLLBACK");
      continue;
    }
    command(db, "COMMIT");
    return;
  }
}
// After a deadlock the whole transaction is gone: to repeat the insert is not enough.
void only_the_insert_retried(MYSQL *db, const char *serial, int port) {
  command(db, "START TRANSACTION");
  if (!find(db, LOOKUP " FOR UPDATE", serial, port))
    for (int attempt = 0; attempt < 5; ++attempt)
      if (add(db, DEVICE, serial, port) == 0)  // finding: [dbrace-ineffective-lock] warning "deadlock"
        break;
  command(db, "COMMIT");
}

void named(MYSQL *db, const char *serial, int port) {
  command(db, "SELECT GET_LOCK('devices', -1)");
  command(db, "START TRANSACTION");
  if (!find(db, LOOKUP, serial, port))
    add(db, DEVICE, serial, port);
  command(db, "COMMIT");
  command(db, "SELECT RELEASE_LOCK('devices')");
}
void named_released_before_commit(MYSQL *db, const char *serial, int port) {
  command(db, "SELECT GET_LOCK('devices', -1)");
  command(db, "START TRANSACTION");
  if (!find(db, LOOKUP, serial, port))
    add(db, DEVICE, serial, port);  // finding: [dbrace-ineffective-lock] "named lock devices does not keep a rival out: it is released before the transaction commits"
  command(db, "SELECT RELEASE_LOCK('devices')");
  command(db, "COMMIT");
}
// The lookup reads the snapshot of the transaction's first SELECT.
void named_after_another_read(MYSQL *db, const char *serial, int port) {
  command(db, "START TRANSACTION");
  find(db, "SELECT id FROM tags WHERE name = '%s'", serial, 0);
  command(db, "SELECT GET_LOCK('devices', -1)");
  if (!find(db, LOOKUP, serial, port))
    add(db, DEVICE, serial, port);  // finding: [dbrace-ineffective-lock] "older than the lock"
  command(db, "COMMIT");
  command(db, "SELECT RELEASE_LOCK('devices')");
}
void named_before_another_read(MYSQL *db, const char *serial, int port) {
  command(db, "START TRANSACTION");
  command(db, "SELECT GET_LOCK('devices', -1)");
  find(db, "SELECT id FROM tags WHERE name = '%s'", serial, 0);
  if (!find(db, LOOKUP, serial, port))
    add(db, DEVICE, serial, port);
  command(db, "COMMIT");
  command(db, "SELECT RELEASE_LOCK('devices')");
}

void tables(MYSQL *db, const char *serial, int port) {
  command(db, "LOCK TABLES tags READ, devices WRITE");
  if (!find(db, LOOKUP, serial, port))
    add(db, DEVICE, serial, port);
  command(db, "UNLOCK TABLES");
}
void tables_read(MYSQL *db, const char *serial, int port) {
  command(db, "LOCK TABLES tags WRITE, devices READ");
  if (!find(db, LOOKUP, serial, port))
    add(db, DEVICE, serial, port);  // finding: [dbrace-ineffective-lock] "under a READ lock the insert is refused"
  command(db, "UNLOCK TABLES");
}
void tables_before_the_transaction(MYSQL *db, const char *serial, int port) {
  command(db, "LOCK TABLES devices WRITE");
  command(db, "START TRANSACTION");
  if (!find(db, LOOKUP, serial, port))
    add(db, DEVICE, serial, port);  // finding: [dbrace-ineffective-lock] "the start of a transaction releases it"
  command(db, "COMMIT");
  command(db, "UNLOCK TABLES");
}
void tables_with_autocommit_off(MYSQL *db, const char *serial, int port) {
  mysql_autocommit(db, 0);
  command(db, "LOCK TABLES devices WRITE");
  if (!find(db, LOOKUP, serial, port))
    add(db, DEVICE, serial, port);
  mysql_commit(db);
  command(db, "UNLOCK TABLES");
}
