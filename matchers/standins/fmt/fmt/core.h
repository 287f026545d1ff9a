// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for what the core of the formatting library was called before version 11.
#ifndef FMT_CORE_H_
#define FMT_CORE_H_

#include "format.h"

#endif
