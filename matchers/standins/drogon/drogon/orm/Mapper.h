// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the mapper of Drogon: rows as objects of generated classes.
#ifndef DBRACE_STAND_IN_DROGON_MAPPER
#define DBRACE_STAND_IN_DROGON_MAPPER

#include <drogon/orm/DbClient.h>

namespace drogon {
namespace orm {

enum class CompareOperator { EQ, NE, GT, GE, LT, LE, Like, NotLike, In, NotIn, IsNull, IsNotNull };
enum class SortOrder { ASC, DESC };

struct CustomSql {
  explicit CustomSql(std::string);
};
CustomSql operator""_sql(const char *, std::size_t);

class Criteria {
public:
  Criteria();
  template <class... Values> explicit Criteria(const CustomSql &, Values &&...) {}
  template <class T> Criteria(const std::string &column, const CompareOperator &, T &&value) {}
  template <class T> Criteria(const std::string &column, T &&value) {}
  Criteria(const std::string &column, const CompareOperator &);
  explicit operator bool() const;
};
Criteria operator&&(Criteria, Criteria);
Criteria operator||(Criteria, Criteria);

template <class T> class Mapper {
public:
  using SingleRowCallback = std::function<void(T)>;
  using MultipleRowsCallback = std::function<void(std::vector<T>)>;
  using CountCallback = std::function<void(const std::size_t)>;
  explicit Mapper(DbClientPtr);
  Mapper &limit(std::size_t);
  Mapper &offset(std::size_t);
  Mapper &orderBy(const std::string &, const SortOrder & = SortOrder::ASC);
  Mapper &paginate(std::size_t, std::size_t);
  Mapper &forUpdate();
  template <class U = T, class Key> U findByPrimaryKey(const Key &) noexcept(false);
  template <class U = T, class Key>
  void findByPrimaryKey(const Key &, const SingleRowCallback &, const ExceptionCallback &) noexcept;
  std::vector<T> findAll() noexcept(false);
  void findAll(const MultipleRowsCallback &, const ExceptionCallback &) noexcept;
  std::size_t count(const Criteria & = Criteria()) noexcept(false);
  void count(const Criteria &, const CountCallback &, const ExceptionCallback &) noexcept;
  std::future<std::size_t> countFuture(const Criteria & = Criteria()) noexcept;
  T findOne(const Criteria &) noexcept(false);
  void findOne(const Criteria &, const SingleRowCallback &, const ExceptionCallback &) noexcept;
  std::future<T> findFutureOne(const Criteria &) noexcept;
  std::vector<T> findBy(const Criteria &) noexcept(false);
  void findBy(const Criteria &, const MultipleRowsCallback &, const ExceptionCallback &) noexcept;
  std::future<std::vector<T>> findFutureBy(const Criteria &) noexcept;
  void insert(T &) noexcept(false);
  void insert(const T &, const SingleRowCallback &, const ExceptionCallback &) noexcept;
  std::future<T> insertFuture(const T &) noexcept;
  std::size_t update(const T &) noexcept(false);
  void update(const T &, const CountCallback &, const ExceptionCallback &) noexcept;
  std::future<std::size_t> updateFuture(const T &) noexcept;
  std::size_t deleteOne(const T &) noexcept(false);
  void deleteOne(const T &, const CountCallback &, const ExceptionCallback &) noexcept;
  std::size_t deleteBy(const Criteria &) noexcept(false);
  void deleteBy(const Criteria &, const CountCallback &, const ExceptionCallback &) noexcept;
  template <class U = T, class Key> std::size_t deleteByPrimaryKey(const Key &) noexcept(false);
};

namespace internal {
/// What a coroutine waits for.
template <class T> struct MapperAwaiter {
  bool await_ready() noexcept;
  template <class Handle> void await_suspend(Handle);
  T await_resume();
};
}  // namespace internal
template <class T> class CoroMapper {
public:
  explicit CoroMapper(DbClientPtr);
  CoroMapper &limit(std::size_t);
  CoroMapper &orderBy(const std::string &, const SortOrder & = SortOrder::ASC);
  CoroMapper &forUpdate();
  template <class U = T, class Key> internal::MapperAwaiter<U> findByPrimaryKey(const Key &);
  internal::MapperAwaiter<std::vector<T>> findAll();
  internal::MapperAwaiter<std::size_t> count(const Criteria & = Criteria());
  internal::MapperAwaiter<T> findOne(const Criteria &);
  internal::MapperAwaiter<std::vector<T>> findBy(const Criteria &);
  internal::MapperAwaiter<T> insert(const T &);
  internal::MapperAwaiter<std::size_t> update(const T &);
  internal::MapperAwaiter<std::size_t> deleteBy(const Criteria &);
};

// Bases of generated classes.
template <class T, bool Selects, bool One> class BaseBuilder {};

}  // namespace orm
}  // namespace drogon

#endif
