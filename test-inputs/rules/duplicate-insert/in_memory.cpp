// A database in memory that is opened here is nobody else's; a file may be.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

static bool steps(sqlite3 *db, const char *sql, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

void countTags(const std::string &name) {
  sqlite3 *db = nullptr;
  if (sqlite3_open(":memory:", &db) != SQLITE_OK)
    return;
  if (!steps(db, "SELECT id FROM tags WHERE name = ?", name))
    steps(db, "INSERT INTO tags (name) VALUES (?)", name);
  sqlite3_close(db);
}
void storeTags(const std::string &name) {
  sqlite3 *db = nullptr;
  if (sqlite3_open("tags.db", &db) != SQLITE_OK)
    return;
  if (!steps(db, "SELECT id FROM tags WHERE name = ?", name))
    steps(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
  sqlite3_close(db);
}
