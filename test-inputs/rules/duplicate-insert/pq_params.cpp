// libpq with parameter arrays. READ COMMITTED, PostgreSQL's default, does not see the rival's row.
// schema: plain.sql
// dialect: postgresql
#include <libpq-fe.h>
#include <string>

static int idOf(PGconn *conn, const std::string &serial, const std::string &port) {
  const char *values[2] = {serial.c_str(), port.c_str()};
  PGresult *res = PQexecParams(conn, "SELECT id FROM devices WHERE serial = $1 AND port = $2", 2, nullptr, values, nullptr, nullptr, 0);
  int id = 0;
  if (PQresultStatus(res) == PGRES_TUPLES_OK && PQntuples(res) > 0)
    id = std::stoi(PQgetvalue(res, 0, 0));
  PQclear(res);
  return id;
}
static bool command(PGconn *conn, const char *sql) {
  PGresult *res = PQexec(conn, sql);
  const bool ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return ok;
}

int addDevice(PGconn *conn, const std::string &serial, const std::string &port) {
  int id = idOf(conn, serial, port);
  if (id == 0) {
    const char *values[2] = {serial.c_str(), port.c_str()};
    PGresult *res = PQexecParams(conn, "INSERT INTO devices (serial, port) VALUES ($1, $2)", 2, nullptr, values, nullptr, nullptr, 0);  // finding: [dbrace-duplicate-insert] "devices"
    PQclear(res);
    id = idOf(conn, serial, port);
  }
  return id;
}

// A transaction alone keeps nobody out.
bool addInTransaction(PGconn *conn, const char *email) {
  const char *values[1] = {email};
  command(conn, "BEGIN");
  PGresult *res = PQexecParams(conn, "SELECT 1 FROM users WHERE email = $1", 1, nullptr, values, nullptr, nullptr, 0);
  const int rows = PQntuples(res);
  PQclear(res);
  if (rows == 0) {
    res = PQexecParams(conn, "INSERT INTO users (email) VALUES ($1)", 1, nullptr, values, nullptr, nullptr, 0);  // finding: [dbrace-duplicate-insert] "users"
    PQclear(res);
  }
  return command(conn, "COMMIT");
}

// The table is locked against every other writer before the check.
bool addUnderTableLock(PGconn *conn, const char *email) {
  const char *values[1] = {email};
  command(conn, "BEGIN");
  command(conn, "LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE");
  PGresult *res = PQexecParams(conn, "SELECT 1 FROM users WHERE email = $1", 1, nullptr, values, nullptr, nullptr, 0);
  const int rows = PQntuples(res);
  PQclear(res);
  if (rows == 0) {
    res = PQexecParams(conn, "INSERT INTO users (email) VALUES ($1)", 1, nullptr, values, nullptr, nullptr, 0);
    PQclear(res);
  }
  return command(conn, "COMMIT");
}

// An advisory lock of the transaction, taken before the check.
bool addUnderAdvisoryLock(PGconn *conn, const char *email) {
  const char *values[1] = {email};
  command(conn, "BEGIN");
  PGresult *res = PQexecParams(conn, "SELECT pg_advisory_xact_lock(hashtext($1))", 1, nullptr, values, nullptr, nullptr, 0);
  PQclear(res);
  res = PQexecParams(conn, "SELECT 1 FROM users WHERE email = $1", 1, nullptr, values, nullptr, nullptr, 0);
  const int rows = PQntuples(res);
  PQclear(res);
  if (rows == 0) {
    res = PQexecParams(conn, "INSERT INTO users (email) VALUES ($1)", 1, nullptr, values, nullptr, nullptr, 0);
    PQclear(res);
  }
  return command(conn, "COMMIT");
}

// Without a transaction around it that lock is gone when its own statement ends.
bool addUnderLostLock(PGconn *conn, const char *email) {
  const char *values[1] = {email};
  PGresult *res = PQexecParams(conn, "SELECT pg_advisory_xact_lock(hashtext($1))", 1, nullptr, values, nullptr, nullptr, 0);
  PQclear(res);
  res = PQexecParams(conn, "SELECT 1 FROM users WHERE email = $1", 1, nullptr, values, nullptr, nullptr, 0);
  const int rows = PQntuples(res);
  PQclear(res);
  if (rows == 0) {
    res = PQexecParams(conn, "INSERT INTO users (email) VALUES ($1)", 1, nullptr, values, nullptr, nullptr, 0);  // finding: [dbrace-ineffective-lock]
    PQclear(res);
  }
  return true;
}

// The array holds another value by the time of the insert.
bool addChanged(PGconn *conn, const char *email, const char *other) {
  const char *values[1] = {email};
  PGresult *res = PQexecParams(conn, "SELECT 1 FROM users WHERE email = $1", 1, nullptr, values, nullptr, nullptr, 0);
  const int rows = PQntuples(res);
  PQclear(res);
  if (rows == 0) {
    values[0] = other;
    res = PQexecParams(conn, "INSERT INTO users (email) VALUES ($1)", 1, nullptr, values, nullptr, nullptr, 0);
    PQclear(res);
  }
  return true;
}
