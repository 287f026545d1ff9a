// Each round of a loop looks up another row: that is no second look at the one just inserted.
// schema: none
#include <sqlite3.h>
#include <string>
#include <vector>

static bool exists(sqlite3 *db, const std::string &name) {
  const std::string sql = "SELECT 1 FROM words WHERE name = '" + name + "'";
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
static int run(sqlite3 *db, const std::string &sql) { return sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr); }

void once(sqlite3 *db, const std::string &name) {
  if (!exists(db, name))
    run(db, "INSERT INTO words (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] warning "unless (name) is unique"
}
void all(sqlite3 *db, const std::vector<std::string> &names) {
  for (const std::string &name : names)
    if (!exists(db, name))
      run(db, "INSERT INTO words (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] warning "unless (name) is unique"
}
void byIndex(sqlite3 *db, const std::vector<std::string> &names) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!exists(db, names[i]))
      run(db, "INSERT INTO words (name) VALUES ('" + names[i] + "')");  // finding: [dbrace-duplicate-insert] warning "unless (name) is unique"
}
void fromAnotherTable(sqlite3 *db) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "SELECT name FROM imported", -1, &stmt, nullptr);
  while (sqlite3_step(stmt) == SQLITE_ROW) {
    const std::string name = reinterpret_cast<const char *>(sqlite3_column_text(stmt, 0));
    if (!exists(db, name))
      run(db, "INSERT INTO words (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] warning "unless (name) is unique"
  }
  sqlite3_finalize(stmt);
}
// The same row again, until it is there: who writes this knows of a key.
void untilThere(sqlite3 *db, const std::string &name) {
  while (!exists(db, name))
    run(db, "INSERT INTO words (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] note
}
void severalTries(sqlite3 *db, const std::vector<std::string> &names) {
  for (const std::string &name : names)
    for (int attempt = 0; attempt < 3 && !exists(db, name); ++attempt)
      run(db, "INSERT INTO words (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] note
}
