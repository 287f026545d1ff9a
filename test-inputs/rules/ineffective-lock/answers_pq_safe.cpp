// The same lock, and the program goes on only where it has it.
// schema: plain.sql
#include <libpq-fe.h>
#include <cstring>
#include <stdexcept>
#include <string>
#include <thread>

static void command(PGconn *db, const char *sql) { PQclear(PQexec(db, sql)); }

static bool isTrue(PGconn *db, const std::string &sql) {
  PGresult *answer = PQexec(db, sql.c_str());
  const bool yes = PQresultStatus(answer) == PGRES_TUPLES_OK && strcmp(PQgetvalue(answer, 0, 0), "t") == 0;
  PQclear(answer);
  return yes;
}

static void addIfMissing(PGconn *db, const char *name) {
  const char *values[] = {name};
  PGresult *rows = PQexecParams(db, "SELECT id FROM tags WHERE name = $1", 1, nullptr, values, nullptr, nullptr, 0);
  const bool known = PQntuples(rows) > 0;
  PQclear(rows);
  if (!known)
    PQclear(PQexecParams(db, "INSERT INTO tags (name) VALUES ($1)", 1, nullptr, values, nullptr, nullptr, 0));
}

bool asked(PGconn *db, const char *name) {
  command(db, "BEGIN");
  if (!isTrue(db, "SELECT pg_try_advisory_xact_lock(42)")) {
    command(db, "ROLLBACK");
    return false;
  }
  addIfMissing(db, name);
  command(db, "COMMIT");
  return true;
}

void askedByFirstLetter(PGconn *db, const char *name) {
  command(db, "BEGIN");
  PGresult *answer = PQexec(db, "SELECT pg_try_advisory_xact_lock(42)");
  const bool had = PQgetvalue(answer, 0, 0)[0] == 't';
  PQclear(answer);
  if (had)
    addIfMissing(db, name);
  command(db, had ? "COMMIT" : "ROLLBACK");
}

void askedUntilHad(PGconn *db, const char *name) {
  while (!isTrue(db, "SELECT pg_try_advisory_lock(42)"))
    std::this_thread::yield();
  command(db, "BEGIN");
  addIfMissing(db, name);
  command(db, "COMMIT");
  command(db, "SELECT pg_advisory_unlock(42)");
}

class Exclusive {
public:
  explicit Exclusive(PGconn *db) : db(db) {
    if (!isTrue(db, "SELECT pg_try_advisory_lock(42)"))
      throw std::runtime_error("somebody else is at it");
  }
  ~Exclusive() { command(db, "SELECT pg_advisory_unlock(42)"); }
  Exclusive(const Exclusive &) = delete;

private:
  PGconn *db;
};

void askedByGuard(PGconn *db, const char *name) {
  Exclusive guard(db);
  command(db, "BEGIN");
  addIfMissing(db, name);
  command(db, "COMMIT");
}
