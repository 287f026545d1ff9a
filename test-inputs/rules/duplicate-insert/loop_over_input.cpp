// A batch: each element is looked up and inserted, or all are copied.
// schema: plain.sql
#include <sqlite3.h>
#include <string>
#include <vector>

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  return stmt;
}

void importAll(sqlite3 *db, const std::vector<std::string> &names) {
  sqlite3_stmt *lookup = prepare(db, "SELECT id FROM tags WHERE name = ?");
  sqlite3_stmt *insert = prepare(db, "INSERT INTO tags (name) VALUES (?)");
  for (const std::string &name : names) {
    sqlite3_reset(lookup);
    sqlite3_bind_text(lookup, 1, name.c_str(), -1, SQLITE_STATIC);
    if (sqlite3_step(lookup) == SQLITE_ROW)
      continue;
    sqlite3_reset(insert);
    sqlite3_bind_text(insert, 1, name.c_str(), -1, SQLITE_STATIC);
    sqlite3_step(insert);  // finding: [dbrace-duplicate-insert] "tags"
  }
  sqlite3_finalize(lookup);
  sqlite3_finalize(insert);
}

// Every row of one table goes to another.
void archiveAll(sqlite3 *db) {
  sqlite3_stmt *all = prepare(db, "SELECT email, name FROM users");
  sqlite3_stmt *insert = prepare(db, "INSERT INTO archive (email, name) VALUES (?, ?)");
  while (sqlite3_step(all) == SQLITE_ROW) {
    sqlite3_reset(insert);
    sqlite3_bind_value(insert, 1, sqlite3_column_value(all, 0));
    sqlite3_bind_value(insert, 2, sqlite3_column_value(all, 1));
    sqlite3_step(insert);
  }
  sqlite3_finalize(all);
  sqlite3_finalize(insert);
}

// Every row of one table, if the other does not have it yet.
void archiveMissing(sqlite3 *db) {
  sqlite3_stmt *all = prepare(db, "SELECT email FROM users");
  while (sqlite3_step(all) == SQLITE_ROW) {
    const std::string email = reinterpret_cast<const char *>(sqlite3_column_text(all, 0));
    sqlite3_stmt *lookup = prepare(db, "SELECT id FROM archive WHERE email = ?");
    sqlite3_bind_text(lookup, 1, email.c_str(), -1, SQLITE_STATIC);
    const bool known = sqlite3_step(lookup) == SQLITE_ROW;
    sqlite3_finalize(lookup);
    if (!known) {
      sqlite3_stmt *insert = prepare(db, "INSERT INTO archive (email) VALUES (?)");
      sqlite3_bind_text(insert, 1, email.c_str(), -1, SQLITE_STATIC);
      sqlite3_step(insert);  // finding: [dbrace-duplicate-insert] "archive"
      sqlite3_finalize(insert);
    }
  }
  sqlite3_finalize(all);
}
