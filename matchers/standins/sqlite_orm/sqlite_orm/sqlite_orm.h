// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for sqlite_orm 1.9: mapped classes, conditions as expressions, the storage with its queries.
#ifndef DBRACE_STAND_IN_SQLITE_ORM
#define DBRACE_STAND_IN_SQLITE_ORM

#include <functional>
#include <initializer_list>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

namespace sqlite_orm {

namespace internal {

template <class T> struct expression_t;

// What stands in a condition. All are made from, and hold, anything.
template <class L, class R> struct binary_condition {
  binary_condition() = default;
};
template <class T> struct negated_condition_t {};
template <class T> struct where_t {};
template <class T> struct limit_t {};
template <class T> struct offset_t {};
template <class T> struct group_by_t {};
template <class T> struct order_by_t {
  order_by_t asc() const;
  order_by_t desc() const;
  order_by_t collate_nocase() const;
};
template <class... Ts> struct multi_order_by_t {};
template <class... Ts> struct columns_t {};
template <class... Ts> struct set_t {};
template <class T, class O> struct join_t {};
template <class L, class R> struct assign_t {};
template <class T> struct function_t {};
template <class T> struct expression_t {
  template <class R> assign_t<T, R> operator=(R value) const;
  template <class... Args> function_t<T> in(Args... values) const;
  template <class... Args> function_t<T> not_in(Args... values) const;
};

#define DBRACE_SQLITE_ORM_OPERATOR(sign)                                                                               \
  template <class L, class R> binary_condition<expression_t<L>, R> operator sign(expression_t<L>, R);                  \
  template <class L, class R> binary_condition<L, expression_t<R>> operator sign(L, expression_t<R>);                  \
  template <class L, class R> binary_condition<L, R> operator sign(expression_t<L>, expression_t<R>);
DBRACE_SQLITE_ORM_OPERATOR(==)
DBRACE_SQLITE_ORM_OPERATOR(!=)
DBRACE_SQLITE_ORM_OPERATOR(<)
DBRACE_SQLITE_ORM_OPERATOR(<=)
DBRACE_SQLITE_ORM_OPERATOR(>)
DBRACE_SQLITE_ORM_OPERATOR(>=)
#undef DBRACE_SQLITE_ORM_OPERATOR
template <class A, class B, class C, class D>
binary_condition<binary_condition<A, B>, binary_condition<C, D>> operator&&(binary_condition<A, B>,
                                                                            binary_condition<C, D>);
template <class A, class B, class C, class D>
binary_condition<binary_condition<A, B>, binary_condition<C, D>> operator||(binary_condition<A, B>,
                                                                            binary_condition<C, D>);
template <class A, class B, class T>
binary_condition<binary_condition<A, B>, function_t<T>> operator&&(binary_condition<A, B>, function_t<T>);
template <class A, class B, class T>
binary_condition<binary_condition<A, B>, function_t<T>> operator||(binary_condition<A, B>, function_t<T>);
template <class A, class B, class T>
binary_condition<function_t<T>, binary_condition<A, B>> operator&&(function_t<T>, binary_condition<A, B>);
template <class A, class B, class T>
binary_condition<function_t<T>, binary_condition<A, B>> operator||(function_t<T>, binary_condition<A, B>);
template <class A, class B> negated_condition_t<A> operator!(binary_condition<A, B>);
template <class T> negated_condition_t<T> operator!(function_t<T>);

// The mapping.
struct primary_key_t {
  primary_key_t autoincrement() const;
  primary_key_t asc() const;
  primary_key_t desc() const;
};
template <class... Cs> struct unique_t {};
struct not_null_t {};
struct null_t {};
template <class T> struct default_value_t {};
struct collate_constraint_t {};
template <class... Cs> struct foreign_key_t {
  template <class... Rs> foreign_key_t references(Rs...);
};
template <class M, class... Constraints> struct column_t {};
template <class... Cs> struct table_t {
  table_t without_rowid() const;
};
template <class... Cs> struct index_t {};

class transaction_guard_t {
public:
  bool commit_on_destroy = false;
  transaction_guard_t(transaction_guard_t &&);
  ~transaction_guard_t() noexcept(false);
  void commit();
  void rollback();
};

template <class O> struct mapped_iterator {
  O &operator*() const;
  O *operator->() const;
  mapped_iterator &operator++();
  void operator++(int);
  bool operator==(const mapped_iterator &) const;
  bool operator!=(const mapped_iterator &) const;
};
template <class O> struct mapped_view {
  mapped_iterator<O> begin();
  mapped_iterator<O> end();
  int size() const;
  bool empty() const;
};

enum class sync_schema_result { new_table_created, already_in_sync, dropped_and_recreated };

class storage_base {
public:
  std::function<void(struct sqlite3 *)> on_open;
  struct {
    void busy_timeout(int);
    void foreign_keys(bool);
    void journal_mode(int);
    void synchronous(int);
  } pragma;
  bool transaction(const std::function<bool()> &body);
  transaction_guard_t transaction_guard();
  transaction_guard_t deferred_transaction_guard();
  transaction_guard_t immediate_transaction_guard();
  transaction_guard_t exclusive_transaction_guard();
  void begin_transaction();
  void begin_deferred_transaction();
  void begin_immediate_transaction();
  void begin_exclusive_transaction();
  void commit();
  void rollback();
  int changes();
  int total_changes();
  long long last_insert_rowid();
  void open_forever();
  int busy_timeout(int milliseconds);
  bool table_exists(const std::string &);
  void drop_table(const std::string &);
  const std::string &filename() const;
};

template <class... DBO> class storage_t : public storage_base {
public:
  template <class O, class R = std::vector<O>, class... Args> R get_all(Args &&...args);
  template <class O, class R = std::vector<std::unique_ptr<O>>, class... Args> R get_all_pointer(Args &&...args);
  template <class O, class... Ids> O get(Ids... ids);
  template <class O, class... Ids> std::unique_ptr<O> get_pointer(Ids... ids);
  template <class O, class... Ids> std::shared_ptr<O> get_no_throw(Ids... ids);
  template <class O, class... Ids> std::optional<O> get_optional(Ids... ids);
  template <class O, class... Args> mapped_view<O> iterate(Args &&...args);
  template <class O, class... Args> int count(Args &&...args);
  template <class F, class... Args> int count(F field, Args &&...args);
  template <class F, class O, class... Args> std::unique_ptr<F> max(F O::*field, Args &&...args);
  template <class F, class O, class... Args> std::unique_ptr<F> min(F O::*field, Args &&...args);
  template <class F, class O, class... Args> std::vector<F> select(F O::*field, Args... args);
  template <class F, class O, class... Rest, class... Args>
  std::vector<std::tuple<F, Rest...>> select(columns_t<F O::*, Rest O::*...> fields, Args... args);
  template <class O> int insert(const O &object);
  template <class O, class... Cols> int insert(const O &object, columns_t<Cols...> columns);
  template <class O> void replace(const O &object);
  template <class It> void insert_range(It from, It to);
  template <class It> void replace_range(It from, It to);
  template <class O> void update(const O &object);
  template <class S, class... Args> void update_all(S set, Args... args);
  template <class O, class... Ids> void remove(Ids... ids);
  template <class O, class... Args> void remove_all(Args &&...args);
  template <class O> std::string dump(const O &object) const;
  void sync_schema(bool preserve = false);
  void sync_schema_simulate(bool preserve = false);
};

}  // namespace internal

template <class T> internal::expression_t<T> c(T value);
template <class T> internal::where_t<T> where(T condition);
template <class T> internal::limit_t<T> limit(T rows);
template <class O, class T> internal::limit_t<T> limit(O skipped, T rows);
template <class T> internal::offset_t<T> offset(T rows);
template <class T> internal::group_by_t<T> group_by(T field);
template <class T> internal::order_by_t<T> order_by(T field);
template <class... Ts> internal::multi_order_by_t<Ts...> multi_order_by(Ts... fields);
template <class... Ts> internal::columns_t<Ts...> columns(Ts... fields);
template <class... Ts> internal::set_t<Ts...> set(Ts... assignments);
template <class L, class R> internal::assign_t<L, R> assign(L column, R value);
template <class T, class O> internal::join_t<T, O> join(O condition);
template <class T, class O> internal::join_t<T, O> inner_join(O condition);
template <class T, class O> internal::join_t<T, O> left_join(O condition);
template <class T> internal::expression_t<T> on(T condition);

template <class L, class R> internal::binary_condition<L, R> is_equal(L left, R right);
template <class L, class R> internal::binary_condition<L, R> eq(L left, R right);
template <class L, class R> internal::binary_condition<L, R> is_not_equal(L left, R right);
template <class L, class R> internal::binary_condition<L, R> ne(L left, R right);
template <class L, class R> internal::binary_condition<L, R> greater_than(L left, R right);
template <class L, class R> internal::binary_condition<L, R> gt(L left, R right);
template <class L, class R> internal::binary_condition<L, R> greater_or_equal(L left, R right);
template <class L, class R> internal::binary_condition<L, R> ge(L left, R right);
template <class L, class R> internal::binary_condition<L, R> less_than(L left, R right);
template <class L, class R> internal::binary_condition<L, R> lt(L left, R right);
template <class L, class R> internal::binary_condition<L, R> less_or_equal(L left, R right);
template <class L, class R> internal::binary_condition<L, R> le(L left, R right);
template <class L, class R> internal::binary_condition<L, R> and_(L left, R right);
template <class L, class R> internal::binary_condition<L, R> or_(L left, R right);
template <class L, class R> internal::binary_condition<L, R> like(L left, R right);
template <class T> internal::function_t<T> is_null(T value);
template <class T> internal::function_t<T> is_not_null(T value);
template <class L, class E> internal::function_t<L> in(L left, std::initializer_list<E> values);
template <class L, class E> internal::function_t<L> in(L left, E values);
template <class L, class E> internal::function_t<L> not_in(L left, E values);
template <class L, class A, class B> internal::function_t<L> between(L value, A low, B high);
template <class T> internal::expression_t<T> lower(T value);
template <class T> internal::expression_t<T> upper(T value);
template <class T> internal::expression_t<T> length(T value);

internal::primary_key_t primary_key();
template <class... Cs> internal::primary_key_t primary_key(Cs... columns);
internal::unique_t<> unique();
template <class... Cs> internal::unique_t<Cs...> unique(Cs... columns);
internal::not_null_t not_null();
internal::null_t null();
internal::primary_key_t autoincrement();
template <class T> internal::default_value_t<T> default_value(T value);
internal::collate_constraint_t collate_nocase();
template <class... Cs> internal::foreign_key_t<Cs...> foreign_key(Cs... columns);
template <class M, class... Constraints>
internal::column_t<M, Constraints...> make_column(std::string name, M member, Constraints... constraints);
template <class G, class S, class... Constraints>
internal::column_t<G, S, Constraints...> make_column(std::string name, G getter, S setter, Constraints... constraints);
template <class... Cs> internal::table_t<Cs...> make_table(std::string name, Cs... columns);
template <class O, class... Cs> internal::table_t<Cs...> make_table(std::string name, Cs... columns);
template <class... Cs> internal::index_t<Cs...> make_index(std::string name, Cs... columns);
template <class... Cs> internal::index_t<Cs...> make_unique_index(std::string name, Cs... columns);
template <class... DBO> internal::storage_t<DBO...> make_storage(std::string filename, DBO... tables);

}  // namespace sqlite_orm

#endif
