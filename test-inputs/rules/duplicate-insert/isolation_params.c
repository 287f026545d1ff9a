// libpq: the level is among the values of the connection's parameters; here it is one that lets both in, under a lock that
// would hold at the default level.
// schema: plain.sql
#include <libpq-fe.h>
#include <stddef.h>

static void command(PGconn *db, const char *sql) { PQclear(PQexec(db, sql)); }
static int has(PGconn *db, const char *name) {
  const char *values[1] = {name};
  PGresult *rows = PQexecParams(db, "SELECT id FROM tags WHERE name = $1", 1, NULL, values, NULL, NULL, 0);
  const int found = PQntuples(rows) > 0;
  PQclear(rows);
  return found;
}
static void add(PGconn *db, const char *sql, const char *name) {
  const char *values[1] = {name};
  PQclear(PQexecParams(db, sql, 1, NULL, values, NULL, NULL, 0));
}
PGconn *open_shop(const char *host) {
  const char *keywords[] = {"host", "dbname", "options", NULL};
  const char *values[] = {host, "shop", "-c default_transaction_isolation=repeatable\\ read", NULL};
  return PQconnectdbParams(keywords, values, 0);
}
void at_that_level(PGconn *db, const char *name) {
  command(db, "BEGIN");
  command(db, "SELECT pg_advisory_xact_lock(3)");
  if (!has(db, name))
    add(db, "INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-ineffective-lock] warning "snapshot"
  command(db, "COMMIT");
}
void at_read_committed(PGconn *db, const char *name) {
  command(db, "BEGIN ISOLATION LEVEL READ COMMITTED");
  command(db, "SELECT pg_advisory_xact_lock(3)");
  if (!has(db, name))
    add(db, "INSERT INTO tags (name) VALUES ($1)", name);
  command(db, "COMMIT");
}
