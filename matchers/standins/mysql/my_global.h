// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the portability layer that old programs include first.
#ifndef MY_GLOBAL_INCLUDED
#define MY_GLOBAL_INCLUDED

#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#endif
