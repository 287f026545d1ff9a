/* A handler below which hundreds of statements run: its own are not lost among them. */
/* schema: plain.sql */
#include <sqlite3.h>

static int number(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *stmt = 0;
  int value = 0;
  sqlite3_prepare_v2(db, sql, -1, &stmt, 0);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  if (sqlite3_step(stmt) == SQLITE_ROW)
    value = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return value;
}

#define COUNT(db) sqlite3_exec(db, "UPDATE counters SET n = n + 1", 0, 0, 0);
#define COUNT_5(db) COUNT(db) COUNT(db) COUNT(db) COUNT(db) COUNT(db)
#define COUNT_25(db) COUNT_5(db) COUNT_5(db) COUNT_5(db) COUNT_5(db) COUNT_5(db)
#define COUNT_250(db)                                                                                                  \
  COUNT_25(db) COUNT_25(db) COUNT_25(db) COUNT_25(db) COUNT_25(db)                                                     \
  COUNT_25(db) COUNT_25(db) COUNT_25(db) COUNT_25(db) COUNT_25(db)

void count_requests(sqlite3 *db) { COUNT_250(db) }
void count_users(sqlite3 *db) { COUNT_250(db) }

void add_tag(sqlite3 *db, const char *name) {
  count_requests(db);
  count_users(db);
  if (number(db, "SELECT COUNT(*) FROM tags WHERE name = ?", name) == 0)
    number(db, "INSERT INTO tags (name) VALUES (?)", name); /* finding: [dbrace-duplicate-insert] "tags" */
}

void copy_tag(sqlite3 *db, const char *name) {
  count_requests(db);
  count_users(db);
  if (number(db, "SELECT COUNT(*) FROM tags WHERE name = ?", name) > 0)
    number(db, "INSERT INTO tags (name) VALUES (?)", name);
}
