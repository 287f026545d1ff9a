// One after the other: the lookup of the next item is no second look at this one.
// schema: keyed.sql
#include <sqlite3.h>
#include <string>
#include <vector>

static int run(sqlite3 *db, const char *sql, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  const int status = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return status;
}

void addAll(sqlite3 *db, const std::vector<std::string> &names) {
  for (const std::string &name : names)
    if (run(db, "SELECT 1 FROM tags WHERE name = ?", name) != SQLITE_ROW)
      run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-unhandled-conflict] warning
}

void addArguments(sqlite3 *db, int count, char **names) {
  for (int i = 0; i < count; ++i) {
    if (run(db, "SELECT 1 FROM tags WHERE name = ?", names[i]) == SQLITE_ROW)
      continue;
    run(db, "INSERT INTO tags (name) VALUES (?)", names[i]);  // finding: [dbrace-unhandled-conflict] warning
  }
}

// The same one again, until it is there.
void addAllSurely(sqlite3 *db, const std::vector<std::string> &names) {
  for (const std::string &name : names)
    while (run(db, "SELECT 1 FROM tags WHERE name = ?", name) != SQLITE_ROW)
      run(db, "INSERT INTO tags (name) VALUES (?)", name);
}
