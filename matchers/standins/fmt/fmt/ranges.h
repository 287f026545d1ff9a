// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the formatting library's ranges and tuples.
#ifndef FMT_RANGES_H_
#define FMT_RANGES_H_

#include "format.h"

namespace fmt {

template <class Tuple, class Char> struct tuple_join_view {};
template <class Tuple> tuple_join_view<Tuple, char> join(const Tuple &, string_view);

}  // namespace fmt

#endif
