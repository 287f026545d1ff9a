// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the formatting library's buffers, texts of values, joined ranges and locales.
#ifndef FMT_FORMAT_H_
#define FMT_FORMAT_H_

#include "base.h"

#include <initializer_list>
#include <locale>
#include <system_error>

namespace fmt {

enum { inline_buffer_size = 500 };

namespace detail {
/// Grows; what a program appends to.
template <class Type> class buffer {
public:
  using value_type = Type;
  Type *begin();
  Type *end();
  const Type *begin() const;
  const Type *end() const;
  std::size_t size() const;
  std::size_t capacity() const;
  Type *data();
  const Type *data() const;
  void clear();
  void resize(std::size_t);
  void reserve(std::size_t);
  void push_back(const Type &);
  template <class From> void append(const From *begin, const From *end);
  Type &operator[](std::size_t);
  const Type &operator[](std::size_t) const;
};
}  // namespace detail

template <class Type, std::size_t Size = inline_buffer_size, class Allocator = std::allocator<Type>>
class basic_memory_buffer : public detail::buffer<Type> {
public:
  basic_memory_buffer();
  basic_memory_buffer(basic_memory_buffer &&);
  basic_memory_buffer &operator=(basic_memory_buffer &&);
  using detail::buffer<Type>::append;
  template <class Range> void append(const Range &);
};
using memory_buffer = basic_memory_buffer<char>;

template <class Type> std::string to_string(const Type &);
template <class Char, std::size_t Size> std::basic_string<Char> to_string(const basic_memory_buffer<Char, Size> &);

template <class Iterator, class End, class Char> struct join_view {};
template <class Iterator, class End> join_view<Iterator, End, char> join(Iterator, End, string_view);
template <class Range>
auto join(Range &&range, string_view) -> join_view<decltype(std::begin(range)), decltype(std::end(range)), char>;
template <class Type> join_view<const Type *, const Type *, char> join(std::initializer_list<Type>, string_view);

template <class Type> struct group_digits_view {};
template <class Type> group_digits_view<Type> group_digits(Type);
template <class Enum> constexpr typename std::underlying_type<Enum>::type underlying(Enum value) {
  return static_cast<typename std::underlying_type<Enum>::type>(value);
}

class format_int {
public:
  template <class Integer> explicit format_int(Integer);
  std::size_t size() const;
  const char *data() const;
  const char *c_str() const;
  std::string str() const;
};

template <class... Args> std::string format(const std::locale &, format_string<Args...>, Args &&...);
std::string vformat(const std::locale &, string_view, format_args);
template <class Output, class... Args>
Output format_to(Output, const std::locale &, format_string<Args...>, Args &&...);

std::system_error vsystem_error(int, string_view, format_args);

inline namespace literals {
template <class Char> struct udl_arg {
  template <class Type> named_arg<Char, Type> operator=(Type &&) const;
};
constexpr udl_arg<char> operator""_a(const char *, std::size_t) { return {}; }
}  // namespace literals

}  // namespace fmt

#endif
