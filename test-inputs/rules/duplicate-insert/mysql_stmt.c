/* Prepared statements of the MySQL C API: bind arrays, fetch, stored row counts. */
/* schema: plain.sql */
/* dialect: mariadb */
#include <mysql.h>
#include <string.h>

static void bind_text(MYSQL_BIND *bind, char *text, unsigned long *length) {
  memset(bind, 0, sizeof(*bind));
  *length = strlen(text);
  bind->buffer_type = MYSQL_TYPE_STRING;
  bind->buffer = text;
  bind->buffer_length = *length;
  bind->length = length;
}

int by_stmt_fetch(MYSQL *mysql, char *name) {
  static const char select[] = "SELECT id FROM tags WHERE name = ?";
  static const char insert[] = "INSERT INTO tags (name) VALUES (?)";
  MYSQL_BIND param;
  unsigned long length;
  int rc;
  MYSQL_STMT *stmt = mysql_stmt_init(mysql);
  mysql_stmt_prepare(stmt, select, sizeof(select) - 1);
  bind_text(&param, name, &length);
  mysql_stmt_bind_param(stmt, &param);
  mysql_stmt_execute(stmt);
  rc = mysql_stmt_fetch(stmt);
  mysql_stmt_close(stmt);
  if (rc != MYSQL_NO_DATA)
    return 0;
  stmt = mysql_stmt_init(mysql);
  mysql_stmt_prepare(stmt, insert, sizeof(insert) - 1);
  mysql_stmt_bind_param(stmt, &param);
  rc = mysql_stmt_execute(stmt);  // finding: [dbrace-duplicate-insert] "tags"
  mysql_stmt_close(stmt);
  return rc;
}

int by_stmt_num_rows(MYSQL *mysql, char *name) {
  MYSQL_BIND param;
  unsigned long length;
  my_ulonglong rows;
  int rc = 0;
  MYSQL_STMT *stmt = mysql_stmt_init(mysql);
  mysql_stmt_prepare(stmt, "SELECT id FROM tags WHERE name = ?", 34);
  bind_text(&param, name, &length);
  mysql_stmt_bind_param(stmt, &param);
  mysql_stmt_execute(stmt);
  mysql_stmt_store_result(stmt);
  rows = mysql_stmt_num_rows(stmt);
  mysql_stmt_close(stmt);
  if (rows == 0) {
    stmt = mysql_stmt_init(mysql);
    mysql_stmt_prepare(stmt, "INSERT INTO tags (name) VALUES (?)", 34);
    mysql_stmt_bind_param(stmt, &param);
    rc = mysql_stmt_execute(stmt);  // finding: [dbrace-duplicate-insert] "tags"
    mysql_stmt_close(stmt);
  }
  return rc;
}

/* A row was fetched before this insert. */
int when_fetched(MYSQL *mysql, char *name) {
  MYSQL_BIND param;
  unsigned long length;
  int rc;
  MYSQL_STMT *stmt = mysql_stmt_init(mysql);
  mysql_stmt_prepare(stmt, "SELECT id FROM tags WHERE name = ?", 34);
  bind_text(&param, name, &length);
  mysql_stmt_bind_param(stmt, &param);
  mysql_stmt_execute(stmt);
  rc = mysql_stmt_fetch(stmt);
  mysql_stmt_close(stmt);
  if (rc == MYSQL_NO_DATA)
    return 0;
  stmt = mysql_stmt_init(mysql);
  mysql_stmt_prepare(stmt, "INSERT INTO tags (name) VALUES (?)", 34);
  mysql_stmt_bind_param(stmt, &param);
  rc = mysql_stmt_execute(stmt);
  mysql_stmt_close(stmt);
  return rc;
}
