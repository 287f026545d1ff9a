// A text that is equal to one word is not equal to another: what is let through for "update" does not come to "add".
// schema: plain.sql
#include <sqlite3.h>
#include <string>

static bool run(sqlite3 *db, const char *sql, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

bool handle(sqlite3 *db, const std::string &command, const std::string &name) {
  if (run(db, "SELECT id FROM tags WHERE name = ?", name))
    if (command != "update")
      return false;
  if (command == "add")
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] "tags"
  else if (command == "update")
    run(db, "UPDATE tags SET used = 1 WHERE name = ?", name);
  return true;
}

// Let through for the very word that inserts: the lookup decides nothing.
bool addsAgain(sqlite3 *db, const std::string &command, const std::string &name) {
  if (run(db, "SELECT id FROM tags WHERE name = ?", name))
    if (command != "add")
      return false;
  if (command == "add")
    run(db, "INSERT INTO tags (name) VALUES (?)", name);
  return true;
}
