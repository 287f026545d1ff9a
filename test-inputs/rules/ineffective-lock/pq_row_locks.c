// libpq: a lookup that locks its row locks nothing when the row is absent. What excludes a rival is a lock on something
// that is there: a key of its own, the table, a parent's row.
// schema: plain.sql
#include <libpq-fe.h>
#include <stdlib.h>

static void command(PGconn *db, const char *sql) { PQclear(PQexec(db, sql)); }
static int find(PGconn *db, const char *sql, const char *name) {
  const char *values[1] = {name};
  PGresult *res = PQexecParams(db, sql, 1, NULL, values, NULL, NULL, 0);
  const int id = PQntuples(res) > 0 ? atoi(PQgetvalue(res, 0, 0)) : 0;
  PQclear(res);
  return id;
}
static void add(PGconn *db, const char *sql, const char *name) {
  const char *values[1] = {name};
  PQclear(PQexecParams(db, sql, 1, NULL, values, NULL, NULL, 0));
}
static const char plain[] = "SELECT id FROM tags WHERE name = $1";
static const char tag[] = "INSERT INTO tags (name) VALUES ($1)";

void for_update(PGconn *db, const char *name) {
  command(db, "BEGIN");
  if (!find(db, "SELECT id FROM tags WHERE name = $1 FOR UPDATE", name))
    add(db, tag, name);  // finding: [dbrace-ineffective-lock] warning "FOR UPDATE does not keep a rival out: a row that is absent cannot be locked; two sessions"
  command(db, "COMMIT");
}
void for_no_key_update(PGconn *db, const char *name) {
  command(db, "BEGIN");
  if (!find(db, "SELECT id FROM tags WHERE name = $1 FOR NO KEY UPDATE", name))
    add(db, tag, name);  // finding: [dbrace-ineffective-lock] "FOR NO KEY UPDATE"
  command(db, "COMMIT");
}
void for_share(PGconn *db, const char *name) {
  command(db, "BEGIN");
  if (!find(db, "SELECT id FROM tags WHERE name = $1 FOR SHARE", name))
    add(db, tag, name);  // finding: [dbrace-ineffective-lock] "FOR SHARE"
  command(db, "COMMIT");
}
void for_update_in_autocommit(PGconn *db, const char *name) {
  if (!find(db, "SELECT id FROM tags WHERE name = $1 FOR UPDATE", name))
    add(db, tag, name);  // finding: [dbrace-ineffective-lock] "FOR UPDATE does not keep a rival out: a row that is absent"
}
// No lock at all is another rule's business.
void no_lock(PGconn *db, const char *name) {
  command(db, "BEGIN");
  if (!find(db, plain, name))
    add(db, tag, name);  // finding: [dbrace-duplicate-insert] error
  command(db, "COMMIT");
}
// Nor is it the lock's fault where one way has none.
void locked_on_one_path(PGconn *db, const char *name, int careful) {
  command(db, "BEGIN");
  if (careful)
    command(db, "LOCK TABLE tags IN ROW EXCLUSIVE MODE");
  if (!find(db, plain, name))
    add(db, tag, name);  // finding: [dbrace-duplicate-insert] error
  command(db, "COMMIT");
}

void row_found(PGconn *db, const char *name) {
  command(db, "BEGIN");
  if (find(db, "SELECT id FROM tags WHERE name = $1 FOR UPDATE", name))
    add(db, tag, name);
  command(db, "COMMIT");
}
void and_an_advisory_lock(PGconn *db, const char *name) {
  command(db, "BEGIN");
  command(db, "SELECT pg_advisory_xact_lock(17)");
  if (!find(db, "SELECT id FROM tags WHERE name = $1 FOR UPDATE", name))
    add(db, tag, name);
  command(db, "COMMIT");
}
void serializable(PGconn *db, const char *name) {
  command(db, "BEGIN ISOLATION LEVEL SERIALIZABLE");
  if (!find(db, "SELECT id FROM tags WHERE name = $1 FOR UPDATE", name))
    add(db, tag, name);
  command(db, "COMMIT");
}
void parents_row(PGconn *db, const char *name, const char *owner) {
  command(db, "BEGIN");
  find(db, "SELECT id FROM users WHERE id = $1 FOR UPDATE", owner);
  if (!find(db, plain, name))
    add(db, tag, name);
  command(db, "COMMIT");
}
