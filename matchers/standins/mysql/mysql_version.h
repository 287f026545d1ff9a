// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the version.
#ifndef _mysql_version_h_
#define _mysql_version_h_

#include <mysql.h>

#endif
