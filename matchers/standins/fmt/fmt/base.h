// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the core of the formatting library, after https://fmt.dev/11.1/api/. Nothing is formatted here: what a
// call does is said by its model. Written for C++11 as programs that include it may be.
#ifndef FMT_BASE_H_
#define FMT_BASE_H_

#include <cstddef>
#include <cstdio>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#if __cplusplus >= 201703L
#include <string_view>
#endif

#define FMT_VERSION 110100
#define FMT_BEGIN_NAMESPACE namespace fmt {
#define FMT_END_NAMESPACE }
#define FMT_API
#define FMT_CONSTEXPR constexpr
#define FMT_NODISCARD
#define FMT_STRING(text) text
#define FMT_COMPILE(text) text

namespace fmt {

template <class Char> class basic_string_view {
public:
  using value_type = Char;
  using iterator = const Char *;
  constexpr basic_string_view() : text(nullptr), length(0) {}
  constexpr basic_string_view(const Char *text, std::size_t length) : text(text), length(length) {}
  constexpr basic_string_view(const Char *text) : text(text), length(0) {}
  template <class Traits, class Allocator>
  basic_string_view(const std::basic_string<Char, Traits, Allocator> &from) : text(from.data()), length(from.size()) {}
#if __cplusplus >= 201703L
  template <class Traits>
  constexpr basic_string_view(std::basic_string_view<Char, Traits> from) : text(from.data()), length(from.size()) {}
#endif
  constexpr const Char *data() const { return text; }
  constexpr std::size_t size() const { return length; }
  constexpr iterator begin() const { return text; }
  constexpr iterator end() const { return text + length; }
  constexpr const Char &operator[](std::size_t at) const { return text[at]; }
  void remove_prefix(std::size_t);
  bool starts_with(basic_string_view) const;

private:
  const Char *text;
  std::size_t length;
};
using string_view = basic_string_view<char>;
using wstring_view = basic_string_view<wchar_t>;

template <class Char = char> struct runtime_format_string {
  basic_string_view<Char> str;
};
runtime_format_string<char> runtime(string_view);

/// A text with holes, made from a literal or by runtime().
template <class Char, class... Args> class basic_format_string {
public:
  template <class Text,
            class = typename std::enable_if<std::is_convertible<const Text &, basic_string_view<Char>>::value>::type>
  constexpr basic_format_string(const Text &from) : text(from) {}
  constexpr basic_format_string(runtime_format_string<Char> from) : text(from.str) {}
  constexpr operator basic_string_view<Char>() const { return text; }
  constexpr basic_string_view<Char> get() const { return text; }

private:
  basic_string_view<Char> text;
};
namespace detail {
template <class Type> struct type_identity {
  using type = Type;
};
}  // namespace detail
// Arguments deduce the types of the holes, the text does not.
template <class... Args> using format_string = basic_format_string<char, typename detail::type_identity<Args>::type...>;
template <class... Args> using fstring = format_string<Args...>;

class format_error : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

template <class Char> class basic_appender {
public:
  using iterator_category = std::output_iterator_tag;
  using value_type = void;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = void;
  basic_appender &operator=(Char);
  basic_appender &operator*();
  basic_appender &operator++();
  basic_appender operator++(int);
};
using appender = basic_appender<char>;

template <class Context> class basic_format_arg {
public:
  explicit operator bool() const;
};
template <class Context> class basic_format_args {
public:
  basic_format_args();
  template <class Store> basic_format_args(const Store &);
  basic_format_arg<Context> get(int) const;
};
template <class Char> class basic_format_parse_context {
public:
  using char_type = Char;
  using iterator = const Char *;
  constexpr iterator begin() const { return nullptr; }
  constexpr iterator end() const { return nullptr; }
  void advance_to(iterator);
  int next_arg_id();
  void check_arg_id(int);
};
template <class Char> using parse_context = basic_format_parse_context<Char>;
using format_parse_context = basic_format_parse_context<char>;
template <class Output, class Char> class basic_format_context {
public:
  using iterator = Output;
  using char_type = Char;
  iterator out() const;
  void advance_to(iterator);
  basic_format_arg<basic_format_context> arg(int) const;
};
using format_context = basic_format_context<appender, char>;
using format_args = basic_format_args<format_context>;
using format_arg = basic_format_arg<format_context>;

/// Programs derive from it and specialise it.
template <class Type, class Char = char, class Enable = void> struct formatter {
  template <class Context> constexpr typename Context::iterator parse(Context &context) { return context.begin(); }
  template <class Context> typename Context::iterator format(const Type &, Context &) const;
  template <class Text, class Context> typename Context::iterator format(const Text &, Context &) const;
};
template <class Type, class Char = char> struct is_formattable : std::true_type {};
template <class Type, class Enable = void> struct is_range {
  static constexpr bool value = false;
};

template <class Char, class Type> struct named_arg {
  const Char *name;
  const Type &value;
};
template <class Type> named_arg<char, Type> arg(const char *name, const Type &);
template <class Type> const void *ptr(Type);
template <class Type> const void *ptr(const std::unique_ptr<Type> &);
template <class Type> const void *ptr(const std::shared_ptr<Type> &);

struct format_arg_store {};
template <class... Args> format_arg_store make_format_args(Args &...);

template <class... Args> std::string format(format_string<Args...>, Args &&...);
std::string vformat(string_view, format_args);
template <class Output, class... Args>
typename std::decay<Output>::type format_to(Output &&, format_string<Args...>, Args &&...);
template <class Output> typename std::decay<Output>::type vformat_to(Output &&, string_view, format_args);
template <class Output> struct format_to_n_result {
  Output out;
  std::size_t size;
};
template <class Output, class... Args>
format_to_n_result<Output> format_to_n(Output, std::size_t, format_string<Args...>, Args &&...);
template <class... Args> std::size_t formatted_size(format_string<Args...>, Args &&...);
template <class... Args> void print(format_string<Args...>, Args &&...);
template <class... Args> void print(std::FILE *, format_string<Args...>, Args &&...);
template <class... Args> void println(format_string<Args...>, Args &&...);
template <class... Args> void println(std::FILE *, format_string<Args...>, Args &&...);
void vprint(string_view, format_args);
void vprint(std::FILE *, string_view, format_args);

}  // namespace fmt

#endif
