// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Guards.h"

#include "schema/Names.h"

#include <algorithm>
#include <array>

namespace dbrace {
namespace {

/// What may be around both steps; several where it is not known.
std::vector<Around> aroundOf(const Protection &protection) {
  using Shape = TransactionShape;
  Shape read = protection.atRead, write = protection.atWrite;
  if (protection.sameTransaction) {
    if (read == Shape::Immediate || write == Shape::Immediate)
      return {Around::Immediate};
    // Whatever callers have opened is around both; they may have opened nothing.
    if (read == Shape::Unknown || write == Shape::Unknown)
      return {Around::Autocommit, Around::Deferred};
    return {Around::Deferred};
  }
  if (write == Shape::Unknown && read != Shape::Autocommit)
    return {Around::Autocommit, Around::Deferred};
  if (write == Shape::Deferred || write == Shape::Immediate)
    return {Around::Split};
  return {Around::Autocommit};
}

Guard tableGuard(const std::string &mode) {
  static constexpr std::array<std::pair<std::string_view, Guard>, 10> modes{{
      {"row exclusive", Guard::TableRowExclusive},
      {"share update exclusive", Guard::TableShareUpdateExclusive},
      {"share", Guard::TableShare},
      {"share row exclusive", Guard::TableShareRowExclusive},
      {"exclusive", Guard::TableExclusive},
      {"access exclusive", Guard::TableAccessExclusive},
      {"", Guard::TableAccessExclusive},  // PostgreSQL's default.
      {"write", Guard::TableWrite},
      {"low_priority write", Guard::TableWrite},
      {"read", Guard::TableRead},
  }};
  std::string name = schema::folded(mode);
  for (const auto &[known, guard] : modes)
    if (known == name)
      return guard;
  return Guard::TableRead;  // The weaker modes let writers in, as this one does.
}

/// What SQL Server's hints of a lookup come to. UPDLOCK alone locks the rows that are there; a range of keys, and so an
/// absent row, is locked by HOLDLOCK (SERIALIZABLE is the same), which alone is a shared lock.
Guard hintGuard(const std::string &hints) {
  std::string list = ", " + schema::folded(hints) + ",";
  auto has = [&](std::string_view hint) { return list.find(" " + std::string(hint) + ",") != std::string::npos; };
  bool exclusive = has("updlock") || has("xlock"), range = has("holdlock") || has("serializable");
  if (has("tablockx") || (exclusive && (range || has("tablock"))))
    return Guard::TableHint;
  if (exclusive)
    return Guard::RowUpdate;
  return range ? Guard::TableShare : Guard::None;
}

Guard guardOf(const HeldLock &lock) {
  if (lock.refused)
    return Guard::None;
  bool shared = schema::sameName(lock.mode, "shared");
  switch (lock.kind) {
  case LockKind::Mutex:
    return shared ? Guard::None : Guard::Mutex;
  case LockKind::RowUpdate:
    return Guard::RowUpdate;
  case LockKind::RowShare:
    return Guard::RowShare;
  case LockKind::OtherRow:
    return schema::folded(lock.mode).find("share") == std::string::npos ? Guard::ParentRow : Guard::ParentRowShare;
  case LockKind::Table:
    return tableGuard(lock.mode);
  case LockKind::AdvisoryTransaction:
    return shared ? Guard::AdvisoryTransactionShared : Guard::AdvisoryTransaction;
  case LockKind::AdvisorySession:
    return shared ? Guard::AdvisoryTransactionShared : Guard::AdvisorySession;
  case LockKind::Named:
    return shared ? Guard::None : Guard::Named;
  case LockKind::TableHint:
    return hintGuard(lock.mode);
  }
  return Guard::None;
}

/// Whether the database releases it by itself.
bool endsWithTransaction(Guard guard, Database database) {
  bool session = guard == Guard::AdvisorySession || guard == Guard::Named || guard == Guard::Mutex;
  bool mariaTable = database == Database::MariaDb && (guard == Guard::TableRead || guard == Guard::TableWrite);
  return !session && !mariaTable;
}

void place(const HeldLock &lock, Situation &situation) {
  bool transaction = situation.transaction != Around::Autocommit;
  situation.lock = guardOf(lock);
  bool ends = endsWithTransaction(situation.lock, situation.database);
  if (!lock.beforeRead)
    situation.taken = Taken::AfterCheck;
  else if (transaction && !lock.inTransaction && !ends)
    situation.taken = Taken::BeforeTransaction;
  else
    situation.taken = transaction && lock.afterOtherRead ? Taken::AfterOtherRead : Taken::BeforeCheck;
  if (!lock.heldAtWrite && !ends)
    situation.released = Released::BeforeWrite;
  else if (ends)
    situation.released =
        transaction && lock.inTransaction && lock.heldAtWrite ? Released::WithTransaction : Released::WithStatement;
  else
    situation.released = lock.releasedAfterCommit || !transaction ? Released::AfterCommit : Released::BeforeCommit;
}

bool harmful(const Outcomes &outcomes) {
  return outcomes.contains(Outcome::DuplicateRows) || outcomes.contains(Outcome::UniqueViolation);
}

std::string whyIdle(const HeldLock &lock, const Situation &situation, const Verdict &verdict) {
  if (lock.refused)
    return "whether it was had is not looked at";
  bool speaksOfLock = verdict.row->allowed[4] >> static_cast<unsigned>(situation.lock) & 1u;
  if (speaksOfLock && !verdict.row->why.empty())
    return verdict.row->why;
  if (lock.kind == LockKind::Mutex && situation.writers == Writers::Many)
    return "a mutex excludes only threads of its own process";
  if (schema::sameName(lock.mode, "shared"))
    return "shared locks do not exclude one another";
  if (!lock.beforeRead)
    return "it is taken after the row was looked up";
  if (!lock.heldAtWrite && situation.released == Released::WithStatement)
    return "outside a transaction it ends with its own statement";
  if (!lock.heldAtWrite)
    return "it is released before the row is written";
  if (situation.released == Released::BeforeCommit)
    return "it is released before the transaction commits";
  if (situation.released == Released::WithStatement)
    return "outside a transaction it ends with its own statement";
  return "it does not exclude the rival";
}

struct Judged {
  Outcomes outcomes;
  Situation worst;  ///< Of the transactions that may be, the one to explain with.
  Verdict verdict;
};

Judged judgeAll(const Protection &protection, Situation situation, const HeldLock *lock) {
  Judged result;
  bool first = true;
  for (Around around : aroundOf(protection)) {
    situation.transaction = around;
    situation.lock = Guard::None;
    if (lock)
      place(*lock, situation);
    Verdict verdict = OutcomeTable::builtIn().judge(situation);
    if (first || harmful(verdict.outcomes)) {
      result.worst = situation;
      result.verdict = verdict;
    }
    first = false;
    result.outcomes.add(verdict.outcomes);
  }
  return result;
}

/// Why a path without any useful lock is harmless.
Keeper keeperWithoutLock(const Protection &protection, Situation situation) {
  situation.handling = Recovery::None;
  if (harmful(judgeAll(protection, situation, nullptr).outcomes))
    return KeptByRetry();
  Protection alone = protection;
  alone.sameTransaction = false;
  alone.atRead = alone.atWrite = TransactionShape::Autocommit;
  if (harmful(judgeAll(alone, situation, nullptr).outcomes))
    return KeptByTransaction();
  return {};
}

}  // namespace

PathVerdict judgePath(const Protection &protection, Situation situation) {
  PathVerdict path;
  path.protection = &protection;
  path.situation = situation;
  situation.handling = protection.retries ? Recovery::Retry : Recovery::None;
  path.outcomes = judgeAll(protection, situation, nullptr).outcomes;
  if (!harmful(path.outcomes)) {  // Nothing needs a lock.
    path.keeper = keeperWithoutLock(protection, situation);
    return path;
  }
  for (const HeldLock &lock : protection.locks) {
    Judged judged = judgeAll(protection, situation, &lock);
    IdleGuard idle{&lock, whyIdle(lock, judged.worst, judged.verdict)};
    // What the database refuses to do keeps nobody out.
    if (judged.outcomes.contains(Outcome::Refused) || harmful(judged.outcomes)) {
      path.idle.push_back(std::move(idle));
      if (judged.outcomes.contains(Outcome::Deadlock))
        path.outcomes.add(Outcome::Deadlock);
      continue;
    }
    // Of several the one that makes nobody fail.
    bool first = !std::holds_alternative<KeptByLock>(path.keeper);
    if (!first && judged.outcomes.contains(Outcome::Deadlock))
      continue;
    bool fails = judged.outcomes.contains(Outcome::Deadlock);
    path.outcomes = judged.outcomes;
    path.keeper = KeptByLock{&lock, fails ? idle.why : ""};
    if (!fails)
      break;
  }
  if (std::holds_alternative<KeptByLock>(path.keeper))
    path.idle.clear();
  return path;
}

PathVerdict withoutLocks(const PathVerdict &path) {
  Protection bare = *path.protection;
  bare.locks.clear();
  PathVerdict result = judgePath(bare, path.situation);
  result.protection = path.protection;
  return result;
}

bool locks(const HeldLock &lock) { return lock.kind != LockKind::TableHint || hintGuard(lock.mode) != Guard::None; }

Outcomes judgeRecovery(const Protection &protection, Situation situation, Recovery recovery) {
  const OutcomeTable &table = OutcomeTable::builtIn();
  situation.handling = recovery;
  // Where callers may or may not have begun a transaction, they have not.
  situation.transaction = aroundOf(protection).front();
  for (const HeldLock &lock : protection.locks) {
    place(lock, situation);
    if (auto verdict = table.find(situation))
      return verdict->outcomes;
    // A lookup that locks reads no snapshot: what holds behind a plain one does not hold behind it.
    if (lock.kind == LockKind::RowUpdate || lock.kind == LockKind::RowShare)
      return {};
  }
  situation.lock = Guard::None;
  auto verdict = table.find(situation);
  return verdict ? verdict->outcomes : Outcomes{};
}

}  // namespace dbrace
