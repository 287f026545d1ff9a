// The shop's one way to its database: printf-style statements, rows as vectors of strings.
#pragma once

#include <sqlite3.h>
#include <string>
#include <vector>

namespace shop {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

class Database {
public:
  explicit Database(const char *file);
  ~Database();
  Database(const Database &) = delete;
  Database &operator=(const Database &) = delete;

  /// Rows of a SELECT; none on an error, which is logged. %q doubles quotes, as in sqlite3_mprintf.
  Rows query(const char *format, ...);
  /// Any other statement: true if it succeeded.
  bool execute(const char *format, ...);
  long long lastId() const { return sqlite3_last_insert_rowid(handle); }

private:
  sqlite3 *handle = nullptr;
};

/// Takes SQLite's write lock at once, and keeps it until the end of the scope.
class WriteTransaction {
public:
  explicit WriteTransaction(Database &db) : db(db) { db.execute("BEGIN IMMEDIATE"); }
  ~WriteTransaction() { db.execute("COMMIT"); }

private:
  Database &db;
};

} // namespace shop
