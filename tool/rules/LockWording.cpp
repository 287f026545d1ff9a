// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/LockWording.h"

#include "rules/Remedy.h"
#include "schema/Names.h"

namespace dbrace {
namespace {

std::string named(std::string_view what, const std::string &name) {
  return std::string(what) + (name.empty() ? "" : " " + name);
}

bool isOfSession(LockKind kind) { return kind == LockKind::AdvisorySession || kind == LockKind::Named; }

}  // namespace

std::string lockName(const HeldLock &lock) {
  switch (lock.kind) {
  case LockKind::Mutex:
    return named("the mutex", lock.what);
  case LockKind::RowUpdate:
    return lock.mode.empty() ? "FOR UPDATE" : lock.mode;
  case LockKind::RowShare:
    return lock.mode.empty() ? "the shared row lock" : lock.mode;
  case LockKind::OtherRow:
    return "the row lock" + (lock.what.empty() ? "" : " on " + lock.what);
  case LockKind::Table:
    return "the table lock" + (lock.mode.empty() ? "" : " (" + lock.mode + ")");
  case LockKind::AdvisoryTransaction:
  case LockKind::AdvisorySession:
    return "the advisory lock";
  case LockKind::Named:
    return named("the named lock", lock.what);
  case LockKind::TableHint:
    return "the table hint" + (lock.mode.empty() ? "" : " WITH (" + lock.mode + ")");
  }
  return "the lock";
}

std::string whatItDoes(const Case &facts, const FalseLock &found) {
  bool row = found.lock->kind == LockKind::RowUpdate || found.lock->kind == LockKind::RowShare;
  if (!row)
    return found.lock->kind == LockKind::TableHint ? "it locks rows that are there, and an absent one is not"
                                                   : found.why;
  if (databaseOf(facts.dialect) == Database::MariaDb && found.outcome == Outcome::Deadlock)
    return "a row that is absent cannot be locked, and of the gap where it would be both sessions get the lock";
  return "a row that is absent cannot be locked";
}

std::string effectiveLock(const Case &facts, const FalseLock &found) {
  const HeldLock &lock = *found.lock;
  const PathVerdict &path = *found.paths.front();
  const std::string name = lockName(lock), &table = facts.write->table;
  bool maria = databaseOf(facts.dialect) == Database::MariaDb;
  bool transaction = path.protection->sameTransaction;
  switch (lock.kind) {
  case LockKind::RowUpdate:
  case LockKind::RowShare:
    return "Or " + oneAtATime(facts);
  case LockKind::TableHint:
    return "Or write WITH (UPDLOCK, HOLDLOCK), in one transaction around both steps";
  default:
    break;
  }
  if (lock.refused)
    return "Or go on only where " + name + " was had";
  if (found.otherKey)
    return "Or lock the same key in every writer of " + table;
  if (schema::sameName(lock.mode, "shared"))
    return "Or take " + name + " exclusively";
  if (!lock.beforeRead)
    return "Or take " + name + " before the lookup";
  bool ends = !isOfSession(lock.kind) && !(maria && lock.kind == LockKind::Table);
  if (ends && (!lock.inTransaction || !transaction))
    return "Or begin a transaction first, take the lock in it, and commit after the insert";
  if (lock.kind == LockKind::Table && maria && schema::sameName(lock.mode, "read"))
    return "Or LOCK TABLES " + table + " WRITE";
  if (lock.kind == LockKind::Table && maria && !lock.inTransaction)
    return "Or take the lock after START TRANSACTION, or set autocommit = 0 instead of it";
  if (!lock.heldAtWrite || (isOfSession(lock.kind) && !lock.releasedAfterCommit))
    return "Or hold " + name + " until after " + (transaction ? "COMMIT" : "the insert");
  if (lock.kind == LockKind::Table)
    return "Or LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE, as the transaction's first statement";
  return maria ? "Or take the lock before the transaction, whose snapshot is then younger"
               : "Or use READ COMMITTED, or take pg_advisory_lock before BEGIN and release it after COMMIT";
}

}  // namespace dbrace
