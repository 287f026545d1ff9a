// libpq: SQLSTATE 23505 told apart, or not.
// schema: keyed.sql
// dialect: postgresql
#include <libpq-fe.h>
#include <cstdio>
#include <cstring>
#include <string>

static bool known(PGconn *conn, const char *name) {
  const char *values[1] = {name};
  PGresult *res = PQexecParams(conn, "SELECT id FROM tags WHERE name = $1", 1, nullptr, values, nullptr, nullptr, 0);
  const bool row = PQntuples(res) > 0;
  PQclear(res);
  return row;
}
static PGresult *run(PGconn *conn, const char *sql, const char *name) {
  const char *values[1] = {name};
  return PQexecParams(conn, sql, 1, nullptr, values, nullptr, nullptr, 0);
}

bool byStrcmp(PGconn *conn, const char *name) {
  if (known(conn, name))
    return true;
  PGresult *res = run(conn, "INSERT INTO tags (name) VALUES ($1)", name);
  bool ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  if (!ok) {
    const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
    if (state && std::strcmp(state, "23505") == 0)
      ok = true;
  }
  PQclear(res);
  return ok;
}
bool byString(PGconn *conn, const char *name) {
  if (known(conn, name))
    return true;
  PGresult *res = run(conn, "INSERT INTO tags (name) VALUES ($1)", name);
  const bool stored = PQresultStatus(res) == PGRES_COMMAND_OK;
  const char *field = PQresultErrorField(res, PG_DIAG_SQLSTATE);
  const std::string state = field ? field : "";
  PQclear(res);
  return stored || state == "23505";
}
bool genericStatus(PGconn *conn, const char *name) {
  if (known(conn, name))
    return true;
  PGresult *res = run(conn, "INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict] note "tags"
  const bool ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  if (!ok)
    std::fprintf(stderr, "insert failed: %s", PQerrorMessage(conn));
  PQclear(res);
  return ok;
}
void statusDropped(PGconn *conn, const char *name) {
  if (known(conn, name))
    return;
  PQclear(run(conn, "INSERT INTO tags (name) VALUES ($1)", name));  // finding: [dbrace-unhandled-conflict] warning "tags"
}
// 23503 is a foreign key's violation: the unique key's goes the way of the other errors.
bool otherState(PGconn *conn, const char *name) {
  if (known(conn, name))
    return true;
  PGresult *res = run(conn, "INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict] note "tags"
  bool ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  if (!ok) {
    const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
    if (state && std::strcmp(state, "23503") == 0)
      ok = true;
  }
  PQclear(res);
  return ok;
}
// The upsert cannot fail on the key.
bool upsert(PGconn *conn, const char *name) {
  if (known(conn, name))
    return true;
  PGresult *res = run(conn, "INSERT INTO tags (name) VALUES ($1) ON CONFLICT (name) DO NOTHING", name);
  const bool ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return ok;
}
