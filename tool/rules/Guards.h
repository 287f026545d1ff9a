// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From what stands between check and write on one path to the row of the outcome table that speaks of it.
#pragma once

#include "rules/Case.h"

namespace dbrace {

/// `situation` says everything but transaction, lock and recovery.
PathVerdict judgePath(const Protection &protection, Situation situation);

/// The same path, if its locks did not count.
PathVerdict withoutLocks(const PathVerdict &path);
/// Whether it is a lock at all: some hints are none.
bool locks(const HeldLock &lock);

/// What can happen if the program goes on like this when its write was refused, by the row that speaks of just that;
/// nothing if there is none.
/// `situation` says everything but transaction, lock and recovery.
Outcomes judgeRecovery(const Protection &protection, Situation situation, Recovery recovery);

}  // namespace dbrace
