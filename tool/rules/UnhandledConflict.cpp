// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-unhandled-conflict: a unique key refuses the second of two rivals, and the program does not expect to be
// refused.
#include "rules/Consequences.h"
#include "rules/FalseLock.h"
#include "rules/Remedy.h"
#include "rules/Rules.h"
#include "rules/Wording.h"

namespace dbrace {
namespace {

std::string_view handlingText(Handling handling) {
  return handling == Handling::Dropped ? "the failed insert is ignored here"
                                       : "the violation is taken with all other errors here";
}

}  // namespace

std::optional<Finding> judgeUnhandledConflict(const Case &facts) {
  const CheckedWrite &write = *facts.write;
  const auto *covered = std::get_if<Covered>(&facts.covering);
  std::optional<Level> level = levelOf(write.handling);
  if (!covered || !level || facts.table->temporary || falseLockOf(facts))
    return std::nullopt;
  bool violation = true;
  auto unprotected = facts.pathsWith(Outcome::UniqueViolation);
  if (unprotected.empty() && facts.form == WriteForm::Insert) {
    // SERIALIZABLE keeps rivals out by refusing the loser; without a retry that is a failure like another.
    unprotected = facts.pathsWith(Outcome::SerializationFailure);
    violation = false;
    level = Level::Note;
  }
  if (unprotected.empty())
    return std::nullopt;

  Finding finding = baseFinding("dbrace-unhandled-conflict", facts, unprotected);
  addGuards(finding, facts, unprotected);
  finding.level = *level;
  if (write.handling == Handling::Unknown)
    finding.confidence = Confidence::Low;
  finding.message = insertFails(facts, violation) + reservations(facts, unprotected);
  finding.advice =
      violation ? atomicForm(facts) : "Run the whole transaction again on serialization failures and deadlocks";
  if (write.handledAt && write.handling != Handling::Unknown)
    finding.related.push_back({*write.handledAt, std::string(handlingText(write.handling))});
  for (const std::string &column : covered->mayBeNull)
    finding.assumptions.push_back(
        column + " is not NULL in the row that is written: the key lets such rows in, and the lookup does "
                 "not find them either.");
  finding.replay = replayOf(facts, *unprotected.front(), nullptr);
  if (violation)
    finding.ground = std::make_shared<const FixGround>(fixGround(facts));
  return finding;
}

}  // namespace dbrace
