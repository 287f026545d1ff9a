// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `fact:` marks speak of: the database operations of a program, as its functions were lowered.
#pragma once

#include "apis/Model.h"
#include "testing/Compare.h"
#include "worlds/Program.h"

namespace dbrace::testing {

/// One result for each call of a modelled database function, with a message such as
/// `run sqlite3_exec "DELETE FROM log"`: what it does in the order it does it, the function, and the literals it is
/// given.
std::vector<Result> databaseOperations(const worlds::Program &program, const apis::Models &models);

}  // namespace dbrace::testing
