// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Locks, by SQL text and by calls: what is held at a point of a run.
#include "worlds/Effects.h"
#include "worlds/Lookup.h"

#include <algorithm>

namespace dbrace::worlds {

void Effects::take(LockState held, State &state) {
  held.at = terms.run(call.frame.id, call.number);
  held.afterRead = state.transaction.read;
  held.connection = held.ends ? state.transaction.connection : noTerm;
  std::erase_if(state.locks, [&](const LockState &other) {
    return other.refused && other.kind == held.kind && other.object == held.object;
  });
  if (std::ranges::find(state.locks, held) == state.locks.end())
    state.locks.push_back(held);
}

/// Of all parts: (1, 2) is another lock than (1, 3).
Term Effects::lockKey(const sql::LockControl &lock, const State &state) {
  std::vector<Term> parts;
  for (const sql::ExpressionPtr &part : lock.key) {
    if (!parts.empty())
      parts.push_back(terms.literalText(", "));
    parts.push_back(machine.keyValue(*part, noTerm, state));
  }
  return parts.empty() ? noTerm : parts.size() == 1 ? parts.front() : terms.text(parts);
}

/// The lock that was just asked for is not had. It is kept, to be told of.
void Effects::refuse(State &state) {
  Term at = terms.run(call.frame.id, call.number);
  for (LockState &lock : state.locks)
    lock.refused |= lock.at == at;
}

void Effects::unlock(const sql::LockControl &lock, State &state) {
  bool tables = lock.kind == sql::LockControl::Kind::UnlockTables;
  LockKind kind = tables                                                ? LockKind::Table
                  : lock.kind == sql::LockControl::Kind::AdvisoryUnlock ? LockKind::AdvisorySession
                                                                        : LockKind::Named;
  Term key = tables ? noTerm : lockKey(lock, state);
  bool known = std::ranges::any_of(
      state.locks, [&](const LockState &held) { return held.kind == kind && held.object == key && key != noTerm; });
  std::erase_if(state.locks, [&](const LockState &held) {
    if (held.kind != kind || held.ends || (known && held.object != key))
      return false;
    machine.observer->onUnlock(held, state);
    return true;
  });
}

void Effects::lock(const sql::LockControl &lock, State &state) {
  using Kind = sql::LockControl::Kind;
  bool open = state.transaction.kind == TransactionState::Kind::Open;
  // What ends with its transaction ends at once where there is none; it is kept, to be told of.
  bool maybeOpen = state.transaction.kind != TransactionState::Kind::None;
  switch (lock.kind) {
  case Kind::Table:
    for (std::size_t i = 0; i < lock.modes.size() && i < lock.tables.size(); ++i)
      take({.kind = LockKind::Table,
            .object = terms.literalText(lock.modes[i]),
            .inTransaction = open,
            .table = terms.literalText(tableOf(lock.tables[i]))},
           state);
    // A mode for all: as good on one table as on another, if every writer takes it.
    if (lock.modes.empty())
      take({.kind = LockKind::Table,
            .object = terms.literalText(lock.mode),
            .inTransaction = lock.transactional ? maybeOpen : open,
            .ends = lock.transactional},
           state);
    break;
  case Kind::Advisory:
  case Kind::NamedLock:
    take({.kind = lock.kind == Kind::NamedLock ? LockKind::Named
                  : lock.transactional         ? LockKind::AdvisoryTransaction
                                               : LockKind::AdvisorySession,
          .object = lockKey(lock, state),
          .inTransaction = lock.transactional ? maybeOpen : open,
          .ends = lock.transactional,
          .shared = lock.mode == "SHARED"},
         state);
    break;
  case Kind::UnlockTables:
  case Kind::AdvisoryUnlock:
  case Kind::NamedUnlock:
    unlock(lock, state);
    break;
  }
}

/// Nobody else can come to a table that is made in an open transaction: whoever makes it too waits for the end of this
/// one, and fails then. Where the table may be there already (IF NOT EXISTS), nothing is made and nobody waits. MySQL
/// and Oracle end the transaction before anything of the kind.
void Effects::define(const sql::Statement &statement, State &state) {
  sql::Dialect dialect = machine.texts.dialectFor(libraryDialect());
  const auto *create = std::get_if<sql::CreateTable>(&statement.body);
  if (create && create->temporary)
    return;
  if (dialect == sql::Dialect::MySql || dialect == sql::Dialect::MariaDb || dialect == sql::Dialect::Oracle)
    finish(Reread::After::Commit, state);
  else if (create && !create->ifNotExists && state.transaction.kind == TransactionState::Kind::Open)
    take({.kind = LockKind::Table,
          .object = terms.literalText("ACCESS EXCLUSIVE"),
          .inTransaction = true,
          .ends = true,
          .table = terms.literalText(tableOf(create->table))},
         state);
}

void Effects::run(const apis::Lock &effect, State &state) {
  LockState held{.kind = LockKind::Mutex, .at = terms.run(call.frame.id, call.number), .shared = effect.shared};
  held.object = given(effect.object) ? object(effect.object, state)
                                     : terms.symbol("lock", {terms.run(call.frame.id, call.number)});
  if (given(effect.holder)) {
    held.holder = object(effect.holder, state);
    if (!given(effect.object) || terms.isApply(held.object, "absent"))
      held.object =
          state.get(terms.field(held.holder, "#mutex")) ? state.get(terms.field(held.holder, "#mutex")) : held.object;
    state.set(terms.field(held.holder, "#mutex"), held.object);
  }
  for (const LockState &other : state.locks)
    if (other.object == held.object && other.holder == held.holder && other.kind == LockKind::Mutex)
      return;
  state.locks.push_back(held);
}

/// A guard is handed on, never copied: the function that takes a lock returns the guard, which releases it elsewhere.
/// What the other guard held before is released.
void Machine::handOnLocks(Term to, Term from, State &state) {
  auto isIn = [&](const LockState &held, Term guard) {
    return held.holder == guard || (held.holder != noTerm && terms.inside(held.holder, guard));
  };
  std::erase_if(state.locks, [&](const LockState &held) {
    if (!isIn(held, to))
      return false;
    observer->onUnlock(held, state);
    return true;
  });
  for (LockState &held : state.locks)
    if (isIn(held, from))
      held.holder = terms.rebased(held.holder, from, to);
}

void Effects::run(const apis::Unlock &effect, State &state) {
  Term holder = given(effect.holder) ? object(effect.holder, state) : noTerm;
  Term mutex = holder == noTerm ? object(effect.object, state) : noTerm;
  std::erase_if(state.locks, [&](const LockState &held) {
    if (held.kind != LockKind::Mutex || (holder != noTerm ? held.holder != holder : held.object != mutex))
      return false;
    machine.observer->onUnlock(held, state);
    return true;
  });
}

}  // namespace dbrace::worlds
