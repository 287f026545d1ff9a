#include "Connection.h"

#include <cstring>

void Connection::prepareStatement(unsigned index, const char *sql, ConnectionFlags flags) {
  if (!(flags_ & flags)) {
    statements_[index] = nullptr;
    return;
  }
  MYSQL_STMT *stmt = mysql_stmt_init(mysql_);
  if (!stmt || mysql_stmt_prepare(stmt, sql, strlen(sql)))
    return;
  statements_[index] = stmt;
}

int Connection::execute(unsigned index, const std::string &value) {
  MYSQL_STMT *stmt = getStatement(index);
  MYSQL_BIND bind[1];
  memset(bind, 0, sizeof(bind));
  bind[0].buffer_type = MYSQL_TYPE_STRING;
  bind[0].buffer = const_cast<char *>(value.c_str());
  bind[0].buffer_length = value.size();
  if (mysql_stmt_bind_param(stmt, bind) || mysql_stmt_execute(stmt))
    return -1;
  mysql_stmt_store_result(stmt);
  int rows = static_cast<int>(mysql_stmt_num_rows(stmt));
  mysql_stmt_free_result(stmt);
  return rows;
}
