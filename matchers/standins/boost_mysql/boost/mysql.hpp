// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for Boost.MySQL (Boost 1.82 and later).
#ifndef DBRACE_STAND_IN_BOOST_MYSQL
#define DBRACE_STAND_IN_BOOST_MYSQL

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace boost {

namespace system {
class error_code {
public:
  error_code();
  explicit operator bool() const;
  bool failed() const;
  int value() const;
  std::string message() const;
};
class system_error : public std::runtime_error {
public:
  explicit system_error(const error_code &);
  const error_code &code() const;
};
}  // namespace system

namespace mysql {

using error_code = boost::system::error_code;
using string_view = std::string_view;
enum class common_server_errc : int { er_dup_entry = 1062, er_lock_deadlock = 1213, er_dup_entry_with_key_name = 1586 };
bool operator==(const error_code &, common_server_errc);
bool operator!=(const error_code &, common_server_errc);

class diagnostics {
public:
  string_view server_message() const;
  string_view client_message() const;
};
class error_with_diagnostics : public system::system_error {
public:
  error_with_diagnostics(const error_code &, const diagnostics &);
  const diagnostics &get_diagnostics() const;
};

class field_view {
public:
  bool is_null() const;
  std::int64_t as_int64() const;
  std::uint64_t as_uint64() const;
  std::int64_t get_int64() const;
  std::uint64_t get_uint64() const;
  string_view as_string() const;
  string_view get_string() const;
};
class row_view {
public:
  field_view at(std::size_t) const;
  field_view operator[](std::size_t) const;
  field_view front() const;
  std::size_t size() const;
  bool empty() const;
};
class rows_view {
public:
  class iterator {
  public:
    row_view operator*() const;
    iterator &operator++();
    bool operator==(const iterator &) const;
    bool operator!=(const iterator &) const;
  };
  row_view at(std::size_t) const;
  row_view operator[](std::size_t) const;
  row_view front() const;
  row_view back() const;
  iterator begin() const;
  iterator end() const;
  std::size_t size() const;
  bool empty() const;
};
class results {
public:
  results();
  bool has_value() const;
  rows_view rows() const;
  std::uint64_t affected_rows() const;
  std::uint64_t last_insert_id() const;
};

template <class... Values> struct bound_statement_tuple {};
class statement {
public:
  statement();
  template <class... Values> bound_statement_tuple<Values...> bind(Values &&...values) const;
  bool valid() const;
};
template <class... Values> struct with_params_t {};
template <class... Values> with_params_t<Values...> with_params(string_view format, Values &&...values);

struct connect_params {
  std::string username, password, database;
};
template <class Stream> class connection {
public:
  template <class... Arguments> explicit connection(Arguments &&...);
  template <class... Arguments> void connect(Arguments &&...);
  template <class Request> void execute(const Request &request, results &result);
  template <class Request>
  void execute(const Request &request, results &result, error_code &error, diagnostics &diagnostics);
  template <class Request, class Token> auto async_execute(const Request &request, results &result, Token &&token);
  statement prepare_statement(string_view text);
  statement prepare_statement(string_view text, error_code &error, diagnostics &diagnostics);
  void close_statement(const statement &);
  void close();
};
using any_connection = connection<int>;
using tcp_connection = connection<int>;
using tcp_ssl_connection = connection<int>;
using unix_connection = connection<int>;

}  // namespace mysql
}  // namespace boost

#endif
