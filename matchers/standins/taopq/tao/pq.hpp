// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for taoPQ.
#ifndef TAO_PQ_HPP
#define TAO_PQ_HPP

#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace tao::pq {

struct sql_error : std::runtime_error {
  explicit sql_error(const std::string &);
  std::string sqlstate;
};
struct connection_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct integrity_constraint_violation : sql_error {
  using sql_error::sql_error;
};
struct foreign_key_violation : integrity_constraint_violation {
  using integrity_constraint_violation::integrity_constraint_violation;
};
struct unique_violation : integrity_constraint_violation {
  using integrity_constraint_violation::integrity_constraint_violation;
};
struct transaction_rollback : sql_error {
  using sql_error::sql_error;
};
struct serialization_failure : transaction_rollback {
  using transaction_rollback::transaction_rollback;
};

class field {
public:
  std::string name() const;
  bool is_null() const;
  const char *get() const;
  template <class T> T as() const;
  template <class T> std::optional<T> optional() const;
};
class row {
public:
  std::size_t columns() const noexcept;
  bool is_null(std::size_t) const;
  template <class T> T get(std::size_t) const;
  template <class T> std::optional<T> optional(std::size_t) const;
  template <class T> T as() const;
  template <class... Ts> std::tuple<Ts...> tuple() const;
  field at(std::size_t) const;
  field at(std::string_view) const;
  field operator[](std::size_t) const;
  field operator[](std::string_view) const;
};
class result {
public:
  class const_iterator {
  public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = const row;
    using difference_type = std::ptrdiff_t;
    using pointer = const row *;
    using reference = const row &;
    const row &operator*() const noexcept;
    const row *operator->() const noexcept;
    const_iterator &operator++() noexcept;
    bool operator==(const const_iterator &) const noexcept;
    bool operator!=(const const_iterator &) const noexcept;
  };
  bool has_rows_affected() const noexcept;
  std::size_t rows_affected() const;
  std::size_t columns() const noexcept;
  bool empty() const;
  std::size_t size() const;
  const_iterator begin() const;
  const_iterator end() const;
  bool is_null(std::size_t row, std::size_t column) const;
  const char *get(std::size_t row, std::size_t column) const;
  row operator[](std::size_t) const noexcept;
  row at(std::size_t) const;
  template <class T> T as() const;
  template <class T> std::optional<T> optional() const;
  template <class T, class U> std::pair<T, U> pair() const;
  template <class... Ts> std::tuple<Ts...> tuple() const;
  template <class T> std::vector<T> vector() const;
};

enum class isolation_level { default_isolation_level, serializable, repeatable_read, read_committed, read_uncommitted };
enum class access_mode { default_access_mode, read_write, read_only };

class transaction {
public:
  virtual ~transaction();
  template <class... Values> result execute(const char *, Values &&...);
  template <class... Values> result execute(const std::string &, Values &&...);
  std::shared_ptr<transaction> subtransaction();
  void commit();
  void rollback();
};
class connection {
public:
  static std::shared_ptr<connection> create(const std::string &);
  template <class... Values> result execute(const char *, Values &&...);
  template <class... Values> result execute(const std::string &, Values &&...);
  void prepare(const std::string &name, const std::string &statement);
  void deallocate(const std::string &name);
  std::shared_ptr<class transaction> direct();
  std::shared_ptr<class transaction> transaction();
  std::shared_ptr<class transaction> transaction(isolation_level, access_mode = access_mode::default_access_mode);
  bool is_open() const noexcept;
};
class connection_pool {
public:
  static std::shared_ptr<connection_pool> create(const std::string &);
  std::shared_ptr<class connection> connection();
  template <class... Values> result execute(const char *, Values &&...);
};

}  // namespace tao::pq

#endif
