// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-duplicate-insert: a row is looked up, found missing and inserted, and nothing refuses the second of two
// rivals.
#include "rules/Consequences.h"
#include "rules/FalseLock.h"
#include "rules/Remedy.h"
#include "rules/Rules.h"
#include "rules/Wording.h"

namespace dbrace {

std::optional<Finding> judgeDuplicateInsert(const Case &facts) {
  auto unprotected = facts.pathsWith(Outcome::DuplicateRows);
  if (unprotected.empty() || (facts.table && facts.table->temporary) || falseLockOf(facts))
    return std::nullopt;
  Finding finding = baseFinding("dbrace-duplicate-insert", facts, unprotected);
  addGuards(finding, facts, unprotected);
  finding.level = levelOfDuplicates(facts, Level::Error);
  finding.message = bothInsert(facts) + reservations(facts, unprotected);
  finding.advice = constraintAndAtomicForm(facts);
  if (std::holds_alternative<TableUnknown>(facts.covering))
    finding.advice = "If there is such a key, give dbrace the schema that has it. If not: " + finding.advice;
  finding.replay = replayOf(facts, *unprotected.front(), nullptr);
  return finding;
}

}  // namespace dbrace
