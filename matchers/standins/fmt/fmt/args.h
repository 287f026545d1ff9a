// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the formatting library's arguments that are collected at run time.
#ifndef FMT_ARGS_H_
#define FMT_ARGS_H_

#include "format.h"

namespace fmt {

template <class Context> class dynamic_format_arg_store {
public:
  template <class Type> void push_back(const Type &);
  void clear();
  void reserve(std::size_t, std::size_t);
};

}  // namespace fmt

#endif
