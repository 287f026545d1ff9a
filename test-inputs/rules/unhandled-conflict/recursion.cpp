// Who calls itself again after the violation finds the rival's row then; a guard gives up in the end.
// schema: keyed.sql
#include <sqlite3.h>
#include <stdexcept>
#include <string>

struct DbError : std::runtime_error {
  explicit DbError(int code) : std::runtime_error("database"), code(code) {}
  int code;
};

static bool known(sqlite3 *db, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "SELECT id FROM tags WHERE name = ?", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
static void add(sqlite3 *db, const std::string &name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO tags (name) VALUES (?)", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  const int rc = sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict] "tags"
  sqlite3_finalize(stmt);
  if (rc != SQLITE_DONE)
    throw DbError(rc);
}

void guarded(sqlite3 *db, const std::string &name, int depth) {
  if (known(db, name))
    return;
  try {
    add(db, name);
    return;
  } catch (const DbError &error) {
    if (error.code != SQLITE_CONSTRAINT || depth > 3)
      throw;
  }
  guarded(db, name, depth + 1);
}
// Every error goes one way: the depth alone decides.
void guardedOnly(sqlite3 *db, const std::string &name, int depth, int *failures) {
  if (known(db, name))
    return;
  try {
    add(db, name);
  } catch (const DbError &error) {
    if (depth > 3)
      throw;
    ++*failures;
  }
}
