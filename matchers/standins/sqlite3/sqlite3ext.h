// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for what loadable extensions of SQLite include.
#ifndef SQLITE3EXT_H
#define SQLITE3EXT_H

#include "sqlite3.h"

#define SQLITE_EXTENSION_INIT1
#define SQLITE_EXTENSION_INIT2(routines) (void)routines;
#define SQLITE_EXTENSION_INIT3

#endif
