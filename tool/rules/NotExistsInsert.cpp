// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-not-exists-insert: INSERT ... SELECT ... WHERE NOT EXISTS, and no key refuses the second of two rows.
//
// One statement is not one step: it looks first and writes then, and only SQLite lets nobody in between.
#include "rules/Consequences.h"
#include "rules/Remedy.h"
#include "rules/Rules.h"
#include "rules/Wording.h"

namespace dbrace {

std::optional<Finding> judgeNotExistsInsert(const Case &facts) {
  auto unprotected = facts.pathsWith(Outcome::DuplicateRows);
  if (unprotected.empty() || (facts.table && facts.table->temporary))
    return std::nullopt;
  Finding finding = baseFinding("dbrace-not-exists-insert", facts, unprotected);
  addGuards(finding, facts, unprotected);
  finding.level = levelOfDuplicates(facts, Level::Warning);
  finding.message = "the statement looks for the row before it inserts it, and " + bothInsert(facts) +
                    reservations(facts, unprotected);
  finding.advice = constraintAndAtomicForm(facts);
  if (std::holds_alternative<TableUnknown>(facts.covering))
    finding.advice = "If there is such a key, give dbrace the schema that has it. If not: " + finding.advice;
  finding.replay.why = "a race inside one statement cannot be stepped through";
  return finding;
}

}  // namespace dbrace
