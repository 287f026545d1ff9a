// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for nanodbc 2.
#ifndef NANODBC_NANODBC_H
#define NANODBC_NANODBC_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <stdexcept>
#include <string>
#include <vector>

#define NANODBC_TEXT(s) s

namespace nanodbc {

using string = std::string;
using string_view = std::string;
struct date {
  std::int16_t year, month, day;
};
struct timestamp {
  std::int16_t year, month, day, hour, min, sec;
  std::int32_t fract;
};

class type_incompatible_error : public std::runtime_error {
public:
  type_incompatible_error();
};
class null_access_error : public std::runtime_error {
public:
  null_access_error();
};
class index_range_error : public std::runtime_error {
public:
  index_range_error();
};
class programming_error : public std::runtime_error {
public:
  explicit programming_error(const std::string &);
};
class database_error : public std::runtime_error {
public:
  database_error(void *handle, short type, const std::string &info = "");
  const char *what() const noexcept;
  long native() const noexcept;
  const std::string state() const noexcept;
};

class connection {
public:
  connection();
  connection(const string &dsn, const string &user, const string &password, long timeout = 0);
  explicit connection(const string &, long timeout = 0);
  ~connection() noexcept;
  void connect(const string &dsn, const string &user, const string &password, long timeout = 0);
  void connect(const string &, long timeout = 0);
  bool connected() const;
  void disconnect();
  string dbms_name() const;
  string database_name() const;
};

class transaction {
public:
  explicit transaction(const class connection &);
  transaction(const transaction &);
  ~transaction() noexcept;
  void commit();
  void rollback() noexcept;
  class connection &connection();
};

class result {
public:
  result();
  ~result() noexcept;
  result(const result &);
  result &operator=(result);
  long rows() const noexcept;
  long affected_rows() const;
  bool has_affected_rows() const;
  short columns() const;
  bool first();
  bool last();
  bool next();
  bool prior();
  unsigned long position() const;
  bool at_end() const noexcept;
  bool end() const noexcept;
  bool is_null(short) const;
  bool is_null(const string &) const;
  short column(const string &) const;
  string column_name(short) const;
  bool next_result();
  template <class T> void get_ref(short, T &) const;
  template <class T> void get_ref(const string &, T &) const;
  template <class T> T get(short) const;
  template <class T> T get(short, const T &instead) const;
  template <class T> T get(const string &) const;
  template <class T> T get(const string &, const T &instead) const;
  explicit operator bool() const;
};

class statement {
public:
  enum param_direction { PARAM_IN, PARAM_OUT, PARAM_INOUT, PARAM_RETURN };
  statement();
  explicit statement(class connection &);
  statement(class connection &, const string &, long timeout = 0);
  ~statement() noexcept;
  void open(class connection &);
  bool open() const;
  void close();
  void prepare(class connection &, const string &, long timeout = 0);
  void prepare(const string &, long timeout = 0);
  result execute_direct(class connection &, const string &, long batch = 1, long timeout = 0);
  void just_execute_direct(class connection &, const string &, long batch = 1, long timeout = 0);
  result execute(long batch = 1, long timeout = 0);
  void just_execute(long batch = 1, long timeout = 0);
  long affected_rows() const;
  short columns() const;
  void reset_parameters() noexcept;
  template <class T> void bind(short, const T *, param_direction = PARAM_IN);
  template <class T> void bind(short, const T *, std::size_t, param_direction = PARAM_IN);
  template <class T> void bind_strings(short, const std::vector<T> &, param_direction = PARAM_IN);
  void bind_null(short, std::size_t batch = 1);
};

result execute(connection &, const string &, long batch = 1, long timeout = 0);
void just_execute(connection &, const string &, long batch = 1, long timeout = 0);
result execute(statement &, long batch = 1);
void just_execute(statement &, long batch = 1);
result transact(statement &, long batch);
void just_transact(statement &, long batch);
void prepare(statement &, const string &, long timeout = 0);

}  // namespace nanodbc

#endif
