/* A wrapper that returns the error's number below zero, and callers that only ask whether there was one. */
/* schema: keyed.sql */
/* dialect: mysql */
#include <mysql.h>
#include <mysqld_error.h>
#include <stdio.h>

static int run(MYSQL *mysql, const char *sql) {
  if (mysql_query(mysql, sql)) {
    fprintf(stderr, "%s\n", mysql_error(mysql));
    return -(int)mysql_errno(mysql);
  }
  return 0;
}
static int known(MYSQL *mysql, const char *name) {
  char sql[300];
  snprintf(sql, sizeof sql, "SELECT id FROM tags WHERE name = '%s'", name);
  if (run(mysql, sql) < 0)
    return -1;
  MYSQL_RES *res = mysql_store_result(mysql);
  int rows = mysql_num_rows(res) > 0;
  mysql_free_result(res);
  return rows;
}

int ask_whether(MYSQL *mysql, const char *name) {
  char sql[300];
  if (known(mysql, name) != 0)
    return 0;
  snprintf(sql, sizeof sql, "INSERT INTO tags (name) VALUES ('%s')", name);
  return run(mysql, sql) ? -1 : 1; /* finding: [dbrace-unhandled-conflict] note "tags" */
}
int ask_which(MYSQL *mysql, const char *name) {
  char sql[300];
  if (known(mysql, name) != 0)
    return 0;
  snprintf(sql, sizeof sql, "INSERT INTO tags (name) VALUES ('%s')", name);
  int rc = run(mysql, sql);
  if (rc == -ER_DUP_ENTRY)
    return 0;
  return rc ? -1 : 1;
}
