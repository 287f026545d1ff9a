// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Locks as findings speak of them, and what makes one hold.
#pragma once

#include "rules/FalseLock.h"

namespace dbrace {

/// "the mutex Shop::guard", "FOR UPDATE", "the table lock (SHARE)".
std::string lockName(const HeldLock &lock);
/// What the lock really does, as the end of a sentence.
std::string whatItDoes(const Case &facts, const FalseLock &found);
/// A sentence that begins with "Or": how a lock like this one would hold.
std::string effectiveLock(const Case &facts, const FalseLock &found);

}  // namespace dbrace
