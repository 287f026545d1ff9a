// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for SOCI 4: sessions, statements, rows and the errors of its backends, in one header.
#ifndef SOCI_H_INCLUDED
#define SOCI_H_INCLUDED

#include <cstddef>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace soci {

enum indicator { i_ok, i_null, i_truncated };
enum data_type { dt_string, dt_date, dt_double, dt_integer, dt_long_long, dt_unsigned_long_long, dt_blob, dt_xml };

class soci_error : public std::runtime_error {
public:
  explicit soci_error(const std::string &);
  enum error_category {
    connection_error,
    invalid_statement,
    no_privilege,
    no_data,
    constraint_violation,
    unknown_transaction_state,
    system_error,
    unknown
  };
  virtual error_category get_error_category() const;
  std::string get_error_message() const;
};

class backend_factory {};

class connection_parameters {
public:
  connection_parameters();
  connection_parameters(const backend_factory &, const std::string &);
  connection_parameters(const std::string &, const std::string &);
  explicit connection_parameters(const std::string &);
  void set_option(const char *, const std::string &);
};

class session;
class row;
class statement;

namespace details {
typedef void no_indicator;
template <class T, class Indicator> struct use_container {};
template <class T, class Indicator> struct into_container {};

class once_temp_type {
public:
  once_temp_type(session &);
  once_temp_type(const once_temp_type &);
  ~once_temp_type() noexcept(false);
  template <class T> once_temp_type &operator<<(const T &);
  template <class T, class Indicator> once_temp_type &operator,(const into_container<T, Indicator> &);
  template <class T, class Indicator> once_temp_type &operator,(const use_container<T, Indicator> &);
};
class prepare_temp_type {
public:
  prepare_temp_type(session &);
  prepare_temp_type(const prepare_temp_type &);
  ~prepare_temp_type();
  template <class T> prepare_temp_type &operator<<(const T &);
  template <class T, class Indicator> prepare_temp_type &operator,(const into_container<T, Indicator> &);
  template <class T, class Indicator> prepare_temp_type &operator,(const use_container<T, Indicator> &);
};
class once_type {
public:
  template <class T> once_temp_type operator<<(const T &);
};
class prepare_type {
public:
  template <class T> prepare_temp_type operator<<(const T &);
};
enum statement_type { st_one_time_query, st_repeatable_query };
}  // namespace details

template <class T> details::use_container<T, details::no_indicator> use(T &, const std::string &name = std::string());
template <class T>
details::use_container<const T, details::no_indicator> use(const T &, const std::string &name = std::string());
template <class T> details::use_container<T, indicator> use(T &, indicator &, const std::string &name = std::string());
template <class T>
details::use_container<const T, indicator> use(const T &, indicator &, const std::string &name = std::string());
template <class T> details::into_container<T, details::no_indicator> into(T &);
template <class T, class Indicator> details::into_container<T, Indicator> into(T &, Indicator &);

class connection_pool {
public:
  explicit connection_pool(std::size_t);
  ~connection_pool();
  session &at(std::size_t);
  std::size_t lease();
  bool try_lease(std::size_t &, int);
  void give_back(std::size_t);
};

class session {
public:
  session();
  explicit session(const connection_parameters &);
  session(const backend_factory &, const std::string &);
  session(const std::string &, const std::string &);
  explicit session(const std::string &);
  explicit session(connection_pool &);
  ~session();
  void open(const connection_parameters &);
  void open(const backend_factory &, const std::string &);
  void open(const std::string &, const std::string &);
  void open(const std::string &);
  void close();
  void reconnect();
  bool is_connected() const noexcept;
  void begin();
  void commit();
  void rollback();
  details::once_type once;
  details::prepare_type prepare;
  template <class T> details::once_temp_type operator<<(const T &);
  bool got_data() const;
  void set_log_stream(std::ostream *);
  std::string get_last_query() const;
  bool get_next_sequence_value(const std::string &, long long &);
  bool get_last_insert_id(const std::string &, long long &);
  void uppercase_column_names(bool);
  std::string get_backend_name() const;

private:
  session(const session &);
  session &operator=(const session &);
};

class transaction {
public:
  explicit transaction(session &);
  ~transaction();
  void commit();
  void rollback();
};

class column_properties {
public:
  std::string get_name() const;
  data_type get_data_type() const;
};
class row {
public:
  row();
  ~row();
  std::size_t size() const;
  indicator get_indicator(std::size_t) const;
  indicator get_indicator(const std::string &) const;
  const column_properties &get_properties(std::size_t) const;
  const column_properties &get_properties(const std::string &) const;
  template <class T> T get(std::size_t) const;
  template <class T> T get(std::size_t, const T &instead) const;
  template <class T> T get(const std::string &) const;
  template <class T> T get(const std::string &, const T &instead) const;
  template <class T> const row &operator>>(T &) const;
  void skip(std::size_t = 1) const;
};
class values {
public:
  indicator get_indicator(const std::string &) const;
  template <class T> T get(std::size_t) const;
  template <class T> T get(const std::string &) const;
  template <class T> T get(const std::string &, const T &instead) const;
  template <class T> const values &operator>>(T &) const;
  template <class T> void set(const std::string &, const T &, indicator = i_ok);
  template <class T> values &operator<<(const T &);
};
template <class T> struct type_conversion;

class statement {
public:
  statement(session &);
  statement(const details::prepare_temp_type &);
  statement(const statement &);
  ~statement();
  void operator=(const statement &);
  void alloc();
  void bind(values &);
  template <class T, class Indicator> void exchange(const details::into_container<T, Indicator> &);
  template <class T, class Indicator> void exchange(const details::use_container<T, Indicator> &);
  void clean_up();
  void bind_clean_up();
  void prepare(const std::string &, details::statement_type = details::st_repeatable_query);
  void define_and_bind();
  void undefine_and_bind();
  bool execute(bool withDataExchange = false);
  long long get_affected_rows();
  bool fetch();
  bool got_data() const;
  void describe();
  void set_row(row *);
};

template <class T> class rowset_iterator {
public:
  typedef std::input_iterator_tag iterator_category;
  typedef T value_type;
  typedef T *pointer;
  typedef T &reference;
  typedef std::ptrdiff_t difference_type;
  rowset_iterator();
  T &operator*() const;
  T *operator->() const;
  rowset_iterator &operator++();
  rowset_iterator operator++(int);
  bool operator==(const rowset_iterator &) const;
  bool operator!=(const rowset_iterator &) const;
};
template <class T = row> class rowset {
public:
  typedef T value_type;
  typedef rowset_iterator<T> iterator;
  typedef rowset_iterator<T> const_iterator;
  rowset(const details::prepare_temp_type &);
  rowset(const rowset &);
  ~rowset();
  rowset &operator=(const rowset &);
  const_iterator begin() const;
  const_iterator end() const;
};

}  // namespace soci

#endif
