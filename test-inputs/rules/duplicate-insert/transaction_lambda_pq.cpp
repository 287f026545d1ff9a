// The same in PostgreSQL, where a transaction keeps nobody out, but a table lock does.
// schema: plain.sql
// dialect: postgresql
#include <libpq-fe.h>
#include <functional>
#include <stdexcept>
#include <string>

struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Pg {
public:
  explicit Pg(PGconn *conn) : conn(conn) {}
  void run(const std::string &sql) {
    PGresult *result = PQexec(conn, sql.c_str());
    const ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK)
      throw Failure(PQerrorMessage(conn));
  }
  int count(const std::string &sql) {
    PGresult *result = PQexec(conn, sql.c_str());
    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
      PQclear(result);
      throw Failure(PQerrorMessage(conn));
    }
    const int rows = PQntuples(result);
    PQclear(result);
    return rows;
  }
  template <typename Work> void atomically(Work work) {
    run("BEGIN");
    try {
      work(*this);
    } catch (...) {
      run("ROLLBACK");
      throw;
    }
    run("COMMIT");
  }
  void locked(const std::string &table, const std::function<void()> &work) {
    run("BEGIN");
    run("LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE");
    work();
    run("COMMIT");
  }

private:
  PGconn *conn;
};

void addAtomically(Pg &pg, const std::string &name) {
  pg.atomically([&name](Pg &tx) {
    if (tx.count("SELECT 1 FROM tags WHERE name = '" + name + "'") == 0)
      tx.run("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-duplicate-insert] "tags"
  });
}
void addAgainAtomically(Pg &pg, const std::string &name) {
  pg.atomically([&name](Pg &tx) {
    if (tx.count("SELECT 1 FROM tags WHERE name = '" + name + "'") != 0)
      tx.run("INSERT INTO tags (name) VALUES ('" + name + "')");
  });
}
void addLocked(Pg &pg, const std::string &name) {
  pg.locked("tags", [&] {
    if (pg.count("SELECT 1 FROM tags WHERE name = '" + name + "'") == 0)
      pg.run("INSERT INTO tags (name) VALUES ('" + name + "')");
  });
}
// Locked, but only for the insert.
void addLockedTooLate(Pg &pg, const std::string &name) {
  if (pg.count("SELECT 1 FROM tags WHERE name = '" + name + "'") > 0)
    return;
  pg.locked("tags", [&] {
    pg.run("INSERT INTO tags (name) VALUES ('" + name + "')");  // finding: [dbrace-ineffective-lock] "tags"
  });
}
