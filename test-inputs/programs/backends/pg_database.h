#pragma once

#include "database.h"
#include <libpq-fe.h>

class PgDatabase : public Database {
public:
  explicit PgDatabase(const std::string &info);
  ~PgDatabase() override;
  bool beginTransaction() override;
  bool commit() override;
  long number(const std::string &sql) override;
  bool execute(const std::string &sql) override;

private:
  bool command(const char *sql);
  PGconn *conn;
};
