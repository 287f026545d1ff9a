// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-count-then-insert: a count that is compared with a limit decides an insert.
#include "rules/Remedy.h"
#include "rules/Rules.h"
#include "rules/Wording.h"

namespace dbrace {

std::optional<Finding> judgeCountThenInsert(const Case &facts) {
  auto unprotected = facts.pathsWith(Outcome::DuplicateRows);
  if (unprotected.empty() || (facts.table && facts.table->temporary))
    return std::nullopt;
  Finding finding = baseFinding("dbrace-count-then-insert", facts, unprotected);
  addGuards(finding, facts, unprotected);
  finding.level = Level::Warning;
  std::string rows =
      facts.write->key.empty() ? "rows of " + facts.write->table : "rows with the same " + keyName(facts);
  finding.message = std::string(rivals(facts)) + " can both count one row less than the limit allows and both insert" +
                    " one: there are more " + rows + " than the limit" + reservations(facts, unprotected);
  finding.advice = "Let one row stand for the limit, and change it first: UPDATE the parent's count WHERE it is below "
                   "the limit, and insert only if that touched a row, in one transaction. Or " +
                   oneAtATime(facts);
  finding.replay.why = "the witness does not know the limit";
  return finding;
}

}  // namespace dbrace
