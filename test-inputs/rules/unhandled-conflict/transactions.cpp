// Transactions do not make the violation go away: PostgreSQL's READ COMMITTED raises it, SQLite's IMMEDIATE excludes it.
// schema: keyed.sql
#include <libpq-fe.h>
#include <sqlite3.h>

static bool command(PGconn *conn, const char *sql) {
  PGresult *res = PQexec(conn, sql);
  const bool ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return ok;
}
static int rows(PGconn *conn, const char *sql, const char *name) {
  const char *values[1] = {name};
  PGresult *res = PQexecParams(conn, sql, 1, nullptr, values, nullptr, nullptr, 0);
  const int count = PQntuples(res);
  PQclear(res);
  return count;
}

void readCommitted(PGconn *conn, const char *name) {
  command(conn, "BEGIN");
  if (rows(conn, "SELECT id FROM tags WHERE name = $1", name) == 0)
    rows(conn, "INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict] warning "tags"
  command(conn, "COMMIT");
}
bool commitTells(PGconn *conn, const char *name) {
  if (!command(conn, "BEGIN"))
    return false;
  if (rows(conn, "SELECT id FROM tags WHERE name = $1", name) == 0) {
    const char *values[1] = {name};
    PGresult *res = PQexecParams(conn, "INSERT INTO tags (name) VALUES ($1)", 1, nullptr, values, nullptr, nullptr, 0);  // finding: [dbrace-unhandled-conflict] note "tags"
    const bool ok = PQresultStatus(res) == PGRES_COMMAND_OK;
    PQclear(res);
    if (!ok) {
      command(conn, "ROLLBACK");
      return false;
    }
  }
  return command(conn, "COMMIT");
}

static bool step(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name, -1, SQLITE_TRANSIENT);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
void immediate(sqlite3 *db, const char *name) {
  sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
}
void noTransaction(sqlite3 *db, const char *name) {
  if (!step(db, "SELECT id FROM tags WHERE name = ?", name))
    step(db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-unhandled-conflict] warning "tags"
}
