// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the formatting library's colours, which no database sees.
#ifndef FMT_COLOR_H_
#define FMT_COLOR_H_

#include "format.h"

namespace fmt {

enum class color : unsigned { black, blue, cyan, gray, green, magenta, orange, red, white, yellow };
enum class terminal_color : unsigned char { black = 30, red, green, yellow, blue, magenta, cyan, white };
enum class emphasis : unsigned char { bold = 1, faint = 2, italic = 4, underline = 8 };
class text_style {
public:
  constexpr text_style(emphasis = emphasis()) {}
};
constexpr text_style operator|(text_style left, text_style) { return left; }
constexpr text_style fg(color) { return {}; }
constexpr text_style fg(terminal_color) { return {}; }
constexpr text_style bg(color) { return {}; }
constexpr text_style bg(terminal_color) { return {}; }
template <class... Args> std::string format(const text_style &, format_string<Args...>, Args &&...);
template <class... Args> void print(const text_style &, format_string<Args...>, Args &&...);
template <class... Args> void print(std::FILE *, const text_style &, format_string<Args...>, Args &&...);

}  // namespace fmt

#endif
