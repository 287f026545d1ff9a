// A table that is made in an open transaction belongs to that transaction: who makes it too waits, and fails then.
// schema: plain.sql
#include <libpq-fe.h>
#include <mysql/mysql.h>
#include <string>

static void command(PGconn *db, const char *sql) { PQclear(PQexec(db, sql)); }
static bool has(PGconn *db, const char *sql, const char *name) {
  const char *values[] = {name};
  PGresult *rows = PQexecParams(db, sql, 1, nullptr, values, nullptr, nullptr, 0);
  const bool found = PQntuples(rows) > 0;
  PQclear(rows);
  return found;
}
static void add(PGconn *db, const char *sql, const char *name) {
  const char *values[] = {name};
  PQclear(PQexecParams(db, sql, 1, nullptr, values, nullptr, nullptr, 0));
}
static const char lookup[] = "SELECT id FROM tags WHERE name = $1", tag[] = "INSERT INTO tags (name) VALUES ($1)";

void setUp(PGconn *db, const char *name) {
  command(db, "BEGIN");
  command(db, "CREATE TABLE tags (id bigserial PRIMARY KEY, name text NOT NULL)");
  if (!has(db, lookup, name))
    add(db, tag, name);
  command(db, "COMMIT");
}
// Where the table is there already nothing is made, and nobody waits.
void setUpAgain(PGconn *db, const char *name) {
  command(db, "BEGIN");
  command(db, "CREATE TABLE IF NOT EXISTS tags (id bigserial PRIMARY KEY, name text NOT NULL)");
  if (!has(db, lookup, name))
    add(db, tag, name);  // finding: [dbrace-duplicate-insert] error
  command(db, "COMMIT");
}
void otherTable(PGconn *db, const char *name) {
  command(db, "BEGIN");
  command(db, "CREATE TABLE labels (id bigserial PRIMARY KEY, name text NOT NULL)");
  if (!has(db, lookup, name))
    add(db, tag, name);  // finding: [dbrace-duplicate-insert] error
  command(db, "COMMIT");
}
void committedBefore(PGconn *db, const char *name) {
  command(db, "BEGIN");
  command(db, "CREATE TABLE tags (id bigserial PRIMARY KEY, name text NOT NULL)");
  command(db, "COMMIT");
  command(db, "BEGIN");
  if (!has(db, lookup, name))
    add(db, tag, name);  // finding: [dbrace-duplicate-insert] error
  command(db, "COMMIT");
}
void inAutocommit(PGconn *db, const char *name) {
  command(db, "CREATE TABLE tags (id bigserial PRIMARY KEY, name text NOT NULL)");
  if (!has(db, lookup, name))
    add(db, tag, name);  // finding: [dbrace-duplicate-insert] error
}

static bool query(MYSQL *db, const std::string &sql) { return mysql_real_query(db, sql.data(), sql.size()) == 0; }
static bool hasRow(MYSQL *db, const std::string &sql) {
  query(db, sql);
  MYSQL_RES *rows = mysql_store_result(db);
  const bool found = mysql_num_rows(rows) > 0;
  mysql_free_result(rows);
  return found;
}
// MySQL commits before it makes a table.
void setUpMySql(MYSQL *db, const std::string &name) {
  query(db, "SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE");
  query(db, "START TRANSACTION");
  query(db, "CREATE TABLE tags (id BIGINT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(90) NOT NULL)");
  if (!hasRow(db, "SELECT id FROM tags WHERE name = '" + name + "'"))
    query(db, "INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] error
  query(db, "COMMIT");
}
void fillMySql(MYSQL *db, const std::string &name) {
  query(db, "SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE");
  query(db, "START TRANSACTION");
  if (!hasRow(db, "SELECT id FROM tags WHERE name = '" + name + "'"))
    query(db, "INSERT INTO tags (name) VALUES ('" + name + "')");
  query(db, "COMMIT");
}
