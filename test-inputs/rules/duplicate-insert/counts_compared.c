/* Whether there is a row, asked of the database as a comparison. */
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

void at_least_one(sqlite3 *db, const char *name) {
  if (!number(db, "SELECT COUNT(*) >= 1 FROM tags WHERE name = ?", name))
    number(db, "INSERT INTO tags (name) VALUES (?)", name); /* finding: [dbrace-duplicate-insert] "tags" */
}
void mirrored(sqlite3 *db, const char *name) {
  if (!number(db, "SELECT 0 < COUNT(*) FROM tags WHERE name = ?", name))
    number(db, "INSERT INTO tags (name) VALUES (?)", name); /* finding: [dbrace-duplicate-insert] "tags" */
}
void not_zero(sqlite3 *db, const char *name) {
  if (number(db, "SELECT COUNT(*) <> 0 FROM tags WHERE name = ?", name) == 0)
    number(db, "INSERT INTO tags (name) VALUES (?)", name); /* finding: [dbrace-duplicate-insert] "tags" */
}
void zero(sqlite3 *db, const char *name) {
  if (number(db, "SELECT COUNT(*) = 0 FROM tags WHERE name = ?", name))
    number(db, "INSERT INTO tags (name) VALUES (?)", name); /* finding: [dbrace-duplicate-insert] "tags" */
}
/* The other way round: added to what is there. */
void zero_turned(sqlite3 *db, const char *name) {
  if (!number(db, "SELECT COUNT(*) = 0 FROM tags WHERE name = ?", name))
    number(db, "INSERT INTO tags (name) VALUES (?)", name);
}
void at_least_one_turned(sqlite3 *db, const char *name) {
  if (number(db, "SELECT 1 <= COUNT(*) FROM tags WHERE name = ?", name))
    number(db, "INSERT INTO tags (name) VALUES (?)", name);
}
/* The default is what an absent row gives: not the 0 that is compared with. */
void with_default(sqlite3 *db, const char *name) {
  if (number(db, "SELECT COALESCE(MAX(id), -1) FROM tags WHERE name = ?", name) == -1)
    number(db, "INSERT INTO tags (name) VALUES (?)", name); /* finding: [dbrace-duplicate-insert] "tags" */
}
void with_other_default(sqlite3 *db, const char *name) {
  if (number(db, "SELECT COALESCE(MAX(id), 5) FROM tags WHERE name = ?", name) == 0)
    number(db, "INSERT INTO tags (name) VALUES (?)", name);
}
