// A part of the SQLSTATE: its class 23 is that of violated constraints.
// schema: keyed.sql
// dialect: postgresql
#include <libpq-fe.h>
#include <cstring>
#include <string>

static bool known(PGconn *conn, const char *name) {
  const char *values[1] = {name};
  PGresult *res = PQexecParams(conn, "SELECT id FROM tags WHERE name = $1", 1, nullptr, values, nullptr, nullptr, 0);
  const bool row = PQntuples(res) > 0;
  PQclear(res);
  return row;
}
static PGresult *add(PGconn *conn, const char *name) {
  const char *values[1] = {name};
  return PQexecParams(conn, "INSERT INTO tags (name) VALUES ($1)", 1, nullptr, values, nullptr, nullptr, 0);  // finding: [dbrace-unhandled-conflict] note "tags" finding: [dbrace-unhandled-conflict] note "tags" finding: [dbrace-unhandled-conflict] note "tags" finding: [dbrace-unhandled-conflict] note "tags" finding: [dbrace-unhandled-conflict] note "tags"
}

int wholeCode(PGconn *conn, const char *name) {
  if (known(conn, name))
    return 0;
  PGresult *res = add(conn, name);
  if (PQresultStatus(res) == PGRES_COMMAND_OK)
    return 1;
  const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
  return state && !std::strncmp(state, "23505", 5) ? 0 : -1;
}
// A deadlock: the violation goes the way of the other errors.
int otherCode(PGconn *conn, const char *name) {
  if (known(conn, name))
    return 0;
  PGresult *res = add(conn, name);
  if (PQresultStatus(res) == PGRES_COMMAND_OK)
    return 1;
  const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
  return state && !std::strncmp(state, "40P01", 5) ? 0 : -1;
}
int twoLetters(PGconn *conn, const char *name) {
  if (known(conn, name))
    return 0;
  PGresult *res = add(conn, name);
  if (PQresultStatus(res) == PGRES_COMMAND_OK)
    return 1;
  return std::strncmp(PQresultErrorField(res, PG_DIAG_SQLSTATE), "23", 2) == 0 ? 0 : -1;
}
int twoOtherLetters(PGconn *conn, const char *name) {
  if (known(conn, name))
    return 0;
  PGresult *res = add(conn, name);
  if (PQresultStatus(res) == PGRES_COMMAND_OK)
    return 1;
  return std::strncmp(PQresultErrorField(res, PG_DIAG_SQLSTATE), "40", 2) == 0 ? 0 : -1;
}
int subText(PGconn *conn, const char *name) {
  if (known(conn, name))
    return 0;
  PGresult *res = add(conn, name);
  if (PQresultStatus(res) == PGRES_COMMAND_OK)
    return 1;
  const std::string state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
  return state.substr(0, 2) == "23" ? 0 : -1;
}
int otherSubText(PGconn *conn, const char *name) {
  if (known(conn, name))
    return 0;
  PGresult *res = add(conn, name);
  if (PQresultStatus(res) == PGRES_COMMAND_OK)
    return 1;
  const std::string state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
  return state.substr(0, 2) == "08" ? 0 : -1;
}
int beginning(PGconn *conn, const char *name) {
  if (known(conn, name))
    return 0;
  PGresult *res = add(conn, name);
  if (PQresultStatus(res) == PGRES_COMMAND_OK)
    return 1;
  const std::string state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
  return state.starts_with("23") ? 0 : -1;
}
int otherBeginning(PGconn *conn, const char *name) {
  if (known(conn, name))
    return 0;
  PGresult *res = add(conn, name);
  if (PQresultStatus(res) == PGRES_COMMAND_OK)
    return 1;
  const std::string state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
  return state.starts_with("53") ? 0 : -1;
}
int compared(PGconn *conn, const char *name) {
  if (known(conn, name))
    return 0;
  PGresult *res = add(conn, name);
  if (PQresultStatus(res) == PGRES_COMMAND_OK)
    return 1;
  const std::string state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
  return state.compare(0, 2, "23") == 0 ? 0 : -1;
}
int otherCompared(PGconn *conn, const char *name) {
  if (known(conn, name))
    return 0;
  PGresult *res = add(conn, name);
  if (PQresultStatus(res) == PGRES_COMMAND_OK)
    return 1;
  const std::string state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
  return state.compare(0, 2, "57") == 0 ? 0 : -1;
}
