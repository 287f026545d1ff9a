// An id that stayed -1, or 0, says that the row is missing.
// schema: plain.sql
#include <sqlite3.h>
#include <cstdint>

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const char *value) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, value, -1, SQLITE_TRANSIENT);
  return stmt;
}

int findTag(sqlite3 *db, const char *name) {
  int id = -1;
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  if (sqlite3_step(lookup) == SQLITE_ROW)
    id = sqlite3_column_int(lookup, 0);
  sqlite3_finalize(lookup);
  return id;
}
std::int64_t insertTag(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *insert = prepare(db, sql, name);
  sqlite3_step(insert);
  sqlite3_finalize(insert);
  return sqlite3_last_insert_rowid(db);
}

std::int64_t tagByMinusOne(sqlite3 *db, const char *name) {
  std::int64_t id = findTag(db, name);
  if (id == -1)
    id = insertTag(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  return id;
}
std::int64_t tagByNegative(sqlite3 *db, const char *name) {
  const int id = findTag(db, name);
  if (id >= 0)
    return id;
  return insertTag(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
std::int64_t tagByZero(sqlite3 *db, const char *name) {
  std::int64_t id = 0;
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  while (sqlite3_step(lookup) == SQLITE_ROW)
    id = sqlite3_column_int64(lookup, 0);
  sqlite3_finalize(lookup);
  if (!id)
    id = insertTag(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  return id;
}
// The id decides, but what is inserted is a membership, not the tag.
void memberOnly(sqlite3 *db, const char *name, const char *line) {
  if (findTag(db, name) != -1)
    return;
  insertTag(db, "INSERT INTO log (line) VALUES (?)", line);
}
// Inserts when the tag is known.
void whenKnown(sqlite3 *db, const char *name) {
  if (findTag(db, name) != -1)
    insertTag(db, "INSERT INTO tags (name) VALUES (?)", name);
}
