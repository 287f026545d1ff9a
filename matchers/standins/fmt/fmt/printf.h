// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the formatting library's printf.
#ifndef FMT_PRINTF_H_
#define FMT_PRINTF_H_

#include "format.h"

namespace fmt {

template <class Text, class... Args> std::string sprintf(const Text &, const Args &...);
template <class Text, class... Args> int printf(const Text &, const Args &...);
template <class Text, class... Args> int fprintf(std::FILE *, const Text &, const Args &...);

}  // namespace fmt

#endif
