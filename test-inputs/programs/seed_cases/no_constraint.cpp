// Case 3: the columns that are looked up are indexed, but not unique. Both sessions insert, and both rows stay.
// schema: subscribers.sql
// dialect: postgresql
#include <libpq-fe.h>
#include <string>

class Result {
public:
  Result(PGconn *db, const char *sql, const std::string &address, const std::string &list) {
    const char *values[2] = {address.c_str(), list.c_str()};
    result = PQexecParams(db, sql, 2, nullptr, values, nullptr, nullptr, 0);
  }
  ~Result() { PQclear(result); }
  bool hasRow() const { return PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0; }
  bool done() const { return PQresultStatus(result) == PGRES_COMMAND_OK; }

private:
  PGresult *result;
};

bool subscribe(PGconn *db, const std::string &address, const std::string &list) {
  Result known(db, "SELECT id FROM subscribers WHERE address = $1 AND list = $2", address, list);
  if (known.hasRow())
    return true;
  Result added(db, "INSERT INTO subscribers (address, list) VALUES ($1, $2)", address, list);  // finding: [dbrace-duplicate-insert] error "subscribers"
  return added.done();
}

// With one advisory lock that every writer takes, in a transaction, the second finds the row of the first.
bool subscribeLocked(PGconn *db, const std::string &address, const std::string &list) {
  PQclear(PQexec(db, "BEGIN"));
  PQclear(PQexec(db, "SELECT pg_advisory_xact_lock(815)"));
  Result known(db, "SELECT id FROM subscribers WHERE address = $1 AND list = $2", address, list);
  bool good = known.hasRow();
  if (!good) {
    Result added(db, "INSERT INTO subscribers (address, list) VALUES ($1, $2)", address, list);
    good = added.done();
  }
  PQclear(PQexec(db, "COMMIT"));
  return good;
}
