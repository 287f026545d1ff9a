// A wrapper that throws: nobody catches, everything is caught alike, or the violation has a class of its own.
// schema: keyed.sql
#include <sqlite3.h>
#include <cstdio>
#include <stdexcept>
#include <string>

struct DbError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct DuplicateRow : DbError {
  using DbError::DbError;
};

class Db {
public:
  bool step(const char *sql, const std::string &name) {
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
    sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
    const int rc = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    if (rc == SQLITE_CONSTRAINT)
      throw DuplicateRow(sqlite3_errmsg(db));
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
      throw DbError(sqlite3_errmsg(db));
    return rc == SQLITE_ROW;
  }

private:
  sqlite3 *db = nullptr;
};

void escapes(Db &db, const std::string &name) {
  if (!db.step("SELECT id FROM tags WHERE name = ?", name))
    db.step("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-unhandled-conflict] warning "tags"
}
bool caughtAlike(Db &db, const std::string &name) {
  try {
    if (!db.step("SELECT id FROM tags WHERE name = ?", name))
      db.step("INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-unhandled-conflict] note "tags"
    return true;
  } catch (const DbError &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
}
bool caughtApart(Db &db, const std::string &name) {
  try {
    if (!db.step("SELECT id FROM tags WHERE name = ?", name))
      db.step("INSERT INTO tags (name) VALUES (?)", name);
    return true;
  } catch (const DuplicateRow &) {
    return true;
  } catch (const DbError &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
}
bool readAgain(Db &db, const std::string &name) {
  if (db.step("SELECT id FROM tags WHERE name = ?", name))
    return true;
  try {
    return db.step("INSERT INTO tags (name) VALUES (?)", name);
  } catch (const std::exception &) {
    return db.step("SELECT id FROM tags WHERE name = ?", name);
  }
}
