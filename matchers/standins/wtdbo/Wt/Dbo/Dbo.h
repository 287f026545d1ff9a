// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for Wt::Dbo of Wt 4: sessions, queries with bound values, objects behind dbo::ptr.
#ifndef DBRACE_STAND_IN_WT_DBO
#define DBRACE_STAND_IN_WT_DBO

#include <cstddef>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace Wt {
namespace Dbo {

class Exception : public std::runtime_error {
public:
  Exception(const std::string &error, const std::string &code = std::string());
  std::string code() const;
};
class ObjectNotFoundException : public Exception {
public:
  using Exception::Exception;
};
class StaleObjectException : public Exception {
public:
  using Exception::Exception;
};
class NoUniqueResultException : public Exception {
public:
  NoUniqueResultException();
};

class Session;
class Transaction;
enum class RelationType { ManyToOne, ManyToMany };
enum FlushMode { Auto, Manual };
struct DynamicBinding {};
struct DirectBinding {};

template <class C> class ptr {
public:
  using mutator = C *;
  ptr() noexcept;
  ptr(std::nullptr_t) noexcept;
  ptr(std::unique_ptr<C> object);
  ptr(const ptr &) noexcept;
  ptr &operator=(const ptr &) noexcept;
  void reset(std::unique_ptr<C> object = nullptr);
  explicit operator bool() const;
  const C *get() const;
  const C *operator->() const;
  const C &operator*() const;
  C *modify() const;
  void remove();
  void flush() const;
  void reread();
  long long id() const;
  Session *session() const;
  bool operator==(const ptr &) const noexcept;
  bool operator!=(const ptr &) const noexcept;
};
template <class C> class weak_ptr;

template <class C> class collection {
public:
  class iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = C;
    using difference_type = std::ptrdiff_t;
    using pointer = C *;
    using reference = C &;
    C &operator*();
    C *operator->();
    iterator &operator++();
    bool operator==(const iterator &) const;
    bool operator!=(const iterator &) const;
  };
  using const_iterator = iterator;
  collection();
  iterator begin();
  iterator end();
  const_iterator begin() const;
  const_iterator end() const;
  C front() const;
  std::size_t size() const;
  bool empty() const;
  void insert(C);
  std::size_t count(C) const;
  void clear();
};

template <class Result, class BindStrategy = DynamicBinding> class Query {
public:
  template <class T> Query &bind(const T &value);
  Query &reset();
  Query &where(const std::string &condition);
  Query &orWhere(const std::string &condition);
  Query &join(const std::string &other);
  Query &orderBy(const std::string &fields);
  Query &groupBy(const std::string &fields);
  Query &limit(int count);
  Query &offset(int count);
  Result resultValue() const;
  collection<Result> resultList() const;
  operator Result() const;
  operator collection<Result>() const;
};

class Call {
public:
  ~Call() noexcept(false);
  template <class T> Call &bind(const T &value);
  void run();
};

class SqlConnection {
public:
  virtual ~SqlConnection();
  void setProperty(const std::string &name, const std::string &value);
};
class SqlConnectionPool {
public:
  virtual ~SqlConnectionPool();
};
class FixedSqlConnectionPool : public SqlConnectionPool {
public:
  FixedSqlConnectionPool(std::unique_ptr<SqlConnection>, int size);
};

class Session {
public:
  Session();
  ~Session();
  void setConnection(std::unique_ptr<SqlConnection>);
  void setConnectionPool(SqlConnectionPool &);
  template <class C> void mapClass(const char *table);
  template <class C> ptr<C> add(std::unique_ptr<C> object);
  template <class C> ptr<C> add(ptr<C> &object);
  template <class C, class... Args> ptr<C> addNew(Args &&...args);
  template <class C> ptr<C> load(long long id, bool forceReread = false);
  template <class C> Query<ptr<C>> find(const std::string &condition = std::string());
  template <class Result> Query<Result> query(const std::string &sql);
  Call execute(const std::string &sql);
  void createTables();
  void dropTables();
  void flush();
  void rereadAll(const char *table = nullptr);
  void setFlushMode(FlushMode);
};

class Transaction {
public:
  explicit Transaction(Session &session);
  ~Transaction() noexcept(false);
  bool isActive() const;
  bool commit();
  void rollback();
  Session &session() const;
};

template <class C> class Dbo {
public:
  bool isTransient() const;
  long long id() const;
  Session *session() const;
};
template <class C> struct dbo_default_traits {};
template <class C> struct dbo_traits : dbo_default_traits<C> {};

template <class Action, class V> void field(Action &action, V &value, const std::string &name, int size = -1);
template <class Action, class V> void id(Action &action, V &value, const std::string &name = "id", int size = -1);
template <class Action, class C> void belongsTo(Action &action, ptr<C> &value, const std::string &name = std::string());
template <class Action, class C>
void hasMany(Action &action, collection<ptr<C>> &value, RelationType, const std::string &join = std::string());

}  // namespace Dbo
}  // namespace Wt

#endif
