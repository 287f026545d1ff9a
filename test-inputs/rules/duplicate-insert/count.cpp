// The row is missing when COUNT(*) says 0.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const char *value) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, value, -1, SQLITE_TRANSIENT);
  return stmt;
}
static int countOf(sqlite3 *db, const char *name) {
  int count = 0;
  sqlite3_stmt *lookup = prepare(db, "SELECT COUNT(*) FROM tags WHERE name = ?", name);
  if (sqlite3_step(lookup) == SQLITE_ROW)
    count = sqlite3_column_int(lookup, 0);
  sqlite3_finalize(lookup);
  return count;
}
static void insert(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *stmt = prepare(db, sql, name);
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
}

void whenZero(sqlite3 *db, const char *name) {
  if (countOf(db, name) == 0)
    insert(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void whenNotPositive(sqlite3 *db, const char *name) {
  if (countOf(db, name) > 0)
    return;
  insert(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void whenFalse(sqlite3 *db, const char *name) {
  if (!countOf(db, name))
    insert(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void whenLessThanOne(sqlite3 *db, const char *name) {
  const int n = countOf(db, name);
  if (n < 1)
    insert(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
// A row for a tag that exists already.
void whenPositive(sqlite3 *db, const char *name) {
  if (countOf(db, name) > 0)
    insert(db, "INSERT INTO tags (name) VALUES (?)", name);
}
// -1 never comes back from COUNT.
void whenNegative(sqlite3 *db, const char *name) {
  if (countOf(db, name) < 0)
    insert(db, "INSERT INTO tags (name) VALUES (?)", name);
}
// The count only feeds the log.
void countedForTheLog(sqlite3 *db, const char *name) {
  if (countOf(db, name) == 0)
    insert(db, "INSERT INTO log (line) VALUES (?)", name);
}

// An aggregate always has a row: this insert can never run.
void aggregateHasARow(sqlite3 *db, const char *name) {
  sqlite3_stmt *lookup = prepare(db, "SELECT COUNT(*) FROM tags WHERE name = ?", name);
  const int rc = sqlite3_step(lookup);
  sqlite3_finalize(lookup);
  if (rc == SQLITE_DONE)
    insert(db, "INSERT INTO tags (name) VALUES (?)", name);
}

// The count as a text.
static bool isNone(sqlite3 *db, const char *name) {
  sqlite3_stmt *lookup = prepare(db, "SELECT COUNT(*) FROM tags WHERE name = ?", name);
  sqlite3_step(lookup);
  const std::string count = reinterpret_cast<const char *>(sqlite3_column_text(lookup, 0));
  sqlite3_finalize(lookup);
  return count == "0";
}
void whenSpelledZero(sqlite3 *db, const char *name) {
  if (isNone(db, name))
    insert(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
void whenNotSpelledZero(sqlite3 *db, const char *name) {
  if (!isNone(db, name))
    insert(db, "INSERT INTO tags (name) VALUES (?)", name);
}
