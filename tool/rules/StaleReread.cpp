// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-stale-reread: the insert was refused, the program knows what to do about it, and what it does cannot work.
#include "rules/Guards.h"
#include "rules/Rules.h"
#include "rules/StaleWording.h"
#include "rules/Wording.h"

#include <algorithm>

namespace dbrace {
namespace {

Recovery recoveryOf(const Reread &reread, Database database) {
  using After = Reread::After;
  using How = Reread::How;
  if (reread.after == After::Rollback)
    return Recovery::RollbackReread;
  if (reread.after == After::Commit)
    return Recovery::CommitReread;
  // Where a refused statement leaves the transaction as it is, a savepoint changes nothing.
  bool savepoint = reread.after == After::Savepoint && database == Database::PostgreSql;
  switch (reread.how) {
  case How::Update:
    return savepoint ? Recovery::SavepointReread : Recovery::UpdateReread;
  case How::LockingRead:
    return savepoint ? Recovery::SavepointRereadLocking : Recovery::RereadLocking;
  default:
    break;
  }
  return reread.after == After::Savepoint ? Recovery::SavepointReread : Recovery::Reread;
}

/// Does the row that is in the way of the insert meet what the re-read asks for?
bool asksForThatRow(const Case &facts, const Reread &reread) {
  const auto *covered = std::get_if<Covered>(&facts.covering);
  if (!covered || (!covered->narrower && !covered->stricter))
    return true;
  CoveringQuestion question = coveringQuestion(*facts.write, facts.dialect);
  question.checked = reread.key;
  question.lookupIsNarrower = reread.narrower;
  Covering asked = covering(facts.table, question);
  const auto *same = std::get_if<Covered>(&asked);
  return !same || (!same->narrower && !same->stricter);  // By a part of the key it is found, too.
}

/// Who handles the violation on a table that no schema has knows of a key there.
bool isTrusted(const Case &facts) { return std::holds_alternative<TableUnknown>(facts.covering); }

bool mayBeRefused(const Case &facts, const PathVerdict &path) {
  return facts.form == WriteForm::Ignore || path.outcomes.contains(Outcome::UniqueViolation) ||
         (isTrusted(facts) && path.outcomes.contains(Outcome::DuplicateRows));
}

struct Stale {
  const Reread *reread = nullptr;
  Outcome outcome = Outcome::RowNotVisible;
  bool byKey = false;  ///< The key, not the transaction, hides the row.
  std::vector<const PathVerdict *> paths;
};

std::optional<Stale> staleBy(const Case &facts, const Reread &reread) {
  Stale stale{.reread = &reread};
  bool asks = reread.how != Reread::How::Other;
  for (const PathVerdict &path : facts.paths) {
    if (!mayBeRefused(facts, path))
      continue;
    Situation situation = path.situation;
    situation.key = KeyKind::Covering;
    Outcomes outcomes = judgeRecovery(*path.protection, situation, recoveryOf(reread, situation.database));
    if (outcomes.contains(Outcome::TransactionAborted))
      stale.outcome = Outcome::TransactionAborted;
    else if (!asks || !outcomes.contains(Outcome::RowNotVisible))
      continue;
    stale.paths.push_back(&path);
  }
  if (!stale.paths.empty())
    return stale;
  if (!asks || asksForThatRow(facts, reread))
    return std::nullopt;
  // Such a key hides the row in every transaction and in none.
  Situation situation{.database = databaseOf(facts.dialect), .key = KeyKind::Narrower, .handling = Recovery::Reread};
  auto verdict = OutcomeTable::builtIn().find(situation);
  if (!verdict || !verdict->outcomes.contains(Outcome::RowNotVisible))
    return std::nullopt;
  stale.byKey = true;
  stale.paths = facts.pathsWith(Outcome::UniqueViolation);
  return stale.paths.empty() ? std::nullopt : std::optional(stale);
}

std::optional<Stale> firstStale(const Case &facts) {
  for (const Reread &reread : facts.write->rereads)
    if (auto stale = staleBy(facts, reread))
      return stale;
  return std::nullopt;
}

}  // namespace

std::optional<Finding> judgeStaleReread(const Case &facts) {
  bool covered = std::holds_alternative<Covered>(facts.covering);
  if ((!covered && !isTrusted(facts)) || (facts.table && facts.table->temporary))
    return std::nullopt;
  auto stale = firstStale(facts);
  if (!stale)
    return std::nullopt;
  Finding finding = baseFinding("dbrace-stale-reread", facts, stale->paths);
  finding.level = Level::Warning;
  finding.outcomes = Outcomes{Outcome::OneRow, stale->outcome}.names();
  if (!covered || stale->byKey)
    finding.confidence = std::min(finding.confidence, Confidence::Medium);
  StaleWording wording{*stale->reread, stale->outcome, stale->byKey, *stale->paths.front()};
  addReread(finding, wording);
  finding.message = staleText(facts, wording) + reservations(facts, stale->paths);
  finding.advice = stale->byKey ? askByKey(facts) : visibleAgain(facts, stale->outcome);
  finding.replay = replayOf(facts, *stale->paths.front(), stale->reread);
  return finding;
}

}  // namespace dbrace
