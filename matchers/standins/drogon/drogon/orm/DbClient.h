// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the database client of Drogon.
#ifndef DBRACE_STAND_IN_DROGON_DBCLIENT
#define DBRACE_STAND_IN_DROGON_DBCLIENT

#include <cstddef>
#include <functional>
#include <future>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace drogon {
namespace orm {

class DrogonDbException {
public:
  virtual ~DrogonDbException() noexcept;
  virtual const std::exception &base() const noexcept;
};
class Failure : public DrogonDbException, public std::runtime_error {
public:
  explicit Failure(const std::string &);
};
class BrokenConnection : public Failure {
public:
  using Failure::Failure;
};
class SqlError : public Failure {
public:
  explicit SqlError(const std::string & = "", const std::string &query = "", const char *state = nullptr);
  const std::string &query() const noexcept;
  const std::string &sqlState() const noexcept;
};
class IntegrityConstraintViolation : public SqlError {
public:
  using SqlError::SqlError;
};
class ForeignKeyViolation : public IntegrityConstraintViolation {
public:
  using IntegrityConstraintViolation::IntegrityConstraintViolation;
};
class UniqueViolation : public IntegrityConstraintViolation {
public:
  using IntegrityConstraintViolation::IntegrityConstraintViolation;
};
class CheckViolation : public IntegrityConstraintViolation {
public:
  using IntegrityConstraintViolation::IntegrityConstraintViolation;
};
class UnexpectedRows : public DrogonDbException, public std::out_of_range {
public:
  explicit UnexpectedRows(const std::string &);
};
class TimeoutError : public DrogonDbException, public std::logic_error {
public:
  explicit TimeoutError(const std::string &);
};

class Field {
public:
  const char *name() const;
  bool isNull() const;
  const char *c_str() const;
  std::size_t length() const;
  template <class Type> Type as() const;
};
class Row {
public:
  Field operator[](std::size_t) const noexcept;
  Field operator[](int) const noexcept;
  Field operator[](const char *) const;
  Field operator[](const std::string &) const;
  Field at(std::size_t) const;
  Field at(const char *) const;
  Field at(const std::string &) const;
  std::size_t size() const;
};
class ConstResultIterator : public Row {
public:
  using iterator_category = std::random_access_iterator_tag;
  using value_type = const Row;
  using difference_type = long;
  using pointer = const Row *;
  using reference = Row;
  Row operator*() const;
  const Row *operator->() const;
  ConstResultIterator &operator++();
  ConstResultIterator operator++(int);
  bool operator==(const ConstResultIterator &) const;
  bool operator!=(const ConstResultIterator &) const;
};
class Result {
public:
  using size_type = unsigned long;
  using ConstIterator = ConstResultIterator;
  size_type size() const noexcept;
  size_type capacity() const noexcept;
  bool empty() const noexcept;
  ConstIterator begin() const noexcept;
  ConstIterator cbegin() const noexcept;
  ConstIterator end() const noexcept;
  ConstIterator cend() const noexcept;
  Row front() const noexcept;
  Row back() const noexcept;
  Row operator[](size_type) const;
  Row at(size_type) const;
  unsigned long columns() const noexcept;
  const char *columnName(unsigned long) const;
  size_type affectedRows() const noexcept;
  unsigned long long insertId() const noexcept;
  const std::string &sql() const noexcept;
};
using ResultCallback = std::function<void(const Result &)>;
using ExceptionCallback = std::function<void(const DrogonDbException &)>;

enum class Mode { NonBlocking, Blocking };
namespace internal {
class SqlBinder {
public:
  template <class Value> SqlBinder &operator<<(Value &&);
  template <class Callback> SqlBinder &operator>>(Callback &&) { return *this; }
  void exec();
};
}  // namespace internal

class Transaction;
class DbClient {
public:
  virtual ~DbClient();
  static std::shared_ptr<DbClient> newPgClient(const std::string &, std::size_t, bool autoBatch = false);
  static std::shared_ptr<DbClient> newMysqlClient(const std::string &, std::size_t);
  static std::shared_ptr<DbClient> newSqlite3Client(const std::string &, std::size_t);
  template <class Done, class Failed, class... Values>
  void execSqlAsync(const std::string &, Done &&, Failed &&, Values &&...) noexcept {}
  template <class... Values> std::future<Result> execSqlAsyncFuture(const std::string &, Values &&...) noexcept;
  template <class... Values> Result execSqlSync(const std::string &, Values &&...) noexcept(false);
  internal::SqlBinder operator<<(const std::string &);
  virtual std::shared_ptr<Transaction>
  newTransaction(const std::function<void(bool)> &done = std::function<void(bool)>()) noexcept(false) = 0;
  virtual bool hasAvailableConnections() const noexcept = 0;
  const std::string &connectionInfo() const;
  virtual void setTimeout(double) = 0;
  virtual void closeAll() = 0;
};
using DbClientPtr = std::shared_ptr<DbClient>;
class Transaction : public DbClient {
public:
  virtual void rollback() = 0;
  virtual void setCommitCallback(const std::function<void(bool)> &) = 0;
};

}  // namespace orm
}  // namespace drogon

#endif
