#include "db.hpp"

#include <cstdio>
#include <vector>

Db &Db::instance() {
  static Db db;
  return db;
}

bool Db::executeQuery(const std::string &query) {
  bool success = true;
  if (mysql_real_query(handle, query.c_str(), query.length()) != 0) {
    std::fprintf(stderr, "%s\n", mysql_error(handle));
    success = false;
  }
  MYSQL_RES *pending = mysql_store_result(handle);
  if (pending)
    mysql_free_result(pending);
  return success;
}

ResultPtr Db::storeQuery(const std::string &query) {
  if (mysql_real_query(handle, query.c_str(), query.length()) != 0)
    return nullptr;
  MYSQL_RES *stored = mysql_store_result(handle);
  if (!stored)
    return nullptr;
  ResultPtr result = std::make_shared<Result>(stored);
  if (!result->hasNext())
    return nullptr;
  return result;
}

std::string Db::escapeString(const std::string &text) const {
  std::vector<char> buffer(text.size() * 2 + 1);
  mysql_real_escape_string(handle, buffer.data(), text.c_str(), text.size());
  return std::string("'") + buffer.data() + "'";
}
