// A key that a loop builds: once and kept, or by two calls of a function that does nothing else.
// schema: plain.sql
#include <sqlite3.h>
#include <cctype>
#include <string>

static bool step(sqlite3 *db, const char *sql, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
static std::string upper(const std::string &name) {
  std::string out;
  for (char c : name)
    out += char(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

void builtTwice(sqlite3 *db, const std::string &name) {
  if (step(db, "SELECT id FROM tags WHERE name = ?", upper(name)))
    return;
  step(db, "INSERT INTO tags (name) VALUES (?)", upper(name));  // finding: [dbrace-duplicate-insert]
}
void builtOnce(sqlite3 *db, const std::string &name) {
  const std::string key = upper(name);
  if (step(db, "SELECT id FROM tags WHERE name = ?", key))
    return;
  step(db, "INSERT INTO tags (name) VALUES (?)", key);  // finding: [dbrace-duplicate-insert]
}
void whenKnown(sqlite3 *db, const std::string &name) {
  if (step(db, "SELECT id FROM tags WHERE name = ?", upper(name)))
    step(db, "INSERT INTO tags (name) VALUES (?)", upper(name));
}
