#pragma once
#include <libpq-fe.h>
#include <string>

namespace pg {

class Result {
public:
  explicit Result(PGresult *handle) : handle(handle) {}
  Result(Result &&other) noexcept : handle(other.handle) { other.handle = nullptr; }
  ~Result() {
    if (handle)
      PQclear(handle);
  }
  bool ok() const { return PQresultStatus(handle) == PGRES_COMMAND_OK || PQresultStatus(handle) == PGRES_TUPLES_OK; }
  int size() const { return PQntuples(handle); }
  bool empty() const { return size() == 0; }
  std::string value(int row, int column) const { return PQgetvalue(handle, row, column); }
  bool duplicate() const {
    const char *state = PQresultErrorField(handle, PG_DIAG_SQLSTATE);
    return state && std::string(state) == "23505";
  }

private:
  PGresult *handle;
};

class Client {
public:
  explicit Client(const std::string &parameters) : conn(PQconnectdb(parameters.c_str())) {}
  ~Client() { PQfinish(conn); }
  Result exec(const std::string &sql) { return Result(PQexec(conn, sql.c_str())); }
  std::string quote(const std::string &text) {
    char *quoted = PQescapeLiteral(conn, text.c_str(), text.length());
    std::string out = quoted;
    PQfreemem(quoted);
    return out;
  }

private:
  PGconn *conn;
};

} // namespace pg
