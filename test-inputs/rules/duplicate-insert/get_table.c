/* sqlite3_get_table: the row count is an out-parameter. */
/* schema: plain.sql */
#include <sqlite3.h>

int add_log_tag(sqlite3 *db) {
  char **table = 0;
  int rows = 0, columns = 0;
  if (sqlite3_get_table(db, "SELECT id FROM tags WHERE name = 'log'", &table, &rows, &columns, 0) != SQLITE_OK)
    return -1;
  sqlite3_free_table(table);
  if (rows == 0)
    return sqlite3_exec(db, "INSERT INTO tags (name) VALUES ('log')", 0, 0, 0);  // finding: [dbrace-duplicate-insert] "tags"
  return 0;
}

/* 'log' is looked for, 'log2' is written. */
int add_second_tag(sqlite3 *db) {
  char **table = 0;
  int rows = 0, columns = 0;
  if (sqlite3_get_table(db, "SELECT id FROM tags WHERE name = 'log'", &table, &rows, &columns, 0) != SQLITE_OK)
    return -1;
  sqlite3_free_table(table);
  if (rows == 0)
    return sqlite3_exec(db, "INSERT INTO tags (name) VALUES ('log2')", 0, 0, 0);
  return 0;
}
