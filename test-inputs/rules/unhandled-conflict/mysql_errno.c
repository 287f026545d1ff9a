/* MySQL: errno 1062 told apart, or not. */
/* schema: keyed.sql */
/* dialect: mysql */
#include <mysql.h>
#include <mysqld_error.h>
#include <stdio.h>

static int known(MYSQL *mysql, const char *name) {
  char query[512];
  MYSQL_RES *res;
  int found = 0;
  snprintf(query, sizeof(query), "SELECT id FROM tags WHERE name='%s'", name);
  if (mysql_query(mysql, query) == 0 && (res = mysql_store_result(mysql))) {
    found = mysql_num_rows(res) > 0;
    mysql_free_result(res);
  }
  return found;
}

int by_number(MYSQL *mysql, const char *name) {
  char query[512];
  if (known(mysql, name))
    return 0;
  snprintf(query, sizeof(query), "INSERT INTO tags (name) VALUES ('%s')", name);
  if (mysql_query(mysql, query)) {
    if (mysql_errno(mysql) == 1062)
      return 0;
    fprintf(stderr, "%s\n", mysql_error(mysql));
    return -1;
  }
  return 1;
}
int by_name(MYSQL *mysql, const char *name) {
  char query[512];
  if (known(mysql, name))
    return 0;
  snprintf(query, sizeof(query), "INSERT INTO tags (name) VALUES ('%s')", name);
  if (mysql_query(mysql, query) == 0)
    return 1;
  switch (mysql_errno(mysql)) {
  case ER_DUP_ENTRY:
    return 0;
  default:
    return -1;
  }
}
int generic(MYSQL *mysql, const char *name) {
  char query[512];
  if (known(mysql, name))
    return 0;
  snprintf(query, sizeof(query), "INSERT INTO tags (name) VALUES ('%s')", name);
  if (mysql_query(mysql, query)) {  // finding: [dbrace-unhandled-conflict] note "tags"
    fprintf(stderr, "%s\n", mysql_error(mysql));
    return -1;
  }
  return 1;
}
int deadlock_only(MYSQL *mysql, const char *name) {
  char query[512];
  if (known(mysql, name))
    return 0;
  snprintf(query, sizeof(query), "INSERT INTO tags (name) VALUES ('%s')", name);
  if (mysql_query(mysql, query)) {  // finding: [dbrace-unhandled-conflict] note "tags"
    if (mysql_errno(mysql) == ER_LOCK_DEADLOCK)
      return 0;
    return -1;
  }
  return 1;
}
void dropped(MYSQL *mysql, const char *name) {
  char query[512];
  if (known(mysql, name))
    return;
  snprintf(query, sizeof(query), "INSERT INTO tags (name) VALUES ('%s')", name);
  mysql_query(mysql, query);  // finding: [dbrace-unhandled-conflict] warning "tags"
}
void ignored_by_statement(MYSQL *mysql, const char *name) {
  char query[512];
  if (known(mysql, name))
    return;
  snprintf(query, sizeof(query), "INSERT IGNORE INTO tags (name) VALUES ('%s')", name);
  mysql_query(mysql, query);
}
void on_duplicate(MYSQL *mysql, const char *name) {
  char query[512];
  if (known(mysql, name))
    return;
  snprintf(query, sizeof(query), "INSERT INTO tags (name) VALUES ('%s') ON DUPLICATE KEY UPDATE name = name", name);
  mysql_query(mysql, query);
}
