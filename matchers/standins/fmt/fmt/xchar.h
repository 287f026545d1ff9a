// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the formatting library's wide characters.
#ifndef FMT_XCHAR_H_
#define FMT_XCHAR_H_

#include "format.h"

namespace fmt {

template <class... Args>
using wformat_string = basic_format_string<wchar_t, typename detail::type_identity<Args>::type...>;
template <class... Args> std::wstring format(wformat_string<Args...>, Args &&...);
template <class Type> std::wstring to_wstring(const Type &);

}  // namespace fmt

#endif
