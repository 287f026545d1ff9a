// What the truth demands and the analysis cannot know, or says without right.
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

// Upper case is computed twice, character by character: two loops are not known to compute one value.
void loopTwice(sqlite3 *db, const std::string &name) {
  std::string first;
  for (char c : name)
    first += char(std::toupper(static_cast<unsigned char>(c)));
  if (step(db, "SELECT id FROM tags WHERE name = ?", first))
    return;
  std::string second;
  for (char c : name)
    second += char(std::toupper(static_cast<unsigned char>(c)));
  step(db, "INSERT INTO tags (name) VALUES (?)", second);  // missed: [dbrace-duplicate-insert]
}
