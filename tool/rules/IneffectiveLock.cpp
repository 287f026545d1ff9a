// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-ineffective-lock: a lookup decides an insert under a lock of the database that lets the rival in.
#include "rules/Consequences.h"
#include "rules/LockWording.h"
#include "rules/Remedy.h"
#include "rules/Rules.h"
#include "rules/Wording.h"

#include <algorithm>

namespace dbrace {
namespace {

std::string capitalized(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string consequence(const Case &facts, const FalseLock &found) {
  if (found.outcome == Outcome::DuplicateRows)
    return bothInsert(facts);
  if (found.outcome == Outcome::UniqueViolation)
    return insertFails(facts);
  return "of " + std::string(rivals(facts)) + " that both find no row, one fails with a deadlock" +
         (found.level == Level::Note ? ", as long as the table is empty; later both lock all of it, since no index "
                                       "serves the lookup"
                                     : "");
}

std::string remedy(const Case &facts, const FalseLock &found) {
  bool covered = std::holds_alternative<Covered>(facts.covering);
  std::string text = covered ? atomicForm(facts) : constraintAndAtomicForm(facts);
  if (std::holds_alternative<TableUnknown>(facts.covering))
    text = "If there is such a key: " + lowered(atomicForm(facts)) +
           ". If not: " + lowered(constraintAndAtomicForm(facts));
  if (found.outcome == Outcome::Deadlock)
    text += ". Or run the whole transaction again when it fails with a deadlock";
  // Where no key is known to be right the lock is all there is, and has been proposed.
  bool proposed = facts.write->lookupIsNarrower && !covered;
  std::string lock = effectiveLock(facts, found);
  bool same = proposed && (found.lock->kind == LockKind::RowUpdate || found.lock->kind == LockKind::RowShare);
  return same ? text : text + ". " + lock;
}

}  // namespace

std::optional<Finding> judgeIneffectiveLock(const Case &facts) {
  auto found = falseLockOf(facts);
  if (!found)
    return std::nullopt;
  Finding finding = baseFinding("dbrace-ineffective-lock", facts, found->paths);
  addGuards(finding, facts, found->paths);
  std::string name = lockName(*found->lock), does = whatItDoes(facts, *found);
  if (found->outcome == Outcome::Deadlock)
    finding.related.push_back({found->lock->at, name + " lets both in: " + does});
  finding.level = found->level;
  if (found->outcome == Outcome::UniqueViolation && facts.write->handling == Handling::Unknown)
    finding.confidence = Confidence::Low;
  finding.message = capitalized(name) +
                    (found->outcome == Outcome::Deadlock ? " lets both in: " : " does not keep a rival out: ") + does +
                    "; " + consequence(facts, *found) + reservations(facts, found->paths);
  finding.advice = remedy(facts, *found);
  finding.replay = replayOf(facts, *found->paths.front(), nullptr);
  if (found->otherKey) {
    finding.replay = Replay();
    finding.replay.why = "the rival is another writer of the table, under a lock of another name";
  }
  return finding;
}

}  // namespace dbrace
