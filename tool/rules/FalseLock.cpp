// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/FalseLock.h"

#include "rules/Consequences.h"
#include "rules/Guards.h"
#include "schema/Names.h"

#include <algorithm>
#include <map>

namespace dbrace {
namespace {

bool isOfLookup(LockKind kind) {
  return kind == LockKind::RowUpdate || kind == LockKind::RowShare || kind == LockKind::TableHint;
}

/// One that is there to keep rivals out. A parent's row may be locked for other reasons; a mutex is no lock of the
/// database's.
bool isOfDatabase(const HeldLock &lock) {
  return lock.kind != LockKind::Mutex && lock.kind != LockKind::OtherRow && locks(lock);
}

const IdleGuard *falseOn(const PathVerdict &path) {
  const IdleGuard *found = nullptr;
  for (const IdleGuard &guard : path.idle)
    if (isOfDatabase(*guard.lock) && (!found || (isOfLookup(guard.lock->kind) && !isOfLookup(found->lock->kind))))
      found = &guard;
  return found;
}

const KeptByLock *deadlocking(const PathVerdict &path) {
  const auto *kept = std::get_if<KeptByLock>(&path.keeper);
  return kept && !kept->whyDeadlock.empty() && isOfDatabase(*kept->lock) ? kept : nullptr;
}

/// Without an index to find the row by, InnoDB locks every row that it passes: whoever comes second waits, unless the
/// table is empty.
bool locksAllRows(const Case &facts, const HeldLock &lock) {
  if (databaseOf(facts.dialect) != Database::MariaDb || !isOfLookup(lock.kind) || !facts.table)
    return false;
  auto leads = [&](const std::vector<std::string> &columns) {
    return !columns.empty() && std::ranges::any_of(facts.write->key, [&](const CheckedColumn &column) {
      return schema::sameName(column.column, columns.front());
    });
  };
  return std::ranges::none_of(facts.table->keys, [&](const auto &key) { return leads(key.columns); }) &&
         std::ranges::none_of(facts.table->indexes, [&](const auto &index) { return leads(index.columns); });
}

}  // namespace

std::optional<FalseLock> falseLockOf(const Case &facts) {
  if (facts.table && facts.table->temporary)
    return std::nullopt;
  FalseLock result;
  for (Outcome outcome : {Outcome::DuplicateRows, Outcome::UniqueViolation}) {
    result.paths = facts.pathsWith(outcome);
    if (result.paths.empty())
      continue;
    result.outcome = outcome;
    for (const PathVerdict *path : result.paths) {
      const IdleGuard *guard = falseOn(*path);
      if (!guard)
        return std::nullopt;
      if (!result.lock) {
        result.lock = guard->lock;
        result.why = guard->why;
        result.otherKey = guard->otherKey;
      }
    }
    if (outcome == Outcome::DuplicateRows) {
      result.level = levelOfDuplicates(facts, Level::Warning);
      return result;
    }
    std::optional<Level> level = levelOf(facts.write->handling);
    if (!level || !std::holds_alternative<Covered>(facts.covering))
      return std::nullopt;
    result.level = *level;
    return result;
  }
  for (const PathVerdict &path : facts.paths)
    if (const KeptByLock *kept = deadlocking(path)) {
      result.paths.push_back(&path);
      if (!result.lock) {
        result.lock = kept->lock;
        result.why = kept->whyDeadlock;
      }
    }
  if (result.paths.empty())
    return std::nullopt;
  result.outcome = Outcome::Deadlock;
  result.level = locksAllRows(facts, *result.lock) ? Level::Note : Level::Warning;
  return result;
}

namespace {

/// The locks that keep rivals out of a path by names that are known: the one it is judged by, and others like it.
std::vector<const HeldLock *> namedKeepers(const PathVerdict &path) {
  std::vector<const HeldLock *> all;
  const auto *kept = std::get_if<KeptByLock>(&path.keeper);
  if (!kept)
    return all;
  auto add = [&](const HeldLock &lock) {
    LockKind kind = lock.kind;
    bool named = kind == LockKind::AdvisoryTransaction || kind == LockKind::AdvisorySession || kind == LockKind::Named;
    if (named && !lock.what.empty() && lock.what.find("…") == std::string::npos)
      all.push_back(&lock);
  };
  add(*kept->lock);
  for (const HeldLock &lock : path.protection->locks)
    if (!all.empty() && &lock != kept->lock && lock.kind == kept->lock->kind && lock.mode == kept->lock->mode &&
        lock.what != kept->lock->what && !lock.refused && lock.beforeRead && lock.heldAtWrite &&
        lock.inTransaction == kept->lock->inTransaction && lock.releasedAfterCommit == kept->lock->releasedAfterCommit)
      add(lock);
  return all;
}

std::string subject(const Case &facts) {
  std::vector<std::string> columns;
  for (const CheckedColumn &column : facts.write->key)
    columns.push_back(schema::folded(column.column));
  std::ranges::sort(columns);
  std::string text = schema::folded(facts.write->table);
  for (const std::string &column : columns)
    text += "\n" + column;
  return text;
}

}  // namespace

void compareLockKeys(std::vector<Case> &cases) {
  struct Name {
    std::size_t count = 0;
    CodePlace first;
  };
  std::map<std::string, std::map<std::string, Name>> names;  // By subject.
  for (const Case &facts : cases)
    for (const PathVerdict &path : facts.paths)
      for (const HeldLock *lock : namedKeepers(path)) {
        Name &name = names[subject(facts)][lock->what];
        if (name.count++ == 0)
          name.first = lock->at;
      }
  for (Case &facts : cases)
    for (PathVerdict &path : facts.paths) {
      const std::vector<const HeldLock *> held = namedKeepers(path);
      if (held.empty() || names[subject(facts)].size() < 2)
        continue;
      const HeldLock *lock = held.front();
      const auto &known = names[subject(facts)];
      auto most = std::ranges::max_element(known, {}, [](const auto &entry) { return entry.second.count; });
      if (std::ranges::any_of(held, [&](const HeldLock *one) { return one->what == most->first; }))
        continue;
      const CodePlace &other = most->second.first;
      std::string why = "another writer of the table locks " + most->first + ", not " + lock->what + " (" + other.file +
                        ":" + std::to_string(other.line) + ")";
      path = withoutLocks(path);
      path.idle.push_back({lock, std::move(why), true});
    }
}

}  // namespace dbrace
