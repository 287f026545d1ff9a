#pragma once
#include <mysql.h>
#include <memory>
#include <sstream>
#include <string>

class Result;
using ResultPtr = std::shared_ptr<Result>;

class Result {
public:
  explicit Result(MYSQL_RES *handle) : handle(handle), row(mysql_fetch_row(handle)) {}
  ~Result() { mysql_free_result(handle); }
  bool hasNext() const { return row != nullptr; }
  bool next() {
    row = mysql_fetch_row(handle);
    return row != nullptr;
  }
  int number(unsigned column) const { return std::stoi(row[column]); }

private:
  MYSQL_RES *handle;
  MYSQL_ROW row;
};

class Db {
public:
  static Db &instance();
  bool executeQuery(const std::string &query);
  /// Null when there is no row, and on an error.
  ResultPtr storeQuery(const std::string &query);
  std::string escapeString(const std::string &text) const;
  bool beginTransaction() { return executeQuery("START TRANSACTION"); }
  bool commit() { return executeQuery("COMMIT"); }

private:
  MYSQL *handle = nullptr;
};
