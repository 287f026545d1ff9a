// A flag that is set inside the fetch loop carries the answer out of it.
// schema: plain.sql
#include <sqlite3.h>
#include <string>

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const std::string &value) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, value.c_str(), -1, SQLITE_TRANSIENT);
  return stmt;
}

void flagInLoop(sqlite3 *db, const std::string &name) {
  bool found = false;
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  while (sqlite3_step(lookup) == SQLITE_ROW)
    found = true;
  sqlite3_finalize(lookup);
  if (!found) {
    sqlite3_stmt *insert = prepare(db, "INSERT INTO tags (name) VALUES (?)", name);
    sqlite3_step(insert);  // finding: [dbrace-duplicate-insert]
    sqlite3_finalize(insert);
  }
}

void counterInLoop(sqlite3 *db, const std::string &name) {
  int rows = 0;
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  while (sqlite3_step(lookup) == SQLITE_ROW)
    ++rows;
  sqlite3_finalize(lookup);
  if (rows == 0) {
    sqlite3_stmt *insert = prepare(db, "INSERT INTO tags (name) VALUES (?)", name);
    sqlite3_step(insert);  // finding: [dbrace-duplicate-insert]
    sqlite3_finalize(insert);
  }
}

void breakOut(sqlite3 *db, const std::string &name) {
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  bool missing = true;
  for (;;) {
    const int rc = sqlite3_step(lookup);
    if (rc != SQLITE_ROW)
      break;
    missing = false;
    break;
  }
  sqlite3_finalize(lookup);
  if (missing) {
    sqlite3_stmt *insert = prepare(db, "INSERT INTO tags (name) VALUES (?)", name);
    sqlite3_step(insert);  // finding: [dbrace-duplicate-insert]
    sqlite3_finalize(insert);
  }
}

// One row in for each row out: a copy, and nothing is inserted when there is no row.
void copyRows(sqlite3 *db, const std::string &name) {
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  while (sqlite3_step(lookup) == SQLITE_ROW) {
    sqlite3_stmt *insert = prepare(db, "INSERT INTO tags (name) VALUES (?)", name);
    sqlite3_step(insert);
    sqlite3_finalize(insert);
  }
  sqlite3_finalize(lookup);
}

// The flag says that a row was there.
void flagMeansFound(sqlite3 *db, const std::string &name) {
  bool found = false;
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM tags WHERE name = ?", name);
  while (sqlite3_step(lookup) == SQLITE_ROW)
    found = true;
  sqlite3_finalize(lookup);
  if (found) {
    sqlite3_stmt *insert = prepare(db, "INSERT INTO tags (name) VALUES (?)", name);
    sqlite3_step(insert);
    sqlite3_finalize(insert);
  }
}
