// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the X DevAPI of MySQL Connector/C++ 8 and 9.
#ifndef DBRACE_STAND_IN_MYSQLX_XDEVAPI
#define DBRACE_STAND_IN_MYSQLX_XDEVAPI

#include <cstdint>
#include <exception>
#include <list>
#include <string>
#include <vector>

namespace mysqlx {

class Error : public std::exception {
public:
  const char *what() const noexcept override;
};

class string {
public:
  string();
  string(const char *);
  string(const std::string &);
  operator std::string() const;
  bool empty() const;
};

class Value {
public:
  Value();
  Value(std::nullptr_t);
  Value(const char *);
  Value(const std::string &);
  Value(const string &);
  Value(std::int64_t);
  Value(std::uint64_t);
  Value(int);
  Value(unsigned);
  Value(double);
  Value(bool);
  template <class T> T get() const;
  bool isNull() const;
  operator int() const;
  operator bool() const;
  operator std::int64_t() const;
  operator std::uint64_t() const;
  operator std::string() const;
};

class Row {
public:
  Row();
  bool isNull() const;
  explicit operator bool() const;
  Value &operator[](unsigned column);
  Value &get(unsigned column);
  unsigned colCount() const;
};

class DbDoc {
public:
  DbDoc();
  explicit DbDoc(const std::string &json);
  bool isNull() const;
  explicit operator bool() const;
  const Value &operator[](const char *field) const;
};

class Result {
public:
  std::uint64_t getAffectedItemsCount() const;
  std::uint64_t getAutoIncrementValue() const;
  unsigned getWarningsCount();
};
class RowResult {
public:
  Row fetchOne();
  std::list<Row> fetchAll();
  std::uint64_t count();
  unsigned getColumnCount() const;
};
class SqlResult : public RowResult {
public:
  bool hasData() const;
  bool nextResult();
  std::uint64_t getAffectedItemsCount() const;
  std::uint64_t getAutoIncrementValue() const;
};

enum class LockContention { DEFAULT, NOWAIT, SKIP_LOCKED };

class TableSelect {
public:
  TableSelect &where(const std::string &);
  template <class... T> TableSelect &orderBy(const T &...);
  template <class... T> TableSelect &groupBy(const T &...);
  TableSelect &limit(unsigned);
  TableSelect &offset(unsigned);
  TableSelect &bind(const std::string &, const Value &);
  TableSelect &lockExclusive(LockContention = LockContention::DEFAULT);
  TableSelect &lockShared(LockContention = LockContention::DEFAULT);
  RowResult execute();
};
class TableInsert {
public:
  template <class... T> TableInsert &values(const T &...);
  Result execute();
};
class TableUpdate {
public:
  TableUpdate &set(const std::string &, const Value &);
  TableUpdate &where(const std::string &);
  TableUpdate &bind(const std::string &, const Value &);
  Result execute();
};
class TableRemove {
public:
  TableRemove &where(const std::string &);
  TableRemove &bind(const std::string &, const Value &);
  Result execute();
};
class SqlStatement {
public:
  template <class... T> SqlStatement &bind(const T &...);
  SqlResult execute();
};

class Schema;
class Table {
public:
  Table(const Schema &, const string &name, bool check = false);
  template <class... T> TableSelect select(const T &...);
  template <class... T> TableInsert insert(const T &...);
  TableUpdate update();
  TableRemove remove();
  std::uint64_t count();
  string getName() const;
};
class Session;
class Schema {
public:
  Schema(Session &, const string &name);
  Table getTable(const string &name, bool check = false);
  string getName() const;
};

class Session {
public:
  Session(const std::string &url);
  Session(const std::string &host, unsigned port, const std::string &user, const char *password = nullptr,
          const std::string &schema = std::string());
  Session(const std::string &host, unsigned port, const std::string &user, const std::string &password,
          const std::string &schema = std::string());
  Schema getSchema(const string &name, bool check = false);
  Schema getDefaultSchema();
  SqlStatement sql(const std::string &);
  void startTransaction();
  void commit();
  void rollback();
  string setSavepoint(const string &name = string());
  void rollbackTo(const string &);
  void close();
};
Session getSession(const std::string &url);

}  // namespace mysqlx

#endif
