// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts as a listing for people: what `dbrace extract --dump` prints and what annotated inputs are compared with.
//
//   function Shop::isTaken(email: const char *) -> bool  @ shop.cpp:7:6
//     key c:@S@Shop@F@isTaken#*1C#
//     lookup: sqlite3_stmt *
//   b0:
//     declare lookup  @ 8:17
//     t0 = call sqlite3_prepare_v2(this->db, "SELECT 1 FROM accounts", -1, out &lookup, 0) [sqlite3/sqlite3_prepare_v2]
//     @ 9:3 t1 = call sqlite3_step(out lookup)  [sqlite3/sqlite3_step]  @ 10:10 return t1 == SQLITE_ROW(100)
//
// Places go by the names of the source; a name that stands for several gets a number (`i`, `i#2`). Temporaries are t0,
// t1 …, globals `::name`. Values are printed where they are used. The listing is stable, not made to be read back, and
// cuts expressions that would fill pages.
#pragma once

#include "facts/Facts.h"

#include <string>

namespace dbrace::facts {

std::string dump(const Unit &unit);
std::string dump(const Function &function, const Strings &strings);
/// One line, without the place in the file.
std::string dump(const Step &step, const Function &function, const Strings &strings);

}  // namespace dbrace::facts
