// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the formatting library's compiled formats, a macro of its core here.
#ifndef FMT_COMPILE_H_
#define FMT_COMPILE_H_

#include "format.h"

#endif
