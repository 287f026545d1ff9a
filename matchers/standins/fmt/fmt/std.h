// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the formatting library's formatters for the standard library.
#ifndef FMT_STD_H_
#define FMT_STD_H_

#include "format.h"

#endif
