#include "mysql_database.h"

#include <cstdlib>
#include <stdexcept>

MysqlDatabase::MysqlDatabase(const std::string &host) : db(mysql_init(nullptr)) {
  mysql_real_connect(db, host.c_str(), "app", "", "app", 0, nullptr, 0);
}
MysqlDatabase::~MysqlDatabase() { mysql_close(db); }

long MysqlDatabase::number(const std::string &sql) {
  if (mysql_query(db, sql.c_str()) != 0)
    throw std::runtime_error(mysql_error(db));
  MYSQL_RES *result = mysql_store_result(db);
  MYSQL_ROW row = mysql_fetch_row(result);
  long value = row ? std::atol(row[0]) : 0;
  mysql_free_result(result);
  return value;
}
bool MysqlDatabase::execute(const std::string &sql) {
  if (mysql_query(db, sql.c_str()) != 0)
    throw std::runtime_error(mysql_error(db));
  return true;
}
