// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Wording.h"

#include "rules/LockWording.h"
#include "schema/Names.h"

#include <algorithm>

namespace dbrace {
namespace {

/// In the words of stores without rows.
struct Words {
  std::string_view lookup, absent, write, written;
};
Words wordsFor(const CheckedWrite &write) {
  if (sql::isKeyValue(write.write.dialect))
    return {"the key is looked up here", "no value was found here", "write", "the value is stored here"};
  return {"the row is looked up here", "no row was found here", "insert", "the row is inserted here"};
}

std::string checkText(const CheckedWrite &write) {
  switch (write.decision) {
  case Decision::NotExists:
    return "the statement itself asks whether the row is there";
  case Decision::BelowLimit:
    return write.oneStatement ? "the statement itself counts the rows" : "the rows are counted here";
  case Decision::NextNumber:
    return write.oneStatement ? "the statement itself asks for the greatest number"
                              : "the greatest number is read here";
  case Decision::Replaced:
    return write.key.empty() ? "all rows are deleted here" : "the old rows are deleted here";
  case Decision::Upsert:
    return "the upsert is here";
  case Decision::Beside:
    return "the other statement is here";
  case Decision::RowMissing:
    break;
  }
  bool update = write.read.statement && std::holds_alternative<sql::Update>(write.read.statement->body);
  return update ? "the row is updated here, if it is there" : std::string(wordsFor(write).lookup);
}

std::string branchText(const CheckedWrite &write, const DecidingBranch &branch) {
  bool limit = write.decision == Decision::BelowLimit;
  std::string text(limit ? "few enough rows were counted here" : wordsFor(write).absent);
  if (branch.condition.empty())
    return text;
  return text + ": '" + branch.condition + "' is " + (branch.whenTrue ? "true" : "false");
}

CodePlace placeOf(const schema::Origin &origin) {
  return {.file = origin.file, .line = origin.line, .column = origin.column};
}

void addWay(std::vector<RelatedPlace> &flow, const StatementSite &site, std::string_view goal,
            const std::string &last) {
  for (const CodePlace &call : site.way)
    if (call != site.at)
      flow.push_back({call, "this call leads to the " + std::string(goal)});
  flow.push_back({site.at, last});
}

void addPromise(std::vector<RelatedPlace> &related, const Case &facts) {
  if (const auto *covered = std::get_if<Covered>(&facts.covering)) {
    if (!covered->key->origin.file.empty())
      related.push_back({placeOf(covered->key->origin), describe(*covered->key) + " is defined here"});
  } else if (const auto *uncovered = std::get_if<Uncovered>(&facts.covering);
             uncovered && !uncovered->at.file.empty()) {
    std::string text = uncovered->why;
    if (text.empty() && facts.write->key.empty())
      text = facts.table->name + " is created here";
    if (text.empty())
      text = facts.table->name + " is created here, with no unique key " +
             (facts.write->lookupIsNarrower ? "that refuses such a second row" : "over " + keyList(facts));
    related.push_back({placeOf(uncovered->at), text});
  }
}

/// A wrapper that locks around each statement holds its lock twice: once at the read, once at the write.
bool heldPerStatement(const HeldLock &lock, const std::vector<IdleGuard> &guards) {
  auto at = [&](bool read, bool write) {
    return std::ranges::any_of(guards, [&](const IdleGuard &guard) {
      const HeldLock &other = *guard.lock;
      return other.at == lock.at && lockName(other) == lockName(lock) && other.beforeRead == read &&
             other.heldAtWrite == write;
    });
  };
  return at(true, false) && at(false, true) && !at(true, true);
}

/// One note for each lock and place, whatever the paths.
void addIdleGuards(std::vector<RelatedPlace> &related, const std::vector<const PathVerdict *> &unprotected,
                   Writers writers, bool replaces) {
  for (const PathVerdict *path : unprotected) {
    for (const IdleGuard &guard : path->idle) {
      const HeldLock &lock = *guard.lock;
      std::string claim = lockName(lock) + " does not keep the rival out: ";
      bool told = std::ranges::any_of(
          related, [&](const RelatedPlace &old) { return old.at == lock.at && old.message.starts_with(claim); });
      bool foreign = lock.kind == LockKind::Mutex && writers == Writers::Many;  // However long it is held.
      bool perStatement = !foreign && heldPerStatement(lock, path->idle);
      if (!told)
        related.push_back({lock.at, claim + (perStatement ? "it is held for one statement at a time" : guard.why)});
    }
    const Protection &protection = *path->protection;
    if (protection.transactionAt && path == unprotected.front())
      related.push_back(
          {*protection.transactionAt, protection.sameTransaction
                                          ? "this transaction does not keep the rival out at its isolation level"
                                      : replaces ? "the deletion is not inside this transaction"
                                                 : "the lookup is not inside this transaction"});
  }
}

/// Two paths to the same place, one that keeps rivals out and one that does not.
struct Contrast {
  const PathVerdict *kept, *open;
  const CodePlace *keptFrom = nullptr, *openFrom = nullptr;  ///< The first calls that differ; null where there is none.
};

std::optional<Contrast> contrast(const Case &facts, const std::vector<const PathVerdict *> &unprotected) {
  for (const PathVerdict &path : facts.paths) {
    bool kept = !std::holds_alternative<std::monostate>(path.keeper);
    if (!kept || std::ranges::find(unprotected, &path) != unprotected.end())
      continue;
    Contrast result{&path, unprotected.front()};
    const auto &one = path.protection->callers, &other = result.open->protection->callers;
    std::size_t i = 0;
    while (i < one.size() && i < other.size() && one[i] == other[i])
      ++i;
    result.keptFrom = i < one.size() ? &one[i] : nullptr;
    result.openFrom = i < other.size() ? &other[i] : nullptr;
    return result;
  }
  return std::nullopt;
}

std::string keeperName(const PathVerdict &path) {
  if (const auto *byLock = std::get_if<KeptByLock>(&path.keeper))
    return lockName(*byLock->lock);
  return std::holds_alternative<KeptByRetry>(path.keeper) ? "the retry" : "the transaction";
}

void addContrast(std::vector<RelatedPlace> &related, const Contrast &paths) {
  const auto *byLock = std::get_if<KeptByLock>(&paths.kept->keeper);
  const auto &begun = paths.kept->protection->transactionAt;
  std::string text = keeperName(*paths.kept) + " protects another path";
  if (byLock)
    related.push_back({byLock->lock->at, text});
  else if (std::holds_alternative<KeptByTransaction>(paths.kept->keeper) && begun)
    related.push_back({*begun, text});
  if (paths.openFrom)
    related.push_back({*paths.openFrom, "the path from here has no protection"});
}

std::string contrastText(const Case &facts, const Contrast &paths) {
  std::string kept = paths.keptFrom ? "the path from " + paths.keptFrom->function : "one path";
  std::string open = paths.openFrom ? "the one from " + paths.openFrom->function : "another";
  bool same = paths.keptFrom && paths.openFrom && paths.keptFrom->function == paths.openFrom->function;
  if (same || (!paths.keptFrom && !paths.openFrom)) {
    kept = "one path in " + (same ? paths.keptFrom->function : facts.write->function);
    open = "another";
  }
  return "; on " + kept + " " + keeperName(*paths.kept) + " protects, on " + open + " nothing does";
}

}  // namespace

std::string spelled(const CheckedColumn &column) {
  if (column.wrapper.empty())
    return column.column;
  std::string wrapper = schema::folded(column.wrapper);
  bool collation = wrapper == "nocase" || wrapper == "binary" || wrapper.find('_') != std::string::npos;
  return collation ? column.column + " COLLATE " + column.wrapper : column.wrapper + "(" + column.column + ")";
}

std::string keyList(const Case &facts) {
  std::string list;
  for (const CheckedColumn &column : facts.write->key)
    list += (list.empty() ? "" : ", ") + spelled(column);
  return "(" + list + ")";
}

std::string keyName(const Case &facts) {
  if (facts.write->key.empty())
    return facts.write->table;
  std::string list = keyList(facts);
  return facts.write->table + "." + (facts.write->key.size() == 1 ? list.substr(1, list.size() - 2) : list);
}

std::string_view rivals(const Case &facts) {
  if (facts.writers != Writers::Many)  // An in-process store's file may be open in another process, too.
    return facts.writersAssumed ? "two threads or processes" : "two threads";
  auto locked = [](const PathVerdict &path) {
    return std::ranges::any_of(path.protection->locks, [](const HeldLock &lock) {
      return lock.kind == LockKind::Mutex && lock.mode.empty() && lock.beforeRead && lock.heldAtWrite;
    });
  };
  return std::ranges::all_of(facts.paths, locked) ? "two processes"
         : sql::isKeyValue(facts.dialect)         ? "two clients"
                                                  : "two sessions";
}

Finding baseFinding(std::string_view rule, const Case &facts, const std::vector<const PathVerdict *> &unprotected) {
  const CheckedWrite &write = *facts.write;
  Finding finding;
  finding.rule = rule;
  finding.confidence = facts.confidence();
  finding.at = write.write.at;
  finding.table = write.table;
  for (const CheckedColumn &column : write.key)
    finding.keyColumns.push_back(spelled(column));
  finding.function = write.function;
  finding.library = write.write.library;
  finding.lookup = write.read.text;
  finding.insert = write.write.text;
  if (!write.backend.empty())
    finding.backends.push_back(write.backend);
  finding.assumptions = write.assumptions;
  Outcomes outcomes;
  for (const PathVerdict *path : unprotected)
    outcomes.add(path->outcomes);
  finding.outcomes = outcomes.names();

  finding.related.push_back({write.read.at, checkText(write)});
  if (!write.branches.empty())
    finding.related.push_back({write.branches.back().at, branchText(write, write.branches.back())});
  addPromise(finding.related, facts);
  if (write.read.registeredAt)
    finding.related.push_back({*write.read.registeredAt, "the text of the lookup is registered here"});
  if (write.write.registeredAt)
    finding.related.push_back({*write.write.registeredAt, "the text of the insert is registered here"});

  const Words words = wordsFor(write);
  if (!write.oneStatement)
    addWay(finding.flow, write.read, write.decision == Decision::Replaced ? "deletion" : "lookup", checkText(write));
  for (const DecidingBranch &branch : write.branches)
    finding.flow.push_back({branch.at, branchText(write, branch)});
  addWay(finding.flow, write.write, words.write, std::string(words.written));
  return finding;
}

void addGuards(Finding &finding, const Case &facts, const std::vector<const PathVerdict *> &unprotected) {
  addIdleGuards(finding.related, unprotected, facts.writers, facts.write->decision == Decision::Replaced);
  if (auto paths = contrast(facts, unprotected))
    addContrast(finding.related, *paths);
}

std::string reservations(const Case &facts, const std::vector<const PathVerdict *> &unprotected) {
  std::string text, columns;
  std::size_t count = 0;
  for (const CheckedColumn &column : facts.write->key)
    if (column.match == KeyMatch::Unproven && !column.defaulted) {
      columns += (columns.empty() ? "" : ", ") + column.column;
      ++count;
    }
  if (count)
    text = " (if " + columns + (count == 1 ? " gets the value that was" : " get the values that were") + " looked up)";
  if (auto paths = contrast(facts, unprotected))
    text += contrastText(facts, *paths);
  return text;
}

}  // namespace dbrace
