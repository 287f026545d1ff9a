// It is run again, but for another reason than the rival's row.
// schema: keyed.sql
#include <sqlite3.h>
#include <string>

static int insertMissing(sqlite3 *db, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = ?", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  const int found = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  if (found == SQLITE_ROW)
    return SQLITE_OK;
  sqlite3_prepare_v2(db, "INSERT INTO tags (name) VALUES (?)", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict] note
  return sqlite3_finalize(stmt);
}
template <typename Operation> int retried(Operation operation, int attempts) {
  int code = SQLITE_OK;
  while (attempts-- > 0) {
    code = operation();
    if (code != SQLITE_BUSY)
      break;
  }
  return code;
}
int add(sqlite3 *db, const std::string &name) {
  return retried([&] { return insertMissing(db, name); }, 3);
}
