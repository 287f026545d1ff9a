// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the world under test says of a statement that runs: is its row there, how does the write end.
#include "worlds/Effects.h"
#include "worlds/Lookup.h"

#include <algorithm>

namespace dbrace::worlds {

using apis::Outcome;

namespace {
constexpr int unknown = -1;

/// A violation that the statement itself is told to take, whatever the key, is none.
Outcome outcomeOf(const sql::Insert &insert, Outcome assumed) {
  using Kind = sql::Conflict::Kind;
  if (assumed != Outcome::Violated)
    return assumed;
  for (const sql::Conflict &conflict : insert.conflicts)
    if (conflict.target.empty() && conflict.constraint.empty()) {
      if (conflict.kind == Kind::Ignore || conflict.kind == Kind::DoNothing)
        return Outcome::None;
      if (conflict.kind == Kind::OnDuplicateKey || conflict.kind == Kind::Replace)
        return Outcome::Stored;
    }
  return assumed;
}
}  // namespace

/// How the run ends in this world; `present`: whether the row it looks for is there (0, 1, -1 unknown).
int Effects::judgeRun(const ReadText *read, Term run, Term cursor, State &state, int &present) {
  if (!read || read->statements.empty())
    return unknown;
  const World &world = *machine.world;
  int result = unknown;
  for (const auto &pointer : read->statements) {
    const sql::Statement &statement = *pointer;
    control(statement, state);
    const auto *select = lookupSelect(statement);
    bool tested = run == world.read;
    bool deletes = std::holds_alternative<sql::Delete>(statement.body);
    if (tested && (select || deletes || std::holds_alternative<sql::Update>(statement.body))) {
      // Once the write has run, what follows is about its key: a loop may look up others.
      if (!state.wrote) {
        state.marked = true;
        state.readTransaction = state.transaction;
        if (connection != noTerm)
          state.readTransaction->connection = connection;
        state.readLocks = state.locks;
        state.readKey.clear();
        for (const LookupColumn &column : lookupOf(statement))
          state.readKey.push_back(machine.keyValue(*column.value, cursor, state));
        state.keyParts = &machine.partsOf(state.readKey);
      }
      if (deletes && world.row == World::Row::Unknown)
        return static_cast<int>(Outcome::Stored);
      if (state.rowThere || state.rowDeleted)
        present = state.rowThere;
      else
        present = world.row == World::Row::Unknown ? unknown : world.row != World::Row::Absent;
      if (present == unknown)
        return unknown;
      if (alwaysOneRow(statement))
        return static_cast<int>(Outcome::Row);
      return static_cast<int>(present ? Outcome::Row : Outcome::None);
    }
    if (select) {
      present = impliedRow(statement, cursor, state);
      result = alwaysOneRow(statement) || present == 1 ? static_cast<int>(Outcome::Row)
               : present == 0                          ? static_cast<int>(Outcome::None)
                                                       : unknown;
      continue;
    }
    if (run == world.write && std::holds_alternative<sql::Insert>(statement.body)) {
      state.wrote = true;
      state.rowThere = world.outcome != Outcome::Failed || state.rowThere;
      const auto &insert = std::get<sql::Insert>(statement.body);
      Outcome ended = outcomeOf(insert, world.outcome);
      if (ended == Outcome::Stored && !insert.returning.empty())
        ended = world.leftOut ? Outcome::None : Outcome::Row;
      return static_cast<int>(ended);
    }
    if (std::holds_alternative<sql::Insert>(statement.body) && state.marked && tableOf(statement) == world.table)
      state.rowThere = true;
    if (state.marked && !state.wrote && deletesRow(statement, cursor, state)) {
      state.rowDeleted = true;
      state.rowThere = false;
    }
    // A function that takes a lock gives its answer as a row.
    if (const auto *lock = std::get_if<sql::LockControl>(&statement.body); lock && !lock->key.empty()) {
      result = static_cast<int>(Outcome::Row);
      continue;
    }
    if (std::holds_alternative<sql::Unreadable>(statement.body))
      return unknown;
    result = static_cast<int>(Outcome::Stored);
    if (const auto *insert = std::get_if<sql::Insert>(&statement.body); insert && !insert->returning.empty())
      result = static_cast<int>(Outcome::Row);
  }
  return result;
}

const std::vector<Term> &Machine::partsOf(const std::vector<Term> &key) {
  auto [at, isNew] = partsOfKeys.try_emplace(key);
  if (isNew) {
    std::vector<Term> &parts = at->second;
    parts = key;
    for (std::size_t i = 0; i < parts.size(); ++i)
      // Frames and objects have step numbers among their operands.
      if (parts[i] != noTerm && terms.kind(parts[i]) != TermKind::Frame && terms.kind(parts[i]) != TermKind::Object)
        for (Term operand : terms.operands(parts[i]))
          if (operand != noTerm && std::find(parts.begin(), parts.end(), operand) == parts.end())
            parts.push_back(operand);
    std::sort(parts.begin(), parts.end());
  }
  return at->second;
}

/// Reading the rival's row, or writing to it, is what a loser does that knows why it lost.
bool Effects::rereads(const sql::Statement &statement, Term cursor, const State &state) {
  if (!state.wrote || state.keyRenewed || tableOf(statement) != machine.world->table ||
      !(lookupSelect(statement) || std::holds_alternative<sql::Update>(statement.body)))
    return false;
  std::vector<LookupColumn> lookup = lookupOf(statement);
  return !lookup.empty() && std::ranges::all_of(lookup, [&](const LookupColumn &column) {
    Term value = machine.keyValue(*column.value, cursor, state);
    // lower(name) = lower(?) asks for the same row as name = ?, and for more.
    bool folded = !column.wrapper.empty() && terms.isApply(value, "sql:" + column.wrapper);
    return std::ranges::any_of(state.readKey, [&](Term known) {
      return known == value || (folded && terms.operands(value).size() == 1 && terms.operand(value, 0) == known);
    });
  });
}

/// Does it delete the row that was looked up: by its key, by a part of it, or by what the lookup read of the row?
bool Effects::deletesRow(const sql::Statement &statement, Term cursor, const State &state) {
  const World &world = *machine.world;
  if (!std::holds_alternative<sql::Delete>(statement.body) || tableOf(statement) != world.table ||
      world.columns.size() != state.readKey.size())
    return false;
  bool complete = true;
  std::vector<LookupColumn> lookup = lookupOf(statement, &complete);
  return complete && std::all_of(lookup.begin(), lookup.end(), [&](const LookupColumn &column) {
           Term value = machine.keyValue(*column.value, cursor, state);
           if (terms.isApply(value, "column") || terms.isApply(value, "columntext"))
             return terms.operand(value, 0) == world.read;
           for (std::size_t i = 0; i < world.columns.size(); ++i)
             if (sameName(world.columns[i], column.column) && state.readKey[i] == value)
               return true;
           return false;
         });
}

/// Is there a row for another lookup of the table? Where the row of a key is absent, no lookup finds it that asks for
/// the key and more; where it is present, every lookup does that asks for the key or less. -1: the world does not tell.
int Effects::impliedRow(const sql::Statement &statement, Term cursor, const State &state) {
  const World &world = *machine.world;
  if (!state.marked || world.row == World::Row::Unknown || tableOf(statement) != world.table ||
      world.columns.size() != state.readKey.size())
    return unknown;
  bool complete = true;
  std::vector<LookupColumn> lookup = lookupOf(statement, &complete);
  std::vector<char> asked(world.columns.size(), 0);
  bool more = !complete;
  for (const LookupColumn &column : lookup) {
    Term value = machine.keyValue(*column.value, cursor, state);
    bool known = false;
    for (std::size_t i = 0; i < asked.size(); ++i)
      if (sameName(world.columns[i], column.column) && state.readKey[i] == value)
        known = asked[i] = 1;
    more |= !known;
  }
  if (lookup.empty())
    return unknown;
  if (state.rowDeleted && !state.rowThere)
    return unknown;
  if (state.rowThere || world.row != World::Row::Absent)
    return more ? unknown : 1;
  bool all = std::find(asked.begin(), asked.end(), 0) == asked.end();
  return all && !world.narrower ? 0 : unknown;
}

}  // namespace dbrace::worlds
