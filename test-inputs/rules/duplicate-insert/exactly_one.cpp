// The number of rows is compared with exactly one; parameters in a vector.
// schema: plain.sql
// dialect: postgresql
#include <libpq-fe.h>
#include <string>
#include <vector>

static PGresult *run(PGconn *connection, const char *sql, const std::vector<std::string> &values) {
  std::vector<const char *> pointers;
  for (const std::string &value : values)
    pointers.push_back(value.c_str());
  return PQexecParams(connection, sql, static_cast<int>(pointers.size()), nullptr, pointers.data(), nullptr, nullptr, 0);
}

bool isMember(PGconn *connection, const std::string &user, const std::string &tag) {
  PGresult *rows = run(connection, "SELECT id FROM members WHERE user_id = $1 AND tag_id = $2", {user, tag});
  const bool one = PQntuples(rows) == 1;
  PQclear(rows);
  return one;
}

void join(PGconn *connection, const std::string &user, const std::string &tag) {
  if (!isMember(connection, user, tag))
    PQclear(run(connection, "INSERT INTO members (user_id, tag_id) VALUES ($1, $2)", {user, tag}));  // finding: [dbrace-duplicate-insert]
}

// The other way round: another row.
void joinTurned(PGconn *connection, const std::string &user, const std::string &tag) {
  if (!isMember(connection, user, tag))
    PQclear(run(connection, "INSERT INTO members (user_id, tag_id) VALUES ($1, $2)", {tag, user}));
}

// Where it is there.
void joinAgain(PGconn *connection, const std::string &user, const std::string &tag) {
  if (isMember(connection, user, tag))
    PQclear(run(connection, "INSERT INTO members (user_id, tag_id) VALUES ($1, $2)", {user, tag}));
}
