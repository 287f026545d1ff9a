// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lock of the database that a lookup takes, or runs under, and that does not keep the rival out.
//
// It decides which rule speaks: where the program has taken such a lock, the lock is the defect, and what the rival
// then does is its consequence. One defect is one finding.
#pragma once

#include "rules/Case.h"
#include "rules/Finding.h"

namespace dbrace {

struct FalseLock {
  const HeldLock *lock = nullptr;
  std::string why;                         ///< It does not keep the rival out.
  bool otherKey = false;                   ///< It would, if the rival took the same.
  Outcome outcome = Outcome::OneRow;       ///< DuplicateRows, UniqueViolation or Deadlock.
  Level level = Level::Warning;            ///< Of the finding about it.
  std::vector<const PathVerdict *> paths;  ///< On which that happens. Never empty.
};

/// Nothing where there is a path without any such lock, where the lock holds, or where the violation is told apart.
std::optional<FalseLock> falseLockOf(const Case &facts);

/// Two writers of one table that each take a lock, of different names, do not keep each other out: the locks of those
/// that differ from the others become idle.
void compareLockKeys(std::vector<Case> &cases);

}  // namespace dbrace
