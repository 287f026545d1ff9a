// libpq: numbered parameters, RETURNING, partial and folding keys, names in quotes.
// schema: accounts.sql
// dialect: postgresql
#include <libpq-fe.h>
#include <cstdio>
#include <cstdlib>

static PGresult *run(PGconn *conn, const char *sql, const char *value) {
  const char *values[1] = {value};
  return PQexecParams(conn, sql, 1, nullptr, values, nullptr, nullptr, 0);
}
static bool found(PGconn *conn, const char *sql, const char *value) {
  PGresult *res = run(conn, sql, value);
  const bool row = PQntuples(res) > 0;
  PQclear(res);
  return row;
}

void plainKey(PGconn *conn, const char *name) {
  if (found(conn, "SELECT id FROM teams WHERE name = $1", name))
    return;
  PQclear(run(conn, "INSERT INTO teams (name) VALUES ($1)", name));  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (name) DO NOTHING"
}
void foldingKey(PGconn *conn, const char *mail) {
  if (found(conn, "SELECT id FROM accounts WHERE lower(mail) = lower($1) AND closed IS NULL", mail))
    return;
  PQclear(run(conn, "INSERT INTO accounts (mail, closed) VALUES ($1, NULL);", mail));  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT ((lower(mail))) WHERE closed is null DO NOTHING"
}
void quotedNames(PGconn *conn, const char *key) {
  if (found(conn, "SELECT 1 FROM options WHERE \"Key\" = $1", key))
    return;
  PQclear(run(conn, "INSERT INTO options (\"Key\", value) VALUES ($1, '')", key));  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT ("
}
// The row's number comes back from the insert: of a row that is there, an update that changes nothing gives it.
int numberReturned(PGconn *conn, const char *name) {
  PGresult *old = run(conn, "SELECT id FROM teams WHERE name = $1", name);
  if (PQntuples(old) > 0) {
    const int id = std::atoi(PQgetvalue(old, 0, 0));
    PQclear(old);
    return id;
  }
  PQclear(old);
  PGresult *res = run(conn, "INSERT INTO teams (name) VALUES ($1) RETURNING id", name);  // finding: [dbrace-unhandled-conflict] note  fix: "unsafe: insert ON CONFLICT (name) DO UPDATE SET name = excluded.name; so that RETURNING"
  const int id = PQresultStatus(res) == PGRES_TUPLES_OK ? std::atoi(PQgetvalue(res, 0, 0)) : -1;
  PQclear(res);
  return id;
}
bool affected(PGconn *conn, const char *name) {
  if (found(conn, "SELECT id FROM teams WHERE name = $1", name))
    return true;
  PGresult *res = run(conn, "INSERT INTO teams (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict]  fix: "none: the code that follows asks how many rows were stored"
  const bool one = std::atoi(PQcmdTuples(res)) == 1;
  PQclear(res);
  return one;
}
bool lastValue(PGconn *conn, const char *name) {
  if (found(conn, "SELECT id FROM teams WHERE name = $1", name))
    return true;
  PQclear(run(conn, "INSERT INTO teams (name) VALUES ($1)", name));  // finding: [dbrace-unhandled-conflict]  fix: "none: the code that follows uses the number of the new row"
  PGresult *res = PQexec(conn, "SELECT lastval()");
  std::printf("%s\n", PQgetvalue(res, 0, 0));
  PQclear(res);
  return true;
}
void statusAsked(PGconn *conn, const char *name) {
  if (found(conn, "SELECT id FROM teams WHERE name = $1", name))
    return;
  PGresult *res = run(conn, "INSERT INTO teams (name) VALUES ($1) -- a new team", name);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (name) DO NOTHING"
  if (PQresultStatus(res) != PGRES_COMMAND_OK)
    std::fprintf(stderr, "%s", PQerrorMessage(conn));
  PQclear(res);
}
