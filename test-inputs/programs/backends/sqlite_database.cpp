#include "sqlite_database.h"

#include <stdexcept>

SqliteDatabase::SqliteDatabase(const std::string &path) { sqlite3_open(path.c_str(), &db); }
SqliteDatabase::~SqliteDatabase() { sqlite3_close(db); }

// Takes the write lock at once: whoever looks afterwards looks alone.
bool SqliteDatabase::beginTransaction() { return sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK; }
bool SqliteDatabase::commit() { return sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK; }

long SqliteDatabase::number(const std::string &sql) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(db, sql.c_str(), -1, &stmt, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(db));
  long value = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int(stmt, 0) : 0;
  sqlite3_finalize(stmt);
  return value;
}
bool SqliteDatabase::execute(const std::string &sql) {
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(db));
  return true;
}
