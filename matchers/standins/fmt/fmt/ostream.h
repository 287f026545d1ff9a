// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the formatting library's formatters by operator<<.
#ifndef FMT_OSTREAM_H_
#define FMT_OSTREAM_H_

#include "format.h"

#include <ostream>

namespace fmt {

template <class Char> struct basic_ostream_formatter : formatter<basic_string_view<Char>, Char> {};
using ostream_formatter = basic_ostream_formatter<char>;
template <class Type> struct streamed_view {};
template <class Type> streamed_view<Type> streamed(const Type &);
template <class... Args> void print(std::ostream &, format_string<Args...>, Args &&...);
template <class... Args> void println(std::ostream &, format_string<Args...>, Args &&...);

}  // namespace fmt

#endif
