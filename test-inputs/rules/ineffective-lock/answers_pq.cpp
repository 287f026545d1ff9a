// A lock that may be refused says so in its answer. Who does not look at it has no lock.
// schema: plain.sql
#include <libpq-fe.h>

static void command(PGconn *db, const char *sql) { PQclear(PQexec(db, sql)); }


static void addIfMissing(PGconn *db, const char *name) {
  const char *values[] = {name};
  PGresult *rows = PQexecParams(db, "SELECT id FROM tags WHERE name = $1", 1, nullptr, values, nullptr, nullptr, 0);
  const bool known = PQntuples(rows) > 0;
  PQclear(rows);
  if (!known)
    PQclear(PQexecParams(db, "INSERT INTO tags (name) VALUES ($1)", 1, nullptr, values, nullptr, nullptr, 0));  // finding: [dbrace-ineffective-lock] "whether it was had is not looked at"
}

void notAsked(PGconn *db, const char *name) {
  command(db, "BEGIN");
  command(db, "SELECT pg_try_advisory_xact_lock(42)");
  addIfMissing(db, name);
  command(db, "COMMIT");
}
