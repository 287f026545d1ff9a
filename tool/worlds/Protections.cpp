// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What keeps rivals out between lookup and write, on each way through the program.
#include "worlds/PairWorlds.h"

#include <algorithm>

namespace dbrace::worlds {

namespace {

std::string_view nameOf(sql::RowLock lock, sql::Dialect dialect) {
  bool mysql = dialect == sql::Dialect::MySql || dialect == sql::Dialect::MariaDb;
  switch (lock) {
  case sql::RowLock::Share:
    return mysql ? "LOCK IN SHARE MODE" : "FOR SHARE";
  case sql::RowLock::KeyShare:
    return "FOR KEY SHARE";
  case sql::RowLock::NoKeyUpdate:
    return "FOR NO KEY UPDATE";
  default:
    return "FOR UPDATE";
  }
}

/// The lock that the lookup itself takes, by a clause or by hints.
std::optional<HeldLock> lockOfLookup(const sql::Select &select, const StatementInstance &read) {
  using sql::RowLock;
  HeldLock lock{.what = read.table, .beforeRead = true};
  if (RowLock strength = select.locking.strength; strength != RowLock::None) {
    bool shared = strength == RowLock::Share || strength == RowLock::KeyShare;
    lock.kind = shared ? LockKind::RowShare : LockKind::RowUpdate;
    lock.mode = nameOf(strength, read.dialect);
    return lock;
  }
  lock.kind = LockKind::TableHint;
  for (const std::string &hint : select.hints)
    lock.mode += (lock.mode.empty() ? "" : ", ") + hint;
  return lock.mode.empty() ? std::nullopt : std::optional(lock);
}

constexpr unsigned maxCallerDepth = 4;

}  // namespace

void Pairs::addProtections(Session &session, const Sighting &sighting, const StatementInstance &read,
                           CheckedWrite &result) const {
  using Kind = TransactionState::Kind;
  Terms &terms = session.terms;
  Protection protection;
  auto shape = [](const TransactionState &state) {
    return state.kind == Kind::Open   ? state.shape
           : state.kind == Kind::None ? TransactionShape::Autocommit
                                      : TransactionShape::Unknown;
  };
  protection.atRead = shape(sighting.readTransaction);
  protection.atWrite = shape(sighting.transaction);
  protection.sameTransaction = sighting.readTransaction.kind == sighting.transaction.kind &&
                               sighting.transaction.kind != Kind::None && !sighting.apart &&
                               sighting.readTransaction.at == sighting.transaction.at;
  protection.apart = sighting.apart;
  protection.isolation = sighting.transaction.isolation;
  if (sighting.transaction.at != noTerm)
    protection.transactionAt = summaries.placeOf(outermost(sighting.transaction.at, terms));
  else if (sighting.apart && sighting.readTransaction.at != noTerm)
    protection.transactionAt = summaries.placeOf(outermost(sighting.readTransaction.at, terms));
  std::vector<LockState> all = sighting.readLocks;
  for (const LockState &lock : sighting.locks)
    if (std::find(all.begin(), all.end(), lock) == all.end())
      all.push_back(lock);
  for (const LockState &lock : all) {
    std::vector<HeldLock> described = summaries.held({lock}, terms);
    if (described.empty())
      continue;
    HeldLock &held = described[0];
    held.beforeRead = std::ranges::find(sighting.readLocks, lock) != sighting.readLocks.end();
    held.heldAtWrite = std::ranges::find(sighting.locks, lock) != sighting.locks.end();
    held.releasedAfterCommit = true;  // Until it is seen to be released earlier: noteUnlocks.
    // The row lock of the read itself is told below.
    if (held.kind == LockKind::OtherRow && held.what == read.table)
      continue;
    if (held.table.empty() || held.table == read.table)
      protection.locks.push_back(std::move(held));
  }
  if (const auto *select = std::get_if<sql::Select>(&read.statement->body))
    if (auto lock = lockOfLookup(*select, read)) {
      lock->at = result.read.at;
      lock->inTransaction = lock->heldAtWrite = protection.sameTransaction;
      protection.locks.push_back(std::move(*lock));
    }
  std::vector<std::pair<FunctionIndex, Protection>> seen;
  withCallers(session.function, protection, 0, seen, result);
  if (result.protections.empty()) {  // Functions that call one another, and nobody else calls.
    seen.clear();
    withCallers(session.function, std::move(protection), maxCallerDepth, seen, result);
  }
}

/// The locks of these runs are released in a transaction that is still open.
void Pairs::noteUnlocks(Session &session, const std::set<Term> &unlocked, CheckedWrite &result) const {
  for (Term run : unlocked) {
    Term frame = session.terms.operand(run, 0);
    CodePlace outer = summaries.placeOf(outermost(run, session.terms));
    CodePlace inner = summaries.placeOf({static_cast<FunctionIndex>(session.terms.number(frame)),
                                         static_cast<std::uint32_t>(session.terms.number(run))});
    for (Protection &protection : result.protections)
      for (HeldLock &lock : protection.locks)
        lock.releasedAfterCommit &= lock.at != (lock.kind == LockKind::Mutex ? inner : outer);
  }
}

/// Do two paths keep the same rivals out, whoever their callers are?
static bool alike(const Protection &left, const Protection &right) {
  auto sameLock = [](const HeldLock &a, const HeldLock &b) {
    return a.kind == b.kind && a.mode == b.mode && a.what == b.what && a.beforeRead == b.beforeRead &&
           a.heldAtWrite == b.heldAtWrite && a.refused == b.refused && a.inTransaction == b.inTransaction &&
           a.afterOtherRead == b.afterOtherRead && a.releasedAfterCommit == b.releasedAfterCommit;
  };
  return left.atRead == right.atRead && left.atWrite == right.atWrite &&
         left.sameTransaction == right.sameTransaction && left.isolation == right.isolation &&
         left.retries == right.retries && left.apart == right.apart &&
         std::ranges::equal(left.locks, right.locks, sameLock);
}

/// Transactions and locks that callers hold count too; a function without known callers is an entry point.
void Pairs::withCallers(FunctionIndex function, Protection protection, unsigned depth,
                        std::vector<std::pair<FunctionIndex, Protection>> &seen, CheckedWrite &result) const {
  constexpr std::size_t maxProtections = 12;
  for (const auto &[where, known] : seen)
    if (where == function && alike(known, protection))
      return;
  seen.emplace_back(function, protection);
  const auto &contexts = summaries.contexts(function);
  bool open = protection.atRead == TransactionShape::Unknown || protection.atWrite == TransactionShape::Unknown;
  // Who calls itself is called by somebody else first.
  bool isEntry = std::ranges::all_of(contexts, [&](const EntryContext &one) { return one.caller == function; });
  if (isEntry || depth >= maxCallerDepth) {
    result.callersUnknown |= open;
    // Nothing above opens a transaction: the statements stand for themselves. Only LMDB lets nobody read without one:
    // it is handed to the function.
    bool handed = result.write.dialect == sql::Dialect::Lmdb;
    for (TransactionShape *shape : {&protection.atRead, &protection.atWrite})
      if (*shape == TransactionShape::Unknown && isEntry && !handed)
        *shape = TransactionShape::Autocommit;
    if (protection.atRead == TransactionShape::Autocommit && protection.atWrite == TransactionShape::Autocommit)
      protection.sameTransaction = false;
    if (protection.isolation == sql::Isolation::Unspecified)
      protection.isolation = summaries.sessionLevel(result.write.library);
    for (const Protection &known : result.protections)
      if (alike(known, protection))
        return;
    // The paths beyond the bound are as unknown as callers that nobody has seen.
    if (result.protections.size() < maxProtections)
      result.protections.push_back(std::move(protection));
    else
      result.callersUnknown = true;
    return;
  }
  for (const EntryContext &context : contexts) {
    Protection above = protection;
    above.callers.insert(above.callers.begin(), summaries.placeOf(PathStep{context.caller, context.step}));
    for (HeldLock lock : context.locks) {
      lock.beforeRead = lock.heldAtWrite = true;
      above.locks.push_back(std::move(lock));
    }
    if (!context.asEntered) {
      bool together =
          !above.apart && above.atRead == TransactionShape::Unknown && above.atWrite == TransactionShape::Unknown;
      for (TransactionShape *shape : {&above.atRead, &above.atWrite})
        if (*shape == TransactionShape::Unknown)
          *shape = context.shape;
      if (together)
        above.sameTransaction = context.shape != TransactionShape::Autocommit;
      if (above.isolation == sql::Isolation::Unspecified)
        above.isolation = context.isolation;
      if (!above.transactionAt && context.transactionAt)
        above.transactionAt = summaries.placeOf(*context.transactionAt);
    }
    withCallers(context.caller, std::move(above), depth + 1, seen, result);
  }
}

}  // namespace dbrace::worlds
