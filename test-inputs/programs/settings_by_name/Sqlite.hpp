#pragma once
#include "Sql.hpp"
#include <sqlite3.h>
class Sqlite : public Sql {
public:
  Sqlite(const std::string &host, const std::string &database);
  ~Sqlite() override;
  std::unique_ptr<SqlStatement> prepare(const std::string &query, int parameters) override;
private:
  sqlite3 *connection_ = nullptr;
};
