/* Statements prepared under names on the connection, run by name. */
/* schema: plain.sql */
/* dialect: postgresql */
#include <libpq-fe.h>
#include <stddef.h>

int prepare_all(PGconn *conn) {
  PQclear(PQprepare(conn, "find_tag", "SELECT id FROM tags WHERE name = $1", 1, NULL));
  PQclear(PQprepare(conn, "add_tag", "INSERT INTO tags (name) VALUES ($1)", 1, NULL));
  PQclear(PQprepare(conn, "add_log", "INSERT INTO log (line) VALUES ($1)", 1, NULL));
  return 0;
}

int ensure_tag(PGconn *conn, const char *name) {
  const char *values[1];
  PGresult *res;
  int rows;
  values[0] = name;
  res = PQexecPrepared(conn, "find_tag", 1, values, NULL, NULL, 0);
  rows = PQntuples(res);
  PQclear(res);
  if (rows)
    return 0;
  res = PQexecPrepared(conn, "add_tag", 1, values, NULL, NULL, 0);  // finding: [dbrace-duplicate-insert] "tags"
  PQclear(res);
  return 1;
}

/* Another prepared statement: a line in the log. */
int report_tag(PGconn *conn, const char *name) {
  const char *values[1];
  PGresult *res;
  int rows;
  values[0] = name;
  res = PQexecPrepared(conn, "find_tag", 1, values, NULL, NULL, 0);
  rows = PQntuples(res);
  PQclear(res);
  if (rows)
    return 0;
  res = PQexecPrepared(conn, "add_log", 1, values, NULL, NULL, 0);
  PQclear(res);
  return 1;
}

int run(PGconn *conn, const char *name) { return prepare_all(conn) + ensure_tag(conn, name) + report_tag(conn, name); }
