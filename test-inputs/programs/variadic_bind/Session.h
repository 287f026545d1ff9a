#pragma once
#include <libpq-fe.h>
#include <array>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

struct SqlError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct UniqueViolation : SqlError {
  using SqlError::SqlError;
};

class Session {
public:
  using Table = std::vector<std::vector<std::string>>;

  template <class... Values> Table run(const char *sql, const Values &...values) {
    const std::array<std::string, sizeof...(Values)> texts{text(values)...};
    std::array<const char *, sizeof...(Values) + 1> pointers{};
    for (std::size_t i = 0; i < texts.size(); ++i)
      pointers[i] = texts[i].c_str();
    return collect(PQexecParams(conn, sql, int(texts.size()), nullptr, pointers.data(), nullptr, nullptr, 0));
  }

private:
  PGconn *conn = nullptr;
  static std::string text(const std::string &value) { return value; }
  static std::string text(int value) { return std::to_string(value); }
  Table collect(PGresult *result);
};
