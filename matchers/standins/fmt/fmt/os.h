// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the formatting library's files and errors of the system.
#ifndef FMT_OS_H_
#define FMT_OS_H_

#include "format.h"

namespace fmt {

template <class... Args> std::system_error windows_error(int, string_view, const Args &...);
template <class... Args> std::system_error system_error(int, format_string<Args...>, Args &&...);

}  // namespace fmt

#endif
