/* No schema has the table. */
/* schema: none */
#include <libpq-fe.h>

void addTheme(PGconn *conn, const char *user) {
  const char *values[] = {user};
  PQclear(PQexecParams(conn, "INSERT INTO prefs (user, name) SELECT $1, 'theme' WHERE NOT EXISTS (SELECT 1 FROM prefs p WHERE p.user = $1 AND p.name = 'theme')", 1, NULL, values, NULL, NULL, 0)); /* finding: [dbrace-not-exists-insert] warning "unless (user, name) is unique" */
}
void addThemeOnce(PGconn *conn, const char *user) {
  const char *values[] = {user};
  PQclear(PQexecParams(conn, "INSERT INTO prefs (user, name) SELECT $1, 'theme' WHERE NOT EXISTS (SELECT 1 FROM prefs p WHERE p.user = $1 AND p.name = 'theme') ON CONFLICT DO NOTHING", 1, NULL, values, NULL, NULL, 0));
}
