// libpq: the level is among the server options of the connection string.
// schema: plain.sql
#include <libpq-fe.h>
#include <string>

static bool has(PGconn *db, const std::string &name) {
  const char *values[] = {name.c_str()};
  PGresult *rows = PQexecParams(db, "SELECT id FROM tags WHERE name = $1", 1, nullptr, values, nullptr, nullptr, 0);
  const bool found = PQntuples(rows) > 0;
  PQclear(rows);
  return found;
}
static void add(PGconn *db, const char *sql, const std::string &name) {
  const char *values[] = {name.c_str()};
  PQclear(PQexecParams(db, sql, 1, nullptr, values, nullptr, nullptr, 0));
}
static void command(PGconn *db, const char *sql) { PQclear(PQexec(db, sql)); }

PGconn *open(const std::string &host) {
  return PQconnectdb(("host=" + host + " dbname=shop options='-c default_transaction_isolation=serializable'").c_str());
}
void inATransaction(PGconn *db, const std::string &name) {
  command(db, "BEGIN");
  if (!has(db, name))
    add(db, "INSERT INTO tags (name) VALUES ($1)", name);
  command(db, "COMMIT");
}
void inAutocommit(PGconn *db, const std::string &name) {
  if (!has(db, name))
    add(db, "INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert] error
}
// What a transaction says for itself goes first.
void atItsOwnLevel(PGconn *db, const std::string &name) {
  command(db, "START TRANSACTION ISOLATION LEVEL READ COMMITTED");
  if (!has(db, name))
    add(db, "INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert] error
  command(db, "COMMIT");
}
