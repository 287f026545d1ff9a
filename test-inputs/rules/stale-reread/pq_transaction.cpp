// libpq behind a C++ class with SQLSTATE exceptions; savepoints as objects.
// schema: keyed.sql
// dialect: postgresql
#include <libpq-fe.h>
#include <memory>
#include <stdexcept>
#include <string>

struct SqlError : std::runtime_error {
  std::string state;
  SqlError(const char *message, const char *state) : std::runtime_error(message), state(state ? state : "") {}
};

class Session {
public:
  explicit Session(PGconn *conn) : conn(conn) {}
  using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;
  Result run(const std::string &sql, const std::string &value = {}) {
    const char *values[] = {value.c_str()};
    Result result(PQexecParams(conn, sql.c_str(), 1, nullptr, values, nullptr, nullptr, 0), &PQclear);
    ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
      throw SqlError(PQresultErrorMessage(result.get()), PQresultErrorField(result.get(), PG_DIAG_SQLSTATE));
    return result;
  }
  void command(const char *sql) { PQclear(PQexec(conn, sql)); }
  int deviceId(const std::string &serial) {
    auto result = run("SELECT id FROM users WHERE email = $1", serial);
    return PQntuples(result.get()) ? std::stoi(PQgetvalue(result.get(), 0, 0)) : 0;
  }

  int inTransaction(const std::string &email) {
    command("BEGIN");
    int id = deviceId(email);
    if (!id) {
      try {
        run("INSERT INTO users (email) VALUES ($1)", email);  // finding: [dbrace-stale-reread] warning "aborts the transaction"
      } catch (const SqlError &error) {
        if (error.state != "23505")
          throw;
      }
      id = deviceId(email);
    }
    command("COMMIT");
    return id;
  }
  int inTransactionWithSavepoint(const std::string &email) {
    command("BEGIN");
    int id = deviceId(email);
    if (!id) {
      command("SAVEPOINT s");
      try {
        run("INSERT INTO users (email) VALUES ($1)", email);
      } catch (const SqlError &error) {
        if (error.state != "23505")
          throw;
        command("ROLLBACK TO s");
      }
      id = deviceId(email);
    }
    command("COMMIT");
    return id;
  }
  int autocommitted(const std::string &email) {
    int id = deviceId(email);
    if (id)
      return id;
    try {
      run("INSERT INTO users (email) VALUES ($1)", email);
    } catch (const SqlError &error) {
      if (error.state != "23505")
        throw;
    }
    return deviceId(email);
  }

private:
  PGconn *conn;
};

// A nested transaction: undone by its destructor unless it was kept.
class Savepoint {
public:
  explicit Savepoint(Session &session) : session(session) { session.command("SAVEPOINT nested"); }
  ~Savepoint() { session.command(kept ? "RELEASE SAVEPOINT nested" : "ROLLBACK TO SAVEPOINT nested"); }
  void keep() { kept = true; }

private:
  Session &session;
  bool kept = false;
};
class Transaction {
public:
  explicit Transaction(Session &session) : session(session) { session.command("BEGIN"); }
  ~Transaction() { session.command(committed ? "COMMIT" : "ROLLBACK"); }
  void commit() { committed = true; }

private:
  Session &session;
  bool committed = false;
};

static int tagId(Session &session, const std::string &name) {
  auto result = session.run("SELECT id FROM tags WHERE name = $1", name);
  return PQntuples(result.get()) ? std::stoi(PQgetvalue(result.get(), 0, 0)) : 0;
}
int nested(Session &session, const std::string &name) {
  Transaction transaction(session);
  int id = tagId(session, name);
  if (!id) {
    try {
      Savepoint savepoint(session);
      session.run("INSERT INTO tags (name) VALUES ($1)", name);
      savepoint.keep();
    } catch (const SqlError &) {
    }
    id = tagId(session, name);
  }
  transaction.commit();
  return id;
}
int notNested(Session &session, const std::string &name) {
  Transaction transaction(session);
  int id = tagId(session, name);
  if (!id) {
    try {
      session.run("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-stale-reread] warning "tags.name"
    } catch (const SqlError &) {
    }
    id = tagId(session, name);
  }
  transaction.commit();
  return id;
}
