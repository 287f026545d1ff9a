// Statements in files, by name.
#include "Storage.hpp"

int SqliteStorage::run(const std::string &sql, const std::string &value) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &stmt, nullptr) != SQLITE_OK)
    return SQLITE_ERROR;
  sqlite3_bind_text(stmt, sqlite3_bind_parameter_index(stmt, ":login"), value.c_str(), -1, SQLITE_TRANSIENT);
  int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}

bool SqliteStorage::addMember(const std::string &login) {
  if (run(queryString("find_member"), login) == SQLITE_ROW)
    return false;
  return run(queryString("add_member"), login) == SQLITE_DONE;  // missed: [dbrace-duplicate-insert]
}

// The upsert of the same shape.
bool SqliteStorage::addRoom(const std::string &name) {
  if (run(queryString("find_room"), name) == SQLITE_ROW)
    return false;
  return run(queryString("add_room"), name) == SQLITE_DONE;
}
