/* GET_LOCK gives 0 when its time is over: an answer, and no error. */
// schema: plain.sql
#include <mysql/mysql.h>
#include <stdio.h>
#include <stdlib.h>

static int has_tag(MYSQL *db, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "SELECT id FROM tags WHERE name = '%s'", name);
  if (mysql_query(db, sql) != 0)
    return -1;
  MYSQL_RES *rows = mysql_store_result(db);
  int found = mysql_num_rows(rows) > 0;
  mysql_free_result(rows);
  return found;
}

static int add_tag(MYSQL *db, const char *name) {
  char sql[256];
  snprintf(sql, sizeof sql, "INSERT INTO tags (name) VALUES ('%s')", name);
  return mysql_query(db, sql);  // finding: [dbrace-ineffective-lock] "whether it was had is not looked at" // finding: [dbrace-ineffective-lock] "whether it was had is not looked at"
}

static int number(MYSQL *db, const char *sql) {
  int value = 0;
  if (mysql_query(db, sql) == 0) {
    MYSQL_RES *rows = mysql_store_result(db);
    MYSQL_ROW row = mysql_fetch_row(rows);
    if (row && row[0])
      value = atoi(row[0]);
    mysql_free_result(rows);
  }
  return value;
}

void not_asked(MYSQL *db, const char *name) {
  number(db, "SELECT GET_LOCK('tags', 5)");
  if (has_tag(db, name) == 0)
    add_tag(db, name);
  number(db, "SELECT RELEASE_LOCK('tags')");
}

int asked(MYSQL *db, const char *name) {
  if (number(db, "SELECT GET_LOCK('tags', 5)") != 1)
    return -1;
  if (has_tag(db, name) == 0)
    add_tag(db, name);
  number(db, "SELECT RELEASE_LOCK('tags')");
  return 0;
}

/* It waits until it has the lock. */
void without_limit(MYSQL *db, const char *name) {
  number(db, "SELECT GET_LOCK('tags', -1)");
  if (has_tag(db, name) == 0)
    add_tag(db, name);
  number(db, "SELECT RELEASE_LOCK('tags')");
}

/* It says that it has none, and goes on. */
void only_logged(MYSQL *db, const char *name) {
  if (number(db, "SELECT GET_LOCK('tags', 5)") != 1)
    fprintf(stderr, "no lock for %s\n", name);
  if (has_tag(db, name) == 0)
    add_tag(db, name);
  number(db, "SELECT RELEASE_LOCK('tags')");
}
