#include "SqlClient.h"

#include <cstdarg>
#include <cstdio>
#include <cstdlib>

bool SqlClient::firstColumn(const char *sql, std::string &value) {
  if (mysql_query(m_mysql, sql) != 0)
    return false;
  MYSQL_RES *res = mysql_store_result(m_mysql);
  if (res == nullptr)
    return false;
  bool found = false;
  if (MYSQL_ROW row = mysql_fetch_row(res)) {
    value = row[0] ? row[0] : "";
    found = true;
  }
  mysql_free_result(res);
  return found;
}

bool SqlClient::selectInt(int &value, const char *fmt, ...) {
  char sql[2048];
  va_list args;
  va_start(args, fmt);
  vsnprintf(sql, sizeof(sql), fmt, args);
  va_end(args);
  std::string text;
  if (!firstColumn(sql, text))
    return false;
  value = atoi(text.c_str());
  return true;
}

bool SqlClient::selectText(std::string *value, const char *fmt, ...) {
  char sql[2048];
  va_list args;
  va_start(args, fmt);
  vsnprintf(sql, sizeof(sql), fmt, args);
  va_end(args);
  return firstColumn(sql, *value);
}

unsigned int SqlClient::exec(const char *fmt, ...) {
  char sql[2048];
  va_list args;
  va_start(args, fmt);
  vsnprintf(sql, sizeof(sql), fmt, args);
  va_end(args);
  if (mysql_query(m_mysql, sql) == 0)
    return 0;
  return mysql_errno(m_mysql);
}
