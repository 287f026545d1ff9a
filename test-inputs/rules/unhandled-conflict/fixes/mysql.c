/* MySQL: a key that is set to itself, the number of the row that is there, and other keys beside the one that is meant. */
/* schema: stock.sql */
/* dialect: mysql */
#include <mysql.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int run(MYSQL *db, const char *format, ...) {
  char sql[1024];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(sql, sizeof sql, format, arguments);
  va_end(arguments);
  return mysql_query(db, sql);
}
static int found(MYSQL *db, const char *code) {
  run(db, "SELECT id FROM parts WHERE code = '%s'", code);
  MYSQL_RES *res = mysql_store_result(db);
  int row = mysql_num_rows(res) > 0;
  mysql_free_result(res);
  return row;
}

/* The text goes through a buffer of the wrapper's. */
void through_buffer(MYSQL *db, const char *code) {
  if (!found(db, code))
    run(db, "INSERT INTO parts (code) VALUES ('%s')", code); /* finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON DUPLICATE KEY UPDATE `id` = `id`; the text is copied to a buffer" */
}

static int has(MYSQL_STMT *stmt) {
  static const char sql[] = "SELECT id FROM parts WHERE code = 'wheel'";
  mysql_stmt_prepare(stmt, sql, strlen(sql));
  mysql_stmt_execute(stmt);
  mysql_stmt_store_result(stmt);
  return mysql_stmt_num_rows(stmt) > 0;
}
static const char insert_wheel[] = "INSERT INTO parts (code) VALUES ('wheel')";
void by_statement(MYSQL_STMT *stmt) {
  if (has(stmt))
    return;
  mysql_stmt_prepare(stmt, insert_wheel, strlen(insert_wheel));
  mysql_stmt_execute(stmt); /* finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON DUPLICATE KEY UPDATE `id` = `id`" */
}

static int has_door(MYSQL *db) {
  mysql_query(db, "SELECT id FROM parts WHERE code = 'door'");
  MYSQL_RES *res = mysql_store_result(db);
  int row = mysql_num_rows(res) > 0;
  mysql_free_result(res);
  return row;
}
void number_unused(MYSQL *db) {
  if (!has_door(db))
    mysql_query(db, "INSERT INTO parts (code) VALUES ('door')"); /* finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON DUPLICATE KEY UPDATE `id` = `id`" */
}
/* The number of the row that is there is handed out as if it were new. */
unsigned long long number_used(MYSQL *db) {
  if (has_door(db))
    return 0;
  mysql_query(db, "INSERT INTO parts (code) VALUES ('door');"); /* finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON DUPLICATE KEY UPDATE `id` = LAST_INSERT_ID(`id`)" */
  return mysql_insert_id(db);
}
int rows_asked(MYSQL *db) {
  if (has_door(db))
    return 1;
  mysql_query(db, "INSERT INTO parts (code) VALUES ('door')"); /* finding: [dbrace-unhandled-conflict]  fix: "none: the code that follows asks how many rows were stored" */
  return mysql_affected_rows(db) == 1;
}
/* ON DUPLICATE KEY takes violations of the other key too. */
void other_key(MYSQL *db) {
  mysql_query(db, "SELECT 1 FROM bins WHERE row = 1 AND place = 2");
  MYSQL_RES *res = mysql_store_result(db);
  int row = mysql_num_rows(res) > 0;
  mysql_free_result(res);
  if (!row)
    mysql_query(db, "INSERT INTO bins (row, place, label) VALUES (1, 2, 'a')"); /* finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON DUPLICATE KEY UPDATE row = row; ON DUPLICATE KEY takes the violation of every unique key" */
}
