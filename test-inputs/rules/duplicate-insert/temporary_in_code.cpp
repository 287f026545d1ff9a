// The schema has the lasting tables; a temporary one is made by the program and belongs to one connection.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

static void run(sqlite3 *db, const char *sql, const std::string &name, bool *row) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  const int rc = sqlite3_step(stmt);
  if (row)
    *row = rc == SQLITE_ROW;
  sqlite3_finalize(stmt);
}

void note(sqlite3 *db, const std::string &name) {
  sqlite3_exec(db, "CREATE TEMP TABLE IF NOT EXISTS seen (name TEXT)", nullptr, nullptr, nullptr);
  bool row = false;
  run(db, "SELECT 1 FROM seen WHERE name = ?", name, &row);
  if (!row)
    run(db, "INSERT INTO seen (name) VALUES (?)", name, nullptr);
}
// A lasting table that the schema lacks.
void noteForEver(sqlite3 *db, const std::string &name) {
  sqlite3_exec(db, "CREATE TABLE IF NOT EXISTS visited (name TEXT)", nullptr, nullptr, nullptr);
  bool row = false;
  run(db, "SELECT 1 FROM visited WHERE name = ?", name, &row);
  if (!row)
    run(db, "INSERT INTO visited (name) VALUES (?)", name, nullptr);  // finding: [dbrace-duplicate-insert] "visited"
}
// A table of the schema stays what the schema says.
void tag(sqlite3 *db, const std::string &name) {
  bool row = false;
  run(db, "SELECT 1 FROM tags WHERE name = ?", name, &row);
  if (!row)
    run(db, "INSERT INTO tags (name) VALUES (?)", name, nullptr);  // finding: [dbrace-duplicate-insert] "tags"
}
