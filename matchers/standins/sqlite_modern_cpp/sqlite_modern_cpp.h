// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for sqlite_modern_cpp 3.
#ifndef DBRACE_STAND_IN_SQLITE_MODERN_CPP
#define DBRACE_STAND_IN_SQLITE_MODERN_CPP

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

struct sqlite3;

namespace sqlite {

class sqlite_exception : public std::runtime_error {
public:
  sqlite_exception(const char *, std::string_view sql, int code = -1);
  int get_code() const;
  int get_extended_code() const;
  std::string get_sql() const;
};
namespace errors {
class error : public sqlite_exception {
  using sqlite_exception::sqlite_exception;
};
class busy : public sqlite_exception {
  using sqlite_exception::sqlite_exception;
};
class locked : public sqlite_exception {
  using sqlite_exception::sqlite_exception;
};
class constraint : public sqlite_exception {
  using sqlite_exception::sqlite_exception;
};
class constraint_primarykey : public constraint {
  using constraint::constraint;
};
class constraint_unique : public constraint {
  using constraint::constraint;
};
class constraint_foreignkey : public constraint {
  using constraint::constraint;
};
class more_rows : public sqlite_exception {
  using sqlite_exception::sqlite_exception;
};
class no_rows : public sqlite_exception {
  using sqlite_exception::sqlite_exception;
};
class reexecution : public sqlite_exception {
  using sqlite_exception::sqlite_exception;
};
}  // namespace errors
namespace exceptions = errors;

enum class OpenFlags { READONLY = 1, READWRITE = 2, CREATE = 4, NOMUTEX = 0x8000, FULLMUTEX = 0x10000 };
struct sqlite_config {
  OpenFlags flags = OpenFlags::READWRITE;
  const char *zVfs = nullptr;
};
typedef std::shared_ptr<sqlite3> connection_type;

class database_binder {
public:
  database_binder() = delete;
  database_binder(const database_binder &) = delete;
  database_binder(database_binder &&);
  ~database_binder() noexcept(false);
  void reset();
  void execute();
  void used(bool);
  bool used() const;
  std::string sql();
  std::string original_sql();
  database_binder &operator++(int);
  template <class... Values> database_binder &bind(Values &&...);
  template <class Result> void operator>>(Result &&) {}
};
template <class Value> database_binder &operator<<(database_binder &, const Value &);
template <class Value> database_binder &&operator<<(database_binder &&, const Value &);

class database {
public:
  database(const std::string &, const sqlite_config & = {});
  database(const std::u16string &, const sqlite_config & = {});
  database(std::shared_ptr<sqlite3>);
  database_binder operator<<(std::string_view);
  database_binder operator<<(std::u16string_view);
  database_binder operator<<(const char *);
  connection_type connection() const;
  long long last_insert_rowid() const;
  int rows_modified() const;
};

}  // namespace sqlite

#endif
