#pragma once
#include <sqlite3.h>
#include <string>

class Users {
public:
  explicit Users(sqlite3 *db) : db(db) {}
  bool exists(const std::string &email) const;
  bool insert(const std::string &email, const std::string &name);
  bool archive(const std::string &email, const std::string &name);

private:
  sqlite3 *db;
};
