// EXISTS and COUNT of libpq are texts: 't' and 'f', digits. What they begin with is looked at, or the whole of them.
// schema: plain.sql
// dialect: postgresql
#include <libpq-fe.h>
#include <cstring>
#include <string>

static PGresult *ask(PGconn *conn, const char *sql, const char *name) {
  const char *values[1] = {name};
  return PQexecParams(conn, sql, 1, nullptr, values, nullptr, nullptr, 0);
}
static const char exists[] = "SELECT EXISTS (SELECT 1 FROM tags WHERE name = $1)";
static const char count[] = "SELECT COUNT(*) FROM tags WHERE name = $1";
static const char insert[] = "INSERT INTO tags (name) VALUES ($1)";

void firstLetter(PGconn *conn, const char *name) {
  PGresult *res = ask(conn, exists, name);
  if (PQgetvalue(res, 0, 0)[0] == 't')
    return;
  ask(conn, insert, name);  // finding: [dbrace-duplicate-insert] "tags"
}
// Only where the row is there already: nothing is checked for.
void firstLetterOpposite(PGconn *conn, const char *name) {
  PGresult *res = ask(conn, exists, name);
  if (PQgetvalue(res, 0, 0)[0] == 'f')
    return;
  ask(conn, insert, name);
}
void pointedTo(PGconn *conn, const char *name) {
  PGresult *res = ask(conn, exists, name);
  const bool taken = *PQgetvalue(res, 0, 0) == 't';
  PQclear(res);
  if (!taken)
    ask(conn, insert, name);  // finding: [dbrace-duplicate-insert] "tags"
}
void pointedToOpposite(PGconn *conn, const char *name) {
  PGresult *res = ask(conn, exists, name);
  const bool taken = *PQgetvalue(res, 0, 0) == 't';
  PQclear(res);
  if (taken)
    ask(conn, insert, name);
}
bool whole(PGconn *conn, const char *name) {
  PGresult *res = ask(conn, exists, name);
  if (std::strcmp(PQgetvalue(res, 0, 0), "t") == 0)
    return false;
  return PQresultStatus(ask(conn, insert, name)) == PGRES_COMMAND_OK;  // finding: [dbrace-duplicate-insert] "tags"
}
// Nobody says "true" here: the insert runs in any case.
bool otherWord(PGconn *conn, const char *name) {
  PGresult *res = ask(conn, exists, name);
  if (std::strcmp(PQgetvalue(res, 0, 0), "true") == 0)
    return false;
  return PQresultStatus(ask(conn, insert, name)) == PGRES_COMMAND_OK;
}
void inString(PGconn *conn, const std::string &name) {
  const std::string answer = PQgetvalue(ask(conn, exists, name.c_str()), 0, 0);
  if (answer[0] != 't')
    ask(conn, insert, name.c_str());  // finding: [dbrace-duplicate-insert] "tags"
}
void inStringOpposite(PGconn *conn, const std::string &name) {
  const std::string answer = PQgetvalue(ask(conn, exists, name.c_str()), 0, 0);
  if (answer[0] == 't')
    ask(conn, insert, name.c_str());
}
void digit(PGconn *conn, const char *name) {
  PGresult *res = ask(conn, count, name);
  if (PQgetvalue(res, 0, 0)[0] != '0')
    return;
  ask(conn, insert, name);  // finding: [dbrace-duplicate-insert] "tags"
}
void digitOpposite(PGconn *conn, const char *name) {
  PGresult *res = ask(conn, count, name);
  if (PQgetvalue(res, 0, 0)[0] == '0')
    return;
  ask(conn, insert, name);
}
