// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for ODB 2.4 and 2.5: databases, queries over generated columns, results.
#ifndef DBRACE_STAND_IN_ODB_DATABASE
#define DBRACE_STAND_IN_ODB_DATABASE

#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <string>
#include <type_traits>

namespace odb {

enum database_id { id_mysql, id_sqlite, id_pgsql, id_oracle, id_mssql, id_common };
struct schema_version_migration {};

struct exception : std::exception {};
struct object_not_persistent : exception {};
struct object_already_persistent : exception {};
struct object_changed : exception {};
struct result_not_cached : exception {};
struct database_exception : exception {};
struct recoverable : exception {};
struct timeout : recoverable {};
struct deadlock : recoverable {};
struct connection_lost : recoverable {};

class access {
public:
  template <typename T> class object_traits;
  template <typename T, database_id Id> class object_traits_impl;
};
template <typename T, database_id Id, typename Traits> struct query_columns;
template <typename T, typename Traits> struct pointer_query_columns;

template <typename T> struct val_bind {};
template <typename T> struct ref_bind {};
class query_base {
public:
  query_base();
  explicit query_base(bool);
  query_base(const char *);
  query_base(const std::string &);
  query_base &operator+=(const query_base &);
  bool empty() const;
};
query_base operator&&(const query_base &, const query_base &);
query_base operator||(const query_base &, const query_base &);
query_base operator!(const query_base &);
query_base operator+(const query_base &, const query_base &);

template <typename T, int Kind = 0> class query_column {
public:
  query_column(const char *table, const char *column, const char *conversion, const char *type = nullptr);
  template <typename V> query_base operator==(const V &) const;
  template <typename V> query_base operator!=(const V &) const;
  template <typename V> query_base operator<(const V &) const;
  template <typename V> query_base operator<=(const V &) const;
  template <typename V> query_base operator>(const V &) const;
  template <typename V> query_base operator>=(const V &) const;
  template <typename V> query_base equal(const V &) const;
  template <typename... Vs> query_base in(const Vs &...) const;
  template <typename V> query_base like(const V &) const;
  query_base is_null() const;
  query_base is_not_null() const;
};

template <typename T, database_id Id> using columns_in = query_columns<T, Id, access::object_traits_impl<T, Id>>;
template <typename C, std::size_t = sizeof(C)> std::true_type isGenerated(C *);
std::false_type isGenerated(...);
struct no_columns {};
template <typename T, database_id Id, typename Otherwise>
using columns_or = std::conditional_t<decltype(isGenerated(static_cast<columns_in<T, Id> *>(nullptr)))::value,
                                      columns_in<T, Id>, Otherwise>;
template <typename T>
using columns_of = columns_or<T, id_sqlite, columns_or<T, id_pgsql, columns_or<T, id_mysql, no_columns>>>;

template <typename T> class query : public query_base, public columns_of<T> {
public:
  query();
  explicit query(bool);
  query(const char *);
  query(const std::string &);
  query(const query_base &);
  template <typename V> static val_bind<V> _val(const V &);
  template <typename V> static ref_bind<V> _ref(const V &);
};

template <typename T> class result {
public:
  class iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = T *;
    using reference = T &;
    T &operator*();
    T *operator->();
    std::unique_ptr<T> load();
    void load(T &);
    iterator &operator++();
    bool operator==(iterator) const;
    bool operator!=(iterator) const;
  };
  using const_iterator = iterator;
  result();
  iterator begin();
  iterator end();
  std::size_t size() const;
  bool empty() const;
  void cache();
  T *one();
  bool one(T &);
};

class transaction_impl;
class connection;
class database {
public:
  using query_base = odb::query_base;
  virtual ~database();
  template <typename T> unsigned long long persist(T &object);
  template <typename T> unsigned long long persist(const T &object);
  template <typename T> unsigned long long persist(T *object);
  template <typename T> unsigned long long persist(std::shared_ptr<T> &object);
  template <typename T> unsigned long long persist(std::unique_ptr<T> &object);
  template <typename T> unsigned long long persist(const std::shared_ptr<T> &object);
  template <typename T> unsigned long long persist(const std::unique_ptr<T> &object);
  template <typename T, typename Id> T *load(const Id &id);
  template <typename T, typename Id> void load(const Id &id, T &object);
  template <typename T, typename Id> T *find(const Id &id);
  template <typename T, typename Id> bool find(const Id &id, T &object);
  template <typename T> void update(T &object);
  template <typename T> void update(const T &object);
  template <typename T> void update(std::shared_ptr<T> &object);
  template <typename T> void update(const std::shared_ptr<T> &object);
  template <typename T, typename Id> void erase(const Id &id);
  template <typename T> void erase(T &object);
  template <typename T> unsigned long long erase_query(const odb::query<T> &query);
  template <typename T> result<T> query(bool cache = true);
  template <typename T> result<T> query(const odb::query<T> &query, bool cache = true);
  template <typename T> T *query_one(const odb::query<T> &query);
  template <typename T> bool query_one(const odb::query<T> &query, T &object);
  template <typename T> T query_value(const odb::query<T> &query);
  unsigned long long execute(const char *statement);
  unsigned long long execute(const std::string &statement);
  transaction_impl *begin();
};
class transaction {
public:
  explicit transaction(transaction_impl *, bool current = true);
  transaction();
  ~transaction();
  void reset(transaction_impl *, bool current = true);
  void commit();
  void rollback();
  bool finalized() const;
};
class session {};

namespace core {
using odb::database;
using odb::query;
using odb::result;
using odb::session;
using odb::transaction;
}  // namespace core

#define DBRACE_ODB_DATABASE(name)                                                                                      \
  namespace name {                                                                                                     \
  template <typename T, int Kind = 0> using query_column = odb::query_column<T, Kind>;                                 \
  using odb::query_base;                                                                                               \
  class database : public odb::database {                                                                              \
  public:                                                                                                              \
    template <typename... Arguments> database(const Arguments &...);                                                   \
    database(int &argc, char *argv[]);                                                                                 \
    transaction_impl *begin_immediate();                                                                               \
    transaction_impl *begin_exclusive();                                                                               \
  };                                                                                                                   \
  using odb::transaction;                                                                                              \
  }
DBRACE_ODB_DATABASE(sqlite)
DBRACE_ODB_DATABASE(pgsql)
DBRACE_ODB_DATABASE(mysql)
#undef DBRACE_ODB_DATABASE

}  // namespace odb

#endif
