/* The MySQL C API: mysql_num_rows, mysql_fetch_row, a count in a row, mysql_affected_rows. */
/* schema: plain.sql */
/* dialect: mysql */
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void by_num_rows(MYSQL *mysql, const char *name) {
  char query[512];
  MYSQL_RES *res;
  my_ulonglong rows;
  snprintf(query, sizeof(query), "SELECT id FROM tags WHERE name='%s'", name);
  if (mysql_query(mysql, query))
    return;
  res = mysql_store_result(mysql);
  rows = mysql_num_rows(res);
  mysql_free_result(res);
  if (rows == 0) {
    snprintf(query, sizeof(query), "INSERT INTO tags SET name='%s'", name);
    mysql_query(mysql, query);  // finding: [dbrace-duplicate-insert] "tags"
  }
}

int by_fetch_row(MYSQL *mysql, const char *name) {
  char query[512];
  MYSQL_RES *res;
  MYSQL_ROW row;
  int id = 0;
  snprintf(query, sizeof(query), "SELECT id FROM tags WHERE name='%s'", name);
  mysql_query(mysql, query);
  res = mysql_use_result(mysql);
  if ((row = mysql_fetch_row(res)) != NULL)
    id = atoi(row[0]);
  mysql_free_result(res);
  if (id)
    return id;
  snprintf(query, sizeof(query), "INSERT INTO tags (name) VALUES ('%s')", name);
  if (mysql_query(mysql, query))  // finding: [dbrace-duplicate-insert]
    return -1;
  return (int)mysql_insert_id(mysql);
}

void by_count(MYSQL *mysql, int owner) {
  char query[256];
  MYSQL_RES *res;
  MYSQL_ROW row;
  int count = 0;
  sprintf(query, "SELECT COUNT(*) FROM settings WHERE owner=%d AND name='theme'", owner);
  if (mysql_real_query(mysql, query, strlen(query)) == 0 && (res = mysql_store_result(mysql)) != NULL) {
    row = mysql_fetch_row(res);
    count = atoi(row[0]);
    mysql_free_result(res);
  }
  if (count == 0) {
    sprintf(query, "INSERT INTO settings (owner, name) VALUES (%d, 'theme')", owner);
    mysql_query(mysql, query);  // finding: [dbrace-duplicate-insert] "settings"
  }
}

void by_affected_rows(MYSQL *mysql, int owner) {
  char query[256];
  sprintf(query, "UPDATE settings SET value='dark' WHERE owner=%d AND name='theme'", owner);
  mysql_query(mysql, query);
  if (mysql_affected_rows(mysql) == 0) {
    sprintf(query, "INSERT INTO settings (owner, name, value) VALUES (%d, 'theme', 'dark')", owner);
    mysql_query(mysql, query);  // finding: [dbrace-duplicate-insert]
  }
}

/* The transaction is there, but under REPEATABLE READ both see no row and both insert. */
void in_transaction(MYSQL *mysql, const char *name) {
  char query[512];
  MYSQL_RES *res;
  my_ulonglong rows;
  mysql_query(mysql, "START TRANSACTION");
  snprintf(query, sizeof(query), "SELECT id FROM tags WHERE name='%s'", name);
  mysql_query(mysql, query);
  res = mysql_store_result(mysql);
  rows = mysql_num_rows(res);
  mysql_free_result(res);
  if (rows == 0) {
    snprintf(query, sizeof(query), "INSERT INTO tags (name) VALUES ('%s')", name);
    mysql_query(mysql, query);  // finding: [dbrace-duplicate-insert]
  }
  mysql_query(mysql, "COMMIT");
}

/* One row more for every row that is there. */
void copies(MYSQL *mysql, const char *name) {
  char query[512];
  MYSQL_RES *res;
  MYSQL_ROW row;
  snprintf(query, sizeof(query), "SELECT id FROM tags WHERE name='%s'", name);
  mysql_query(mysql, query);
  res = mysql_store_result(mysql);
  while ((row = mysql_fetch_row(res))) {
    snprintf(query, sizeof(query), "INSERT INTO tags (name) VALUES ('%s')", name);
    mysql_query(mysql, query);
  }
  mysql_free_result(res);
}

/* The table is locked for writing from before the check until after the insert. */
void under_table_lock(MYSQL *mysql, const char *name) {
  char query[512];
  MYSQL_RES *res;
  my_ulonglong rows;
  mysql_query(mysql, "LOCK TABLES tags WRITE");
  snprintf(query, sizeof(query), "SELECT id FROM tags WHERE name='%s'", name);
  mysql_query(mysql, query);
  res = mysql_store_result(mysql);
  rows = mysql_num_rows(res);
  mysql_free_result(res);
  if (rows == 0) {
    snprintf(query, sizeof(query), "INSERT INTO tags (name) VALUES ('%s')", name);
    mysql_query(mysql, query);
  }
  mysql_query(mysql, "UNLOCK TABLES");
}
