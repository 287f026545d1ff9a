// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Transactions, by SQL text and by calls: what is open at a point of a run.
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
  machine.observer->onBegin(call.frame, call.number, connection, state);
  TransactionState &transaction = state.transaction;
  transaction.kind = TransactionState::Kind::Open;
  transaction.shape = shape;
  transaction.at = terms.run(call.frame.id, call.number);
  transaction.read = false;
  transaction.savepoints = 0;
  if (connection != noTerm)
    transaction.connection = connection;
  if (isolation != sql::Isolation::Unspecified)
    transaction.isolation = isolation;
}

void Effects::finish(Reread::After how, State &state) {
  if (state.wrote && state.after < Reread::After::Rollback)
    state.after = how;
  TransactionState &transaction = state.transaction;
  transaction.kind = TransactionState::Kind::None;
  transaction.shape = TransactionShape::Autocommit;
  transaction.at = noTerm;
  transaction.read = false;
  transaction.savepoints = 0;
  transaction.isolation = transaction.session;
  std::erase_if(state.locks,
                [&](const LockState &lock) { return lock.ends && lock.connection == transaction.connection; });
}

void Effects::savepoint(State &state) {
  machine.observer->onSavepoint(true);
  // Outside a transaction a savepoint opens one (SQLite); elsewhere it is an error that nothing protects. There both
  // steps are in one transaction, whoever has opened it.
  bool inSqlite = library && dialectNamed(library->dialect) == sql::Dialect::Sqlite;
  if (state.transaction.kind == TransactionState::Kind::None ||
      (inSqlite && state.transaction.kind == TransactionState::Kind::AsEntered)) {
    begin(TransactionShape::Deferred, sql::Isolation::Unspecified, state);
    state.transaction.savepoints = 1;
  } else {
    machine.observer->onBegin(call.frame, call.number, connection, state);
    if (state.transaction.savepoints)
      ++state.transaction.savepoints;
  }
}

/// The release of the savepoint that has opened the transaction is its COMMIT.
void Effects::release(State &state) {
  if (state.transaction.savepoints && --state.transaction.savepoints == 0)
    finish(Reread::After::Commit, state);
}

void Effects::rollBackTo(State &state) {
  machine.observer->onSavepoint(false);
  if (state.wrote && state.after == Reread::After::Nothing)
    state.after = Reread::After::Savepoint;
}

void Effects::control(const sql::TransactionControl &transaction, State &state) {
  using Kind = sql::TransactionControl::Kind;
  using Mode = sql::TransactionControl::Mode;
  switch (transaction.kind) {
  case Kind::Begin:
    begin(transaction.mode == Mode::Immediate || transaction.mode == Mode::Exclusive ? TransactionShape::Immediate
                                                                                     : TransactionShape::Deferred,
          transaction.isolation, state);
    state.transaction.read = transaction.consistentSnapshot;
    break;
  case Kind::Commit:
    finish(Reread::After::Commit, state);
    break;
  case Kind::Rollback:
    finish(Reread::After::Rollback, state);
    break;
  case Kind::SetIsolation:
    state.transaction.isolation = transaction.isolation;
    if (transaction.session) {
      state.transaction.session = transaction.isolation;
      machine.observer->onSessionLevel(library, transaction.isolation);
    }
    break;
  case Kind::SetAutocommit:
    if (transaction.autocommit)
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
    release(state);
    break;
  }
}

void Effects::control(const sql::Statement &statement, State &state) {
  if (const auto *transaction = std::get_if<sql::TransactionControl>(&statement.body))
    return control(*transaction, state);
  if (const auto *taken = std::get_if<sql::LockControl>(&statement.body))
    return lock(*taken, state);
  if (std::holds_alternative<sql::CreateTable>(statement.body) ||
      std::holds_alternative<sql::CreateIndex>(statement.body) ||
      std::holds_alternative<sql::AlterTable>(statement.body) || std::holds_alternative<sql::Drop>(statement.body) ||
      std::holds_alternative<sql::RenameTable>(statement.body))
    return define(statement, state);
  const auto *select = std::get_if<sql::Select>(&statement.body);
  if (!select)
    return;
  if (select->locking.strength == sql::RowLock::None)
    state.transaction.read |= state.transaction.kind == TransactionState::Kind::Open && !tableOf(statement).empty();
  else if (state.transaction.kind != TransactionState::Kind::None)
    take({.kind = LockKind::OtherRow,
          .object = terms.literalText(tableOf(statement)),
          .inTransaction = true,
          .ends = true,
          .shared =
              select->locking.strength == sql::RowLock::Share || select->locking.strength == sql::RowLock::KeyShare},
         state);
}

void Effects::run(const apis::Transaction &effect, State &state) {
  using Kind = apis::Transaction::Kind;
  outcome = static_cast<int>(Outcome::Stored);
  if (!isChosen(effect.option, effect.is, state))
    return;
  connection = given(effect.connection) ? identity(handle(effect.connection, state), state) : noTerm;
  focus(connection, state);
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

}  // namespace dbrace::worlds
