// libpq, with unique keys: the lock does not keep the insert from failing.
// schema: keyed.sql
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

static void command(PGconn *db, const char *sql) { PQclear(PQexec(db, sql)); }
static int find(PGconn *db, const char *name) {
  const char *values[1] = {name};
  PGresult *res = PQexecParams(db, "SELECT id FROM tags WHERE name = $1 FOR UPDATE", 1, NULL, values, NULL, NULL, 0);
  const int id = PQntuples(res) > 0 ? atoi(PQgetvalue(res, 0, 0)) : 0;
  PQclear(res);
  return id;
}
static PGresult *insert(PGconn *db, const char *sql, const char *name) {
  const char *values[1] = {name};
  return PQexecParams(db, sql, 1, NULL, values, NULL, NULL, 0);
}
static const char tag[] = "INSERT INTO tags (name) VALUES ($1)";

void dropped(PGconn *db, const char *name) {
  command(db, "BEGIN");
  if (!find(db, name))
    PQclear(insert(db, tag, name));  // finding: [dbrace-ineffective-lock] warning "this insert fails on"
  command(db, "COMMIT");
}
int like_other_errors(PGconn *db, const char *name) {
  int ok = 1;
  command(db, "BEGIN");
  if (!find(db, name)) {
    PGresult *res = insert(db, tag, name);  // finding: [dbrace-ineffective-lock] note "taken like any other"
    ok = PQresultStatus(res) == PGRES_COMMAND_OK;
    PQclear(res);
  }
  command(db, ok ? "COMMIT" : "ROLLBACK");
  return ok;
}
// Who tells the violation apart needs no lock.
int told_apart(PGconn *db, const char *name) {
  int outcome = 0;
  command(db, "BEGIN");
  if (!find(db, name)) {
    PGresult *res = insert(db, tag, name);
    if (PQresultStatus(res) != PGRES_COMMAND_OK) {
      const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
      outcome = state && strcmp(state, "23505") == 0 ? 1 : -1;
    }
    PQclear(res);
  }
  command(db, outcome ? "ROLLBACK" : "COMMIT");
  return outcome;
}
void upsert(PGconn *db, const char *name) {
  command(db, "BEGIN");
  if (!find(db, name))
    PQclear(insert(db, "INSERT INTO tags (name) VALUES ($1) ON CONFLICT (name) DO NOTHING", name));
  command(db, "COMMIT");
}
