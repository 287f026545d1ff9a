#pragma once

#include "Sql.hpp"

#include <mysql.h>

class MySql : public Sql {
public:
  MySql(const std::string &host, const std::string &database);
  ~MySql() override;
  std::unique_ptr<SqlStatement> prepare(const std::string &query, int parameters) override;

private:
  MYSQL connection_;
};
