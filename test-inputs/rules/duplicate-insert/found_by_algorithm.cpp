// All names are read into a vector, and an algorithm looks for one among them.
// schema: plain.sql
#include <sqlite3.h>
#include <algorithm>
#include <string>
#include <vector>

static std::vector<std::string> allNames(sqlite3 *db) {
  std::vector<std::string> names;
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "SELECT name FROM tags", -1, &stmt, nullptr);
  while (sqlite3_step(stmt) == SQLITE_ROW)
    names.emplace_back(reinterpret_cast<const char *>(sqlite3_column_text(stmt, 0)));
  sqlite3_finalize(stmt);
  return names;
}

static void run(sqlite3 *db, const char *sql, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
}

void addNew(sqlite3 *db, const std::string &name) {
  const std::vector<std::string> names = allNames(db);
  if (std::find(names.begin(), names.end(), name) == names.end())
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}

// Another one is looked for than is stored.
void addCopy(sqlite3 *db, const std::string &name, const std::string &copy) {
  const std::vector<std::string> names = allNames(db);
  if (std::find(names.begin(), names.end(), name) == names.end())
    run(db, "INSERT INTO tags (name) VALUES (?)", copy);
}

// Not among what was read, but among what the caller wants to leave out.
void addUnlessHidden(sqlite3 *db, const std::vector<std::string> &hidden, const std::string &name) {
  if (std::find(hidden.begin(), hidden.end(), name) == hidden.end())
    run(db, "INSERT INTO tags (name) VALUES (?)", name);
}
