// MySQL: another option with such a text is no statement; the default level lets both in.
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
MYSQL *connect_to(const char *host) {
  MYSQL *db = mysql_init(NULL);
  mysql_options(db, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  mysql_options(db, MYSQL_READ_DEFAULT_GROUP, "SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE");
  return mysql_real_connect(db, host, "shop", NULL, "shop", 0, NULL, 0);
}

void in_a_transaction(MYSQL *db, const char *name) {
  mysql_query(db, "START TRANSACTION");
  if (!found(db, name))
    add(db, "INSERT INTO tags (name) VALUES ('%s')", name);  // finding: [dbrace-duplicate-insert] error
  mysql_query(db, "COMMIT");
}
void in_autocommit(MYSQL *db, const char *name) {
  if (!found(db, name))
    add(db, "INSERT INTO tags (name) VALUES ('%s')", name);  // finding: [dbrace-duplicate-insert] error
}
