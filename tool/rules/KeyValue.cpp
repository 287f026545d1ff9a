// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/KeyValue.h"

#include "rules/Wording.h"

#include <algorithm>

namespace dbrace {
namespace {

using sql::Dialect;

/// The SELECT by the key; of EXISTS the one inside. Null for no lookup.
const sql::Select *selectOf(const CheckedWrite &write) {
  const auto *select = write.read.statement ? std::get_if<sql::Select>(&write.read.statement->body) : nullptr;
  if (!select || !select->from.empty() || select->items.empty() || !select->items.front().expression)
    return select;
  const auto *inner = std::get_if<sql::Subquery>(&select->items.front().expression->what);
  return inner ? inner->select.get() : select;
}

const WrittenColumn *written(const CheckedWrite &write, std::string_view column) {
  auto found = std::ranges::find(write.written, column, &WrittenColumn::column);
  return found == write.written.end() ? nullptr : &*found;
}

/// As in the program, with `…` for what is only known at run time; empty if nothing is known.
std::string shown(const sql::Expression &value) {
  if (const auto *constant = std::get_if<sql::Constant>(&value.what))
    return "'" + constant->text + "'";
  if (const auto *mixed = std::get_if<sql::MixedText>(&value.what))
    return "'" + sql::show(mixed->text, 60) + "'";
  return {};
}

/// The first word of a command: "SET".
std::string verbOf(const CheckedWrite &write) {
  std::string verb = write.write.text.substr(0, write.write.text.find(' '));
  std::ranges::transform(verb, verb.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c; });
  return verb;
}

bool isAppend(const CheckedWrite &write) {
  return write.write.dialect == Dialect::Redis && (verbOf(write) == "LPUSH" || verbOf(write) == "RPUSH");
}

std::string redisForm(const CheckedWrite &write) {
  const std::string verb = verbOf(write);
  const std::string otherwise =
      "WATCH the key before the lookup, write between MULTI and EXEC, and start again when EXEC "
      "answers nil; or do both in one script (EVAL)";
  if (isAppend(write))
    return "W" + otherwise.substr(1);
  if (verb == "ZADD")
    return "Use ZADD with NX, which leaves a member alone that is there. Or " + otherwise;
  if (verb.starts_with("H"))
    return std::string(write.key.size() > 1 ? "Use HSETNX and look at its answer"
                                            : "Let HSETNX of one field, by its answer, decide who fills the hash") +
           ". Or " + otherwise;
  return "Use SET with NX" + std::string(written(write, "expiry") ? " and its expiry" : "") +
         ", and look at its answer: nil for whoever comes second. Or " + otherwise;
}

}  // namespace

std::string keyText(const CheckedWrite &write) {
  const sql::Select *select = selectOf(write);
  std::vector<std::string> values;
  if (select)
    for (const sql::KeyEquality &equality : sql::keyLookup(select->where).equalities)
      values.push_back(shown(*equality.value));
  if (write.write.dialect == Dialect::MongoDb || write.write.dialect == Dialect::Cassandra || values.empty()) {
    std::string columns;
    for (const CheckedColumn &column : write.key)
      columns += (columns.empty() ? "" : ", ") + column.column;
    return "one " + columns + " in " + write.table;
  }
  const std::string key = values[0].empty() ? "the key" : values[0];
  if (values.size() < 2)
    return key;
  return (values[1].empty() ? "a field" : "field " + values[1]) + " of " + key;
}

bool asksForPresence(const CheckedWrite &write) {
  const auto *select = write.read.statement ? std::get_if<sql::Select>(&write.read.statement->body) : nullptr;
  return select && (select->from.empty() || select->aggregate);
}

bool writesConstant(const CheckedWrite &write) {
  const WrittenColumn *value = written(write, "value");
  return value && value->constant;
}

bool isCacheFill(const CheckedWrite &write) {
  return written(write, "expiry") && !asksForPresence(write) && !writesConstant(write);
}

bool isRefused(const Case &facts) {
  if (facts.dialect != Dialect::MongoDb)
    return false;
  bool byId = std::ranges::any_of(facts.write->key, [](const CheckedColumn &one) { return one.column == "_id"; });
  // Caught, and thrown again where it is something else.
  bool sorted = facts.write->handling == Handling::Escapes && facts.write->handledAt;
  return byId || sorted || facts.write->handling == Handling::ToldApart || facts.write->handling == Handling::Reread;
}

bool keepsRivalOut(const Case &facts, const Protection &path) {
  const sql::Select *select = selectOf(*facts.write);
  if (select && select->locking.strength != sql::RowLock::None)
    return true;  // Of a key that is not there, too.
  auto heldFor = [&](LockKind kind) {
    return std::ranges::any_of(
        path.locks, [&](const HeldLock &lock) { return lock.kind == kind && lock.beforeRead && lock.heldAtWrite; });
  };
  switch (facts.dialect) {
  case Dialect::Redis:
    // WATCH counts for what is queued between MULTI and EXEC. A key set with NX serves as a lock.
    return (heldFor(LockKind::AdvisoryTransaction) && path.atWrite != TransactionShape::Autocommit) ||
           heldFor(LockKind::Named);
  case Dialect::Lmdb:  // What can write in it is the only one that can.
  case Dialect::BerkeleyDb:
  case Dialect::Tdb:
    return path.sameTransaction;
  case Dialect::RocksDb:
    return path.sameTransaction && path.isolation != sql::Isolation::Unspecified &&
           path.isolation > sql::Isolation::ReadCommitted;
  default:
    return false;
  }
}

Outcome lossOf(const CheckedWrite &write) {
  return isAppend(write) || write.write.dialect == Dialect::MongoDb ? Outcome::DuplicateRows : Outcome::LostRow;
}

std::string atomicWrite(const Case &facts) {
  const std::string mutex = "hold one mutex from the lookup to the write";
  switch (facts.dialect) {
  case Dialect::Redis:
    return redisForm(*facts.write);
  case Dialect::LevelDb:
    return "LevelDB has no write that depends on what is there: " + mutex +
           " (the database belongs to one process at a time)";
  case Dialect::RocksDb:
    return "Open the database as a TransactionDB or OptimisticTransactionDB and look the key up with GetForUpdate in "
           "the "
           "transaction that writes it; or " +
           mutex;
  case Dialect::Lmdb:
    return "Use mdb_put with MDB_NOOVERWRITE and handle MDB_KEYEXIST, or look the key up in the same write transaction";
  case Dialect::BerkeleyDb:
    return "Use put with DB_NOOVERWRITE and handle DB_KEYEXIST, or look the key up with DB_RMW in the transaction that "
           "writes it";
  case Dialect::Gdbm:
    return "Use gdbm_store with GDBM_INSERT, which answers 1 where the key is there";
  case Dialect::Tdb:
    return "Use tdb_store with TDB_INSERT, or hold tdb_chainlock of the key or a transaction around both";
  case Dialect::MongoDb:
    return "Create a unique index over " + keyList(facts) +
           ", and insert first and handle error 11000, or use one update with upsert and $setOnInsert";
  case Dialect::Cassandra:
    return "Use INSERT ... IF NOT EXISTS and look at [applied]; every writer of the table has to";
  default:
    return "Use the store's write that only stores where nothing is there, or " + mutex;
  }
}

}  // namespace dbrace
