// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Transactions and locks, by SQL text and by calls: what is open and held at a point of a run.
#include "worlds/Effects.h"
#include "worlds/Lookup.h"

namespace dbrace::worlds {

using apis::Outcome;

namespace {
sql::Isolation isolationNamed(std::string_view level) {
  using sql::Isolation;
  constexpr std::pair<std::string_view, Isolation> levels[] = {{"read-uncommitted", Isolation::ReadUncommitted},
                                                               {"read-committed", Isolation::ReadCommitted},
                                                               {"repeatable-read", Isolation::RepeatableRead},
                                                               {"snapshot", Isolation::Snapshot},
                                                               {"serializable", Isolation::Serializable}};
  for (const auto &[name, isolation] : levels)
    if (name == level)
      return isolation;
  return Isolation::Unspecified;
}
}  // namespace

void Effects::begin(TransactionShape shape, sql::Isolation isolation, State &state) {
  state.transaction.kind = TransactionState::Kind::Open;
  state.transaction.shape = shape;
  state.transaction.at = terms.run(call.frame.id, call.number);
  if (isolation != sql::Isolation::Unspecified)
    state.transaction.isolation = isolation;
}

void Effects::finish(Reread::After how, State &state) {
  if (state.wrote && state.after < Reread::After::Rollback)
    state.after = how;
  state.transaction.kind = TransactionState::Kind::None;
  state.transaction.shape = TransactionShape::Autocommit;
  state.transaction.at = noTerm;
  state.transaction.isolation = state.transaction.session;
  std::erase_if(state.locks, [](const LockState &lock) {
    return lock.kind == LockKind::OtherRow || lock.kind == LockKind::AdvisoryTransaction ||
           (lock.kind == LockKind::Table && lock.inTransaction);
  });
}

void Effects::savepoint(State &state) {
  machine.observer->onSavepoint(true);
  // Outside a transaction a savepoint opens one (SQLite); elsewhere it is an error that nothing protects.
  if (state.transaction.kind == TransactionState::Kind::None)
    begin(TransactionShape::Deferred, sql::Isolation::Unspecified, state);
}

void Effects::rollBackTo(State &state) {
  machine.observer->onSavepoint(false);
  if (state.wrote && state.after == Reread::After::Nothing)
    state.after = Reread::After::Savepoint;
}

void Effects::control(const sql::Statement &statement, State &state) {
  if (const auto *transaction = std::get_if<sql::TransactionControl>(&statement.body)) {
    using Kind = sql::TransactionControl::Kind;
    using Mode = sql::TransactionControl::Mode;
    switch (transaction->kind) {
    case Kind::Begin:
      begin(transaction->mode == Mode::Immediate || transaction->mode == Mode::Exclusive ? TransactionShape::Immediate
                                                                                         : TransactionShape::Deferred,
            transaction->isolation, state);
      break;
    case Kind::Commit:
      finish(Reread::After::Commit, state);
      break;
    case Kind::Rollback:
      finish(Reread::After::Rollback, state);
      break;
    case Kind::SetIsolation:
      state.transaction.isolation = transaction->isolation;
      if (transaction->session) {
        state.transaction.session = transaction->isolation;
        machine.observer->onSessionLevel(library, transaction->isolation);
      }
      break;
    case Kind::SetAutocommit:
      if (transaction->autocommit)
        finish(Reread::After::Commit, state);
      else
        begin(TransactionShape::Deferred, sql::Isolation::Unspecified, state);
      break;
    case Kind::Savepoint:
      savepoint(state);
      break;
    case Kind::RollbackTo:
      rollBackTo(state);
      break;
    case Kind::Release:
      break;
    }
  }
  bool inTransaction = state.transaction.kind == TransactionState::Kind::Open;
  Term here = terms.run(call.frame.id, call.number);
  if (const auto *lock = std::get_if<sql::LockControl>(&statement.body)) {
    using Kind = sql::LockControl::Kind;
    auto key = [&] { return lock->key.empty() ? noTerm : machine.keyValue(*lock->key.front(), noTerm, state); };
    switch (lock->kind) {
    case Kind::Table:
      state.locks.push_back({LockKind::Table, terms.literalText(lock->mode), noTerm, here, lock->transactional});
      break;
    case Kind::UnlockTables:
      std::erase_if(state.locks, [](const LockState &held) { return held.kind == LockKind::Table; });
      break;
    case Kind::Advisory:
      state.locks.push_back({lock->transactional ? LockKind::AdvisoryTransaction : LockKind::AdvisorySession, key(),
                             noTerm, here, inTransaction});
      // In autocommit it is gone at the end of its own statement.
      if (lock->transactional && state.transaction.kind == TransactionState::Kind::None)
        state.locks.pop_back();
      break;
    case Kind::NamedLock:
      state.locks.push_back({LockKind::Named, key(), noTerm, here, inTransaction});
      break;
    case Kind::AdvisoryUnlock:
    case Kind::NamedUnlock:
      std::erase_if(state.locks, [](const LockState &held) {
        return held.kind == LockKind::AdvisorySession || held.kind == LockKind::Named;
      });
      break;
    }
  }
  if (const auto *select = std::get_if<sql::Select>(&statement.body);
      select && select->locking.strength != sql::RowLock::None &&
      state.transaction.kind != TransactionState::Kind::None) {
    LockState held{LockKind::OtherRow, terms.literalText(tableOf(statement)), noTerm, here, true};
    if (std::find(state.locks.begin(), state.locks.end(), held) == state.locks.end())
      state.locks.push_back(held);
  }
}

void Effects::run(const apis::Transaction &effect, State &state) {
  using Kind = apis::Transaction::Kind;
  outcome = static_cast<int>(Outcome::Stored);
  switch (effect.kind) {
  case Kind::Begin:
    begin(effect.mode == "immediate" || effect.mode == "exclusive" ? TransactionShape::Immediate
                                                                   : TransactionShape::Deferred,
          isolationNamed(effect.isolation), state);
    break;
  case Kind::Commit:
    finish(Reread::After::Commit, state);
    break;
  case Kind::Rollback:
    finish(Reread::After::Rollback, state);
    break;
  case Kind::Savepoint:
    savepoint(state);
    break;
  case Kind::RollbackTo:
    rollBackTo(state);
    break;
  case Kind::Autocommit: {
    auto on = machine.truth(value(effect.value, state), state);
    if (!on || *on)
      finish(Reread::After::Commit, state);
    else
      begin(TransactionShape::Deferred, sql::Isolation::Unspecified, state);
    break;
  }
  default:
    break;
  }
}

void Effects::run(const apis::Lock &effect, State &state) {
  LockState held{LockKind::Mutex, noTerm, noTerm, terms.run(call.frame.id, call.number), false};
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

void Effects::run(const apis::Unlock &effect, State &state) {
  if (given(effect.holder)) {
    Term holder = object(effect.holder, state);
    std::erase_if(state.locks,
                  [&](const LockState &lock) { return lock.holder == holder && lock.kind == LockKind::Mutex; });
  } else {
    Term mutex = object(effect.object, state);
    std::erase_if(state.locks,
                  [&](const LockState &lock) { return lock.object == mutex && lock.kind == LockKind::Mutex; });
  }
}

}  // namespace dbrace::worlds
