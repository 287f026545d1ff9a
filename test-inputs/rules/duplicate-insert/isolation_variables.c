// MySQL: the level as a variable, of the session and of the next transaction only.
// schema: plain.sql
#include <mysql/mysql.h>
#include <stdio.h>

static int found(MYSQL *db, const char *name) {
  char sql[200];
  snprintf(sql, sizeof sql, "SELECT id FROM tags WHERE name = '%s'", name);
  mysql_query(db, sql);
  MYSQL_RES *res = mysql_store_result(db);
  const int rows = (int)mysql_num_rows(res);
  mysql_free_result(res);
  return rows > 0;
}
static void add(MYSQL *db, const char *format, const char *name) {
  char sql[200];
  snprintf(sql, sizeof sql, format, name);
  mysql_query(db, sql);
}
#define TAG "INSERT INTO tags (name) VALUES ('%s')"

void next_transaction(MYSQL *db, const char *name) {
  mysql_query(db, "SET @@transaction_isolation = 'SERIALIZABLE'");
  mysql_query(db, "START TRANSACTION");
  if (!found(db, name))
    add(db, TAG, name);
  mysql_query(db, "COMMIT");
}
void one_after_the_next(MYSQL *db, const char *name) {
  mysql_query(db, "SET @@transaction_isolation = 'SERIALIZABLE'");
  mysql_query(db, "START TRANSACTION");
  mysql_query(db, "UPDATE log SET line = 'seen'");
  mysql_query(db, "COMMIT");
  mysql_query(db, "START TRANSACTION");
  if (!found(db, name))
    add(db, TAG, name);  // finding: [dbrace-duplicate-insert] error
  mysql_query(db, "COMMIT");
}
