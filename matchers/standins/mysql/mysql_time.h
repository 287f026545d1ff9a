// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for MYSQL_TIME.
#ifndef _mysql_time_h_
#define _mysql_time_h_

#include <mysql.h>

#endif
