// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the PostgreSQL driver of userver.
#ifndef DBRACE_STAND_IN_USERVER_POSTGRES
#define DBRACE_STAND_IN_USERVER_POSTGRES

#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#define USERVER_NAMESPACE userver
#define USERVER_NAMESPACE_BEGIN namespace userver {
#define USERVER_NAMESPACE_END }

namespace userver {
namespace storages {

class Query {
public:
  Query();
  Query(const char *);
  Query(std::string);
  const std::string &Statement() const;
};

namespace postgres {

using Query = storages::Query;

class Error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};
class LogicError : public Error {
public:
  using Error::Error;
};
class ServerError : public Error {
public:
  using Error::Error;
};
class IntegrityConstraintViolation : public ServerError {
public:
  using ServerError::ServerError;
};
class ForeignKeyViolation : public IntegrityConstraintViolation {
public:
  using IntegrityConstraintViolation::IntegrityConstraintViolation;
};
class UniqueViolation : public IntegrityConstraintViolation {
public:
  using IntegrityConstraintViolation::IntegrityConstraintViolation;
  std::string GetConstraint() const;
};
class ResultSetError : public LogicError {
public:
  using LogicError::LogicError;
};
class NonSingleRowResultSet : public ResultSetError {
public:
  using ResultSetError::ResultSetError;
};

struct RowTag {};
struct FieldTag {};
inline constexpr RowTag kRowTag;
inline constexpr FieldTag kFieldTag;

class Field {
public:
  bool IsNull() const;
  template <class T> T As() const;
  template <class T> std::size_t To(T &&) const;
};
class Row {
public:
  std::size_t Size() const;
  Field operator[](std::size_t) const;
  Field operator[](const std::string &) const;
  template <class... T> auto As() const;
  template <class T> void To(T &&) const;
};
class ResultSet {
public:
  class const_iterator {
  public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = const Row;
    using difference_type = std::ptrdiff_t;
    using pointer = const Row *;
    using reference = const Row &;
    const Row &operator*() const;
    const Row *operator->() const;
    const_iterator &operator++();
    bool operator==(const const_iterator &) const;
    bool operator!=(const const_iterator &) const;
  };
  std::size_t Size() const;
  bool IsEmpty() const;
  std::size_t RowsAffected() const;
  std::size_t FieldCount() const;
  const_iterator begin() const;
  const_iterator end() const;
  Row Front() const;
  Row Back() const;
  Row operator[](std::size_t) const;
  template <class Container> Container AsContainer() const;
  template <class Container> Container AsContainer(RowTag) const;
  template <class T> T AsSingleRow() const;
  template <class T> T AsSingleRow(RowTag) const;
  template <class T> T AsSingleRow(FieldTag) const;
  template <class T> std::optional<T> AsOptionalSingleRow() const;
  template <class T> std::optional<T> AsOptionalSingleRow(RowTag) const;
};

enum class ClusterHostType { kNone, kMaster, kSyncSlave, kSlave, kSlaveOrMaster };
class ClusterHostTypeFlags {
public:
  ClusterHostTypeFlags(ClusterHostType);
};
struct CommandControl {};
using OptionalCommandControl = std::optional<CommandControl>;
struct TransactionOptions {
  enum Mode { kReadWrite, kReadOnly, kDeferrable };
};

class Transaction {
public:
  static constexpr TransactionOptions RW{}, RO{};
  Transaction(Transaction &&) noexcept;
  ~Transaction();
  template <class... Values> ResultSet Execute(const Query &, const Values &...);
  template <class... Values> ResultSet Execute(OptionalCommandControl, const Query &, const Values &...);
  void Commit();
  void Rollback();
};
class Cluster {
public:
  ~Cluster();
  Transaction Begin(const TransactionOptions & = {}, OptionalCommandControl = {});
  Transaction Begin(ClusterHostTypeFlags, const TransactionOptions & = {}, OptionalCommandControl = {});
  Transaction Begin(std::string name, const TransactionOptions & = {});
  template <class... Values> ResultSet Execute(ClusterHostTypeFlags, const Query &, const Values &...);
  template <class... Values>
  ResultSet Execute(ClusterHostTypeFlags, OptionalCommandControl, const Query &, const Values &...);
};
using ClusterPtr = std::shared_ptr<Cluster>;

}  // namespace postgres
}  // namespace storages
}  // namespace userver

#endif
