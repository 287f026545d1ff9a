// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for sqlpp11: tables and columns of generated classes, statements as expressions, results.
#ifndef DBRACE_STAND_IN_SQLPP11
#define DBRACE_STAND_IN_SQLPP11

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace sqlpp {

class exception : public std::runtime_error {
public:
  explicit exception(const std::string &);
};

// What generated classes name.
template <std::size_t Size, const char (&Text)[Size]> struct make_char_sequence_impl {};
template <std::size_t Size, const char *Text> struct make_char_sequence {};
struct boolean {};
struct tinyint {};
struct smallint {};
struct integer {};
struct bigint {};
struct integer_unsigned {};
struct bigint_unsigned {};
struct integral {};
struct unsigned_integral {};
struct floating_point {};
struct text {};
struct varchar {};
struct char_ {};
struct blob {};
struct day_point {};
struct time_of_day {};
struct time_point {};
namespace tag {
struct must_not_insert {};
struct must_not_update {};
struct can_be_null {};
struct require_insert {};
}  // namespace tag
template <class Kind, class... Tags> struct make_traits {};
template <class...> struct no_value_t {};
struct null_t {};
struct default_value_t {};
constexpr null_t null{};
constexpr default_value_t default_value{};

// Expressions.
template <class E> struct basic_expression_operators;
struct expression_t;
struct boolean_expression_t;
struct sort_order_t {};
struct assignment_t {};
template <class E> struct basic_expression_operators {
  template <class T> boolean_expression_t operator==(T value) const;
  template <class T> boolean_expression_t operator!=(T value) const;
  template <class T> boolean_expression_t operator<(T value) const;
  template <class T> boolean_expression_t operator<=(T value) const;
  template <class T> boolean_expression_t operator>(T value) const;
  template <class T> boolean_expression_t operator>=(T value) const;
  template <class T> boolean_expression_t like(T value) const;
  template <class... Ts> boolean_expression_t in(Ts... values) const;
  template <class... Ts> boolean_expression_t not_in(Ts... values) const;
  boolean_expression_t is_null() const;
  boolean_expression_t is_not_null() const;
  template <class T> expression_t operator+(T value) const;
  template <class T> expression_t operator-(T value) const;
  sort_order_t asc() const;
  sort_order_t desc() const;
};
struct expression_t : basic_expression_operators<expression_t> {};
struct boolean_expression_t : basic_expression_operators<boolean_expression_t> {
  template <class T> boolean_expression_t operator&&(T other) const;
  template <class T> boolean_expression_t operator||(T other) const;
  boolean_expression_t operator!() const;
};

// Tables, columns, rows.
template <class Value> struct result_field_t {
  operator Value() const;
  bool is_null() const;
  Value value() const;
};
template <class Kind> struct value_of_kind {
  using type = std::int64_t;
};
template <> struct value_of_kind<boolean> {
  using type = bool;
};
template <> struct value_of_kind<floating_point> {
  using type = double;
};
template <> struct value_of_kind<text> {
  using type = std::string;
};
template <> struct value_of_kind<varchar> {
  using type = std::string;
};
template <class Traits> struct value_of;
template <class Kind, class... Tags> struct value_of<make_traits<Kind, Tags...>> : value_of_kind<Kind> {};
template <class Spec>
using field_of =
    typename Spec::_alias_t::template _member_t<result_field_t<typename value_of<typename Spec::_traits>::type>>;
template <class Table, class Spec> struct column_t : basic_expression_operators<column_t<Table, Spec>> {
  using _spec_t = Spec;
  column_t() = default;
  column_t(const column_t &) = default;
  column_t &operator=(const column_t &) = default;
  template <class T> assignment_t operator=(T value) const;
  template <class Alias> column_t as(const Alias &) const;
};
template <class... Specs> struct fields_of_specs : field_of<Specs>... {};
template <class Table, class... Specs> struct table_t : Specs::_alias_t::template _member_t<column_t<Table, Specs>>... {
  using _row_t = fields_of_specs<Specs...>;
  template <class Alias> Table as(const Alias &) const;
  template <class T> struct pre_join_t join(T) const;
  template <class T> struct pre_join_t inner_join(T) const;
  template <class T> struct pre_join_t left_outer_join(T) const;
};
struct from_table {};
struct pre_join_t {
  template <class E> pre_join_t on(E) const;
  template <class T> pre_join_t join(T) const;
  template <class T> pre_join_t left_outer_join(T) const;
};
template <class Table> struct all_of_t {
  using _row_t = typename Table::_row_t;
};
template <class Table> all_of_t<Table> all_of(Table);
struct count_t : expression_t {
  template <class Alias> count_t as(const Alias &) const;
};
struct max_t : expression_t {
  template <class Alias> max_t as(const Alias &) const;
};
struct exists_t : expression_t {};
template <class T> count_t count(T);
template <class T> max_t max(T);
template <class T> max_t min(T);
template <class T> exists_t exists(T);
template <class T> expression_t value(T);
template <class T> expression_t lower(T);
template <class T> expression_t upper(T);
template <class T> expression_t parameter(T);
template <class T> expression_t verbatim(std::string);

template <class Selected> struct fields_of;
template <class Table, class Spec> struct fields_of<column_t<Table, Spec>> {
  using type = field_of<Spec>;
};
template <class Table> struct fields_of<all_of_t<Table>> {
  using type = typename Table::_row_t;
};
template <> struct fields_of<count_t> {
  struct type {
    result_field_t<std::int64_t> count;
  };
};
template <> struct fields_of<max_t> {
  struct type {
    result_field_t<std::int64_t> max, min;
  };
};
template <> struct fields_of<exists_t> {
  struct type {
    result_field_t<bool> exists;
  };
};
template <> struct fields_of<expression_t> {
  struct type {};
};
template <class... Selected> struct result_row_t : fields_of<Selected>::type... {};

template <class Row> class result_t {
public:
  class iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Row;
    using difference_type = std::ptrdiff_t;
    using pointer = const Row *;
    using reference = const Row &;
    const Row &operator*() const;
    const Row *operator->() const;
    iterator &operator++();
    bool operator==(const iterator &) const;
    bool operator!=(const iterator &) const;
  };
  iterator begin();
  iterator end();
  const Row &front() const;
  bool empty() const;
  std::size_t size() const;
  void pop_front();
};

