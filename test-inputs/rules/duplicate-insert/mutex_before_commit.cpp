// Threads of one process: a mutex keeps them apart until the row is committed, or only until it is written. Who comes
// next then reads before the row is there.
// schema: plain.sql
// writers: one-process
#include <libpq-fe.h>
#include <mutex>
#include <string>

static std::mutex mutex;

static bool has(PGconn *db, const std::string &name) {
  const char *const values[] = {name.c_str()};
  PGresult *result = PQexecParams(db, "SELECT id FROM tags WHERE name = $1", 1, nullptr, values, nullptr, nullptr, 0);
  const bool found = PQntuples(result) > 0;
  PQclear(result);
  return found;
}
static void addEarly(PGconn *db, const std::string &name) {
  const char *const values[] = {name.c_str()};
  PQclear(PQexecParams(db, "INSERT INTO tags (name) VALUES ($1)", 1, nullptr, values, nullptr, nullptr, 0));  // finding: [dbrace-duplicate-insert]
}
static void addLate(PGconn *db, const std::string &name) {
  const char *const values[] = {name.c_str()};
  PQclear(PQexecParams(db, "INSERT INTO tags (name) VALUES ($1)", 1, nullptr, values, nullptr, nullptr, 0));
}

void releasedBefore(PGconn *db, const std::string &name) {
  PQclear(PQexec(db, "BEGIN"));
  {
    std::lock_guard<std::mutex> lock(mutex);
    if (!has(db, name))
      addEarly(db, name);
  }
  PQclear(PQexec(db, "COMMIT"));
}

void releasedAfter(PGconn *db, const std::string &name) {
  std::lock_guard<std::mutex> lock(mutex);
  PQclear(PQexec(db, "BEGIN"));
  if (!has(db, name))
    addLate(db, name);
  PQclear(PQexec(db, "COMMIT"));
}
