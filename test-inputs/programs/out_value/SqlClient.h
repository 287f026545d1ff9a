#pragma once
#include <mysql.h>
#include <string>

class SqlClient {
public:
  /// True if there is a row; its first column goes to `value`.
  bool selectInt(int &value, const char *fmt, ...);
  bool selectText(std::string *value, const char *fmt, ...);
  /// 0, or the server's error number.
  unsigned int exec(const char *fmt, ...);

private:
  MYSQL *m_mysql = nullptr;
  bool firstColumn(const char *sql, std::string &value);
};
