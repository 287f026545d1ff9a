#pragma once
#include <mysql.h>
#include <cstdlib>
#include <string>

class DBResult {
public:
  explicit DBResult(MYSQL_RES *res) : res(res) {}
  ~DBResult() {
    if (res)
      mysql_free_result(res);
  }
  bool next() { return res && (row = mysql_fetch_row(res)) != nullptr; }
  int getInt(unsigned column) const { return row && row[column] ? std::atoi(row[column]) : 0; }
  unsigned long long rows() const { return res ? mysql_num_rows(res) : 0; }

private:
  MYSQL_RES *res;
  MYSQL_ROW row = nullptr;
};

class Database {
public:
  static Database &getInstance() {
    static Database instance;
    return instance;
  }
  bool connect(const char *host, const char *user, const char *password, const char *name);
  bool execute(const char *format, ...);
  DBResult *query(const char *format, ...);
  std::string escape(const std::string &text);

private:
  MYSQL *handle = nullptr;
};
