#include "users.h"

static bool runWithTwo(sqlite3 *db, const char *sql, const std::string &first, const std::string &second) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr) != SQLITE_OK)
    return false;
  sqlite3_bind_text(stmt, 1, first.c_str(), -1, SQLITE_TRANSIENT);
  sqlite3_bind_text(stmt, 2, second.c_str(), -1, SQLITE_TRANSIENT);
  const bool ok = sqlite3_step(stmt) == SQLITE_DONE;
  sqlite3_finalize(stmt);
  return ok;
}

bool Users::exists(const std::string &email) const {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT 1 FROM users WHERE email = ?", -1, &stmt, nullptr) != SQLITE_OK)
    return false;
  sqlite3_bind_text(stmt, 1, email.c_str(), -1, SQLITE_TRANSIENT);
  const bool found = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return found;
}

bool Users::insert(const std::string &email, const std::string &name) {
  return runWithTwo(db, "INSERT INTO users (email, name) VALUES (?, ?)", email, name);  // finding: [dbrace-duplicate-insert] "users"
}

bool Users::archive(const std::string &email, const std::string &name) {
  return runWithTwo(db, "INSERT INTO archive (email, name) VALUES (?, ?)", email, name);
}
