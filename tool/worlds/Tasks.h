// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions that run beside those who start them.
//
// A run takes them one after the other: the body of a task runs where it is started, so that what is decided before
// the start is known inside. That others may run meanwhile is kept in the state, until somebody waits for them.
#pragma once

#include "worlds/Machine.h"

namespace dbrace::worlds {

/// Does the call start a task, by its model?
const apis::Spawn *spawnOf(const apis::Function *model);

/// The function that is handed to a pool, an executor or a queue of jobs which no model describes: the program's own
/// ones are known by the words that people name them with. noTerm if it is none.
Term queuedBy(const ActiveCall &active, const facts::Call &call, const Program &program, const FunctionInfos &infos,
              const Terms &terms);

/// The same of the code alone, without a run.
bool mayQueue(const facts::Call &call, const Program &program, const FunctionInfos &infos);

}  // namespace dbrace::worlds
