// Two writers of one table, each under a lock of its own: neither waits for the other.
// schema: plain.sql
#include <libpq-fe.h>
#include <string>

class Store {
public:
  explicit Store(PGconn *db) : db(db) {}

  void import(const std::string &name) {
    command("BEGIN");
    command("SELECT pg_advisory_xact_lock(100)");
    if (!has("SELECT id FROM tags WHERE name = $1", name))
      add("INSERT INTO tags (name) VALUES ($1)", name);
    command("COMMIT");
  }
  void edit(const std::string &name) {
    command("BEGIN");
    command("SELECT pg_advisory_xact_lock(100)");
    if (!has("SELECT id FROM tags WHERE name = $1", name))
      add("INSERT INTO tags (name) VALUES ($1)", name);
    command("COMMIT");
  }
  void merge(const std::string &name) {
    command("BEGIN");
    command("SELECT pg_advisory_xact_lock(101)");
    if (!has("SELECT id FROM tags WHERE name = $1", name))
      add("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-ineffective-lock] warning "another writer of the table locks 100, not 101"
    command("COMMIT");
  }
  // Of another table: a lock of its own is right.
  void addUser(const std::string &email) {
    command("BEGIN");
    command("SELECT pg_advisory_xact_lock(102)");
    if (!has("SELECT id FROM users WHERE email = $1", email))
      add("INSERT INTO users (email) VALUES ($1)", email);
    command("COMMIT");
  }
  void inviteUser(const std::string &email) {
    command("BEGIN");
    command("SELECT pg_advisory_xact_lock(102)");
    if (!has("SELECT id FROM users WHERE email = $1", email))
      add("INSERT INTO users (email) VALUES ($1)", email);
    command("COMMIT");
  }

private:
  void command(const char *sql) { PQclear(PQexec(db, sql)); }
  bool has(const char *sql, const std::string &value) {
    const char *values[] = {value.c_str()};
    PGresult *rows = PQexecParams(db, sql, 1, nullptr, values, nullptr, nullptr, 0);
    const bool found = PQntuples(rows) > 0;
    PQclear(rows);
    return found;
  }
  void add(const char *sql, const std::string &value) {
    const char *values[] = {value.c_str()};
    PQclear(PQexecParams(db, sql, 1, nullptr, values, nullptr, nullptr, 0));
  }
  PGconn *db;
};
