// libpq: a refused insert aborts the transaction; only a savepoint or its end makes anything run again.
// schema: keyed.sql
// dialect: postgresql
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

static int command(PGconn *conn, const char *sql) {
  PGresult *res = PQexec(conn, sql);
  int ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return ok;
}
static int find_tag(PGconn *conn, const char *name) {
  const char *values[1] = {name};
  PGresult *res = PQexecParams(conn, "SELECT id FROM tags WHERE name = $1", 1, NULL, values, NULL, NULL, 0);
  int id = PQresultStatus(res) == PGRES_TUPLES_OK && PQntuples(res) > 0 ? atoi(PQgetvalue(res, 0, 0)) : 0;
  PQclear(res);
  return id;
}
enum { STORED, TAKEN, BROKEN };
static int insert(PGconn *conn, const char *sql, const char *name) {
  const char *values[1] = {name};
  int outcome = STORED;
  PGresult *res = PQexecParams(conn, sql, 1, NULL, values, NULL, NULL, 0);
  if (PQresultStatus(res) != PGRES_COMMAND_OK) {
    const char *state = PQresultErrorField(res, PG_DIAG_SQLSTATE);
    outcome = state && strcmp(state, "23505") == 0 ? TAKEN : BROKEN;
  }
  PQclear(res);
  return outcome;
}
static const char tag[] = "INSERT INTO tags (name) VALUES ($1)";

int autocommitted(PGconn *conn, const char *name) {
  int id = find_tag(conn, name);
  if (id)
    return id;
  if (insert(conn, tag, name) == BROKEN)
    return -1;
  return find_tag(conn, name);
}
int without_savepoint(PGconn *conn, const char *name) {
  command(conn, "BEGIN");
  int id = find_tag(conn, name);
  if (!id) {
    if (insert(conn, tag, name) == BROKEN) {  // finding: [dbrace-stale-reread] warning "aborts the transaction"
      command(conn, "ROLLBACK");
      return -1;
    }
    id = find_tag(conn, name);
  }
  command(conn, "COMMIT");
  return id;
}
int with_savepoint(PGconn *conn, const char *name) {
  command(conn, "BEGIN");
  int id = find_tag(conn, name);
  if (!id) {
    command(conn, "SAVEPOINT before_insert");
    switch (insert(conn, tag, name)) {
    case TAKEN:
      command(conn, "ROLLBACK TO SAVEPOINT before_insert");
      break;
    case BROKEN:
      command(conn, "ROLLBACK");
      return -1;
    }
    id = find_tag(conn, name);
  }
  command(conn, "COMMIT");
  return id;
}
// A savepoint that nothing goes back to.
int savepoint_released(PGconn *conn, const char *name) {
  command(conn, "BEGIN");
  int id = find_tag(conn, name);
  if (!id) {
    command(conn, "SAVEPOINT before_insert");
    if (insert(conn, tag, name) == BROKEN) {  // finding: [dbrace-stale-reread] warning "refused"
      command(conn, "ROLLBACK");
      return -1;
    }
    command(conn, "RELEASE SAVEPOINT before_insert");
    id = find_tag(conn, name);
  }
  command(conn, "COMMIT");
  return id;
}
// At REPEATABLE READ the savepoint does not help: the row is newer than the snapshot.
int savepoint_repeatable(PGconn *conn, const char *name) {
  command(conn, "BEGIN ISOLATION LEVEL REPEATABLE READ");
  int id = find_tag(conn, name);
  if (!id) {
    command(conn, "SAVEPOINT before_insert");
    if (insert(conn, tag, name) == TAKEN)  // finding: [dbrace-stale-reread] warning "snapshot at REPEATABLE READ"
      command(conn, "ROLLBACK TO SAVEPOINT before_insert");
    id = find_tag(conn, name);
  }
  command(conn, "COMMIT");
  return id;
}
int rolled_back(PGconn *conn, const char *name) {
  command(conn, "BEGIN");
  int id = find_tag(conn, name);
  if (!id) {
    if (insert(conn, tag, name) != STORED) {
      command(conn, "ROLLBACK");
      return find_tag(conn, name);
    }
    id = find_tag(conn, name);
  }
  command(conn, "COMMIT");
  return id;
}
int retried(PGconn *conn, const char *name) {
  for (;;) {
    command(conn, "BEGIN");
    int id = find_tag(conn, name);
    int outcome = id ? STORED : insert(conn, tag, name);
    command(conn, outcome == STORED ? "COMMIT" : "ROLLBACK");
    if (id)
      return id;
    if (outcome == BROKEN)
      return -1;
  }
}
int upsert(PGconn *conn, const char *name) {
  command(conn, "BEGIN");
  int id = find_tag(conn, name);
  if (!id) {
    const char *values[1] = {name};
    PQclear(PQexecParams(conn, "INSERT INTO tags (name) VALUES ($1) ON CONFLICT (name) DO NOTHING", 1, NULL, values,
                         NULL, NULL, 0));
    id = find_tag(conn, name);
  }
  command(conn, "COMMIT");
  return id;
}
// Taken is fine here, and the transaction goes on: the next statement is refused.
int goes_on(PGconn *conn, const char *name) {
  const char *values[1] = {name};
  command(conn, "BEGIN");
  if (!find_tag(conn, name) && insert(conn, tag, name) == BROKEN) {  // finding: [dbrace-stale-reread] warning "aborts"
    command(conn, "ROLLBACK");
    return 0;
  }
  PQclear(PQexecParams(conn, "INSERT INTO log (line) VALUES ($1)", 1, NULL, values, NULL, NULL, 0));
  return command(conn, "COMMIT");
}
// The same, with nothing left to run but the end of the transaction.
int goes_on_to_the_end(PGconn *conn, const char *name) {
  command(conn, "BEGIN");
  if (!find_tag(conn, name) && insert(conn, tag, name) == BROKEN) {
    command(conn, "ROLLBACK");
    return 0;
  }
  return command(conn, "COMMIT");
}
