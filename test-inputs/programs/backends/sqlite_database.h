#pragma once

#include "database.h"
#include <sqlite3.h>

class SqliteDatabase : public Database {
public:
  explicit SqliteDatabase(const std::string &path);
  ~SqliteDatabase() override;
  bool beginTransaction() override;
  bool commit() override;
  long number(const std::string &sql) override;
  bool execute(const std::string &sql) override;

private:
  sqlite3 *db = nullptr;
};
