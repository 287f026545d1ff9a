#pragma once
#include <sqlite3.h>
#include <stdexcept>
#include <string>

namespace sql {

class Error : public std::runtime_error {
public:
  Error(int code, const char *message) : std::runtime_error(message), code(code) {}
  const int code;
};

class Cursor {
public:
  Cursor(sqlite3 *db, const std::string &text);
  ~Cursor() { sqlite3_finalize(statement); }
  Cursor(const Cursor &) = delete;
  void setInt(int at, int value) { check(sqlite3_bind_int(statement, at, value)); }
  void setString(int at, const std::string &value) { check(sqlite3_bind_text(statement, at, value.c_str(), -1, SQLITE_TRANSIENT)); }
  bool next();
  int getInt(int column) const { return sqlite3_column_int(statement, column); }
  std::string getString(int column) const;

private:
  sqlite3 *db;
  sqlite3_stmt *statement = nullptr;
  void check(int code);
};

} // namespace sql
