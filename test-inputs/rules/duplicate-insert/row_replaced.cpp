// A row that does not fit is deleted and written anew; a missing one is written. The insert is still decided by the
// lookup: of a row that was deleted, "present" is no longer true.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

static bool run(sqlite3 *db, const char *sql, const char *name, std::string *column = nullptr) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  if (row && column)
    *column = reinterpret_cast<const char *>(sqlite3_column_text(stmt, 0));
  sqlite3_finalize(stmt);
  return row;
}

void replaceUnfit(sqlite3 *db, const char *name, const std::string &kind) {
  std::string found;
  bool create = false;
  if (!run(db, "SELECT kind FROM tags WHERE name = ?", name, &found))
    create = true;
  else if (found != kind) {
    run(db, "DELETE FROM tags WHERE name = ?", name);
    create = true;
  }
  if (create)
    run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert] "tags"
}

// Another row is deleted: the one that was found is still there, and another like it is written in both cases.
void deletesAnother(sqlite3 *db, const char *name, const char *other, const std::string &kind) {
  std::string found;
  bool create = false;
  if (!run(db, "SELECT kind FROM tags WHERE name = ?", name, &found))
    create = true;
  else if (found != kind) {
    run(db, "DELETE FROM tags WHERE name = ?", other);
    create = true;
  }
  if (create)
    run(db, "INSERT INTO tags (name) VALUES (?)", name);
}

// Deleted and written whatever the lookup says: it decides nothing.
void alwaysReplaces(sqlite3 *db, const char *name, int &replaced) {
  if (run(db, "SELECT id FROM tags WHERE name = ?", name))
    ++replaced;
  run(db, "DELETE FROM tags WHERE name = ?", name);
  run(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-delete-then-insert]
}