// Statements. Each clause gives the statement with it.
template <class Result> struct statement_t {
  using _result_t = Result;
  template <class... Tables> statement_t from(Tables...) const;
  template <class E> statement_t where(E) const;
  statement_t unconditionally() const;
  template <class... Es> statement_t order_by(Es...) const;
  template <class... Es> statement_t group_by(Es...) const;
  template <class E> statement_t having(E) const;
  template <class T> statement_t limit(T) const;
  template <class T> statement_t offset(T) const;
  statement_t for_update() const;
  template <class... As> statement_t set(As...) const;
  statement_t default_values() const;
  template <class... Cs> statement_t columns(Cs...) const;
  template <class... Cs> statement_t on_conflict(Cs...) const;
  statement_t do_nothing() const;
  template <class... As> statement_t do_update(As...) const;
  template <class... Cs> statement_t returning(Cs...) const;
};
template <class... Cs> statement_t<result_t<result_row_t<Cs...>>> select(Cs...);
template <class Table> statement_t<std::size_t> insert_into(Table);
template <class Table> statement_t<std::size_t> update(Table);
template <class Table> statement_t<std::size_t> remove_from(Table);

enum class isolation_level { undefined, serializable, repeatable_read, read_committed, read_uncommitted };
template <class Db> class transaction_t {
public:
  transaction_t(transaction_t &&);
  ~transaction_t();
  void commit();
  void rollback();
};
template <class Db> transaction_t<Db> start_transaction(Db &);
template <class Db> transaction_t<Db> start_transaction(Db &, isolation_level);

class connection {};

}  // namespace sqlpp

#endif
