/* UPDATE, and INSERT where it has changed nothing: the number of rows is a text in libpq. */
/* schema: plain.sql */
/* dialect: postgresql */
#include <libpq-fe.h>
#include <string.h>

static const char update[] = "UPDATE settings SET value = $3 WHERE owner = $1 AND name = $2";
static const char insert[] = "INSERT INTO settings (owner, name, value) VALUES ($1, $2, $3)";

static PGresult *run(PGconn *conn, const char *sql, const char *const values[3]) {
  return PQexecParams(conn, sql, 3, NULL, values, NULL, NULL, 0);
}

int store(PGconn *conn, const char *owner, const char *name, const char *value) {
  const char *const values[3] = {owner, name, value};
  PGresult *res = run(conn, update, values);
  if (strcmp(PQcmdTuples(res), "0") != 0) {
    PQclear(res);
    return 0;
  }
  PQclear(res);
  res = run(conn, insert, values); /* finding: [dbrace-duplicate-insert] "settings" */
  PQclear(res);
  return 1;
}
/* Another row where there is one: nothing says that there was none. */
int store_beside(PGconn *conn, const char *owner, const char *name, const char *value) {
  const char *const values[3] = {owner, name, value};
  PGresult *res = run(conn, update, values);
  if (strcmp(PQcmdTuples(res), "0") == 0) {
    PQclear(res);
    return 0;
  }
  PQclear(res);
  res = run(conn, insert, values);
  PQclear(res);
  return 1;
}
