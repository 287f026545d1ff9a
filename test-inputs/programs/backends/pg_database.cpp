#include "pg_database.h"

#include <cstdio>
#include <cstdlib>

PgDatabase::PgDatabase(const std::string &info) : conn(PQconnectdb(info.c_str())) {}
PgDatabase::~PgDatabase() { PQfinish(conn); }

bool PgDatabase::command(const char *sql) {
  PGresult *result = PQexec(conn, sql);
  const bool ok = PQresultStatus(result) == PGRES_COMMAND_OK;
  if (!ok)
    std::fprintf(stderr, "%s", PQerrorMessage(conn));
  PQclear(result);
  return ok;
}
bool PgDatabase::beginTransaction() { return command("BEGIN"); }
bool PgDatabase::commit() { return command("COMMIT"); }

long PgDatabase::number(const std::string &sql) {
  PGresult *result = PQexec(conn, sql.c_str());
  const long value = PQntuples(result) > 0 ? std::atol(PQgetvalue(result, 0, 0)) : 0;
  PQclear(result);
  return value;
}
// The others throw, this one logs.
bool PgDatabase::execute(const std::string &sql) { return command(sql.c_str()); }
