#pragma once

#include "database.h"
#include <mysql.h>

// Its transactions are the base's: there are none.
class MysqlDatabase : public Database {
public:
  explicit MysqlDatabase(const std::string &host);
  ~MysqlDatabase() override;
  long number(const std::string &sql) override;
  bool execute(const std::string &sql) override;

private:
  MYSQL *db;
};
