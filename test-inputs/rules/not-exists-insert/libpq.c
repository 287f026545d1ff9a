/* One statement that looks and inserts is still two steps for a rival. */
/* schema: bookings.sql */
/* dialect: postgresql */
#include <libpq-fe.h>

static int run(PGconn *conn, const char *sql, const char *a, const char *b) {
  const char *values[] = {a, b};
  PGresult *result = PQexecParams(conn, sql, 2, NULL, values, NULL, NULL, 0);
  int ok = PQresultStatus(result) == PGRES_COMMAND_OK;
  PQclear(result);
  return ok;
}

void addPref(PGconn *conn, const char *user, const char *name) {
  run(conn, "INSERT INTO prefs (user_id, name) SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM prefs WHERE user_id = $1 AND name = $2)", user, name);  /* finding: [dbrace-not-exists-insert] warning "no unique key" */
}
void addPrefByCount(PGconn *conn, const char *user, const char *name) {
  run(conn, "INSERT INTO prefs (user_id, name) SELECT $1, $2 WHERE (SELECT COUNT(*) FROM prefs WHERE user_id = $1 AND name = $2) = 0", user, name);  /* finding: [dbrace-not-exists-insert] warning */
}
/* A key refuses the second one, and DO NOTHING takes it. */
void addLabel(PGconn *conn, const char *name) {
  run(conn, "INSERT INTO labels (name) SELECT $1 WHERE NOT EXISTS (SELECT 1 FROM labels WHERE name = $1) ON CONFLICT (name) DO NOTHING", name, "");
}
/* What is asked is another table. */
void addForKnownRoom(PGconn *conn, const char *room, const char *guest) {
  run(conn, "INSERT INTO seats (room, guest) SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM archive WHERE number = $1)", room, guest);
}
/* Another value is written than was asked for. */
void addOther(PGconn *conn, const char *user, const char *name) {
  run(conn, "INSERT INTO prefs (user_id, name) SELECT $2, 'x' WHERE NOT EXISTS (SELECT 1 FROM prefs WHERE user_id = $1)", user, name);
}
/* It has to be there. */
void addSecond(PGconn *conn, const char *user, const char *name) {
  run(conn, "INSERT INTO prefs (user_id, name) SELECT $1, $2 WHERE EXISTS (SELECT 1 FROM prefs WHERE user_id = $1 AND name = $2)", user, name);
}
/* One at a time. */
void addPrefLocked(PGconn *conn, const char *user, const char *name) {
  PQclear(PQexec(conn, "BEGIN"));
  PQclear(PQexec(conn, "SELECT pg_advisory_xact_lock(7)"));
  run(conn, "INSERT INTO prefs (user_id, name) SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM prefs WHERE user_id = $1 AND name = $2)", user, name);
  PQclear(PQexec(conn, "COMMIT"));
}
