// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for helpers that old programs include.
#ifndef _my_sys_h
#define _my_sys_h

#include <mysql.h>

#endif
