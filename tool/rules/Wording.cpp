// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Wording.h"

#include "schema/Names.h"

#include <algorithm>

namespace dbrace {
namespace {

std::string checkText(const CheckedWrite &write) {
  bool update = write.read.statement && std::holds_alternative<sql::Update>(write.read.statement->body);
  bool remove = write.read.statement && std::holds_alternative<sql::Delete>(write.read.statement->body);
  if (update)
    return "the row is updated here, if it is there";
  return remove ? "the old row is deleted here" : "the row is looked up here";
}

std::string branchText(const DecidingBranch &branch) {
  if (branch.condition.empty())
    return "no row was found here";
  return "no row was found here: '" + branch.condition + "' is " + (branch.whenTrue ? "true" : "false");
}

CodePlace placeOf(const schema::Origin &origin) {
  return {.file = origin.file, .line = origin.line, .column = origin.column};
}

void addWay(std::vector<RelatedPlace> &flow, const StatementSite &site, const std::string &last) {
  for (const CodePlace &call : site.way)
    if (call != site.at)
      flow.push_back({call, "this call leads there"});
  flow.push_back({site.at, last});
}

void addPromise(std::vector<RelatedPlace> &related, const Case &facts) {
  if (const auto *covered = std::get_if<Covered>(&facts.covering)) {
    if (!covered->key->origin.file.empty())
      related.push_back({placeOf(covered->key->origin), describe(*covered->key) + " is defined here"});
  } else if (const auto *uncovered = std::get_if<Uncovered>(&facts.covering);
             uncovered && !uncovered->at.file.empty()) {
    std::string text = uncovered->why;
    if (text.empty())
      text = facts.table->name + " is created here, with no unique key over " + keyList(facts);
    related.push_back({placeOf(uncovered->at), text});
  }
}

std::string lockName(const HeldLock &lock) {
  switch (lock.kind) {
  case LockKind::Mutex:
    return "the mutex" + (lock.what.empty() ? "" : " " + lock.what);
  case LockKind::RowUpdate:
    return "FOR UPDATE";
  case LockKind::RowShare:
    return "the shared row lock";
  case LockKind::OtherRow:
    return "the row lock" + (lock.what.empty() ? "" : " on " + lock.what);
  case LockKind::Table:
    return "the table lock" + (lock.mode.empty() ? "" : " (" + lock.mode + ")");
  case LockKind::AdvisoryTransaction:
  case LockKind::AdvisorySession:
    return "the advisory lock";
  case LockKind::Named:
    return "the named lock" + (lock.what.empty() ? "" : " " + lock.what);
  case LockKind::TableHint:
    return "the table hint";
  }
  return "the lock";
}

void addIdleGuards(std::vector<RelatedPlace> &related, const std::vector<const PathVerdict *> &unprotected) {
  for (const PathVerdict *path : unprotected) {
    for (const IdleGuard &guard : path->idle) {
      RelatedPlace place{guard.lock->at, lockName(*guard.lock) + " does not keep the rival out: " + guard.why};
      if (std::ranges::none_of(
              related, [&](const RelatedPlace &old) { return old.at == place.at && old.message == place.message; }))
        related.push_back(std::move(place));
    }
    const Protection &protection = *path->protection;
    if (protection.transactionAt && path == unprotected.front())
      related.push_back(
          {*protection.transactionAt, protection.sameTransaction
                                          ? "this transaction does not keep the rival out at its isolation level"
                                          : "the lookup is not inside this transaction"});
  }
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
  std::string list = keyList(facts);
  return facts.write->table + "." + (facts.write->key.size() == 1 ? list.substr(1, list.size() - 2) : list);
}

std::string_view rivals(const Case &facts) { return facts.writers == Writers::Many ? "two sessions" : "two threads"; }

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
  finding.assumptions = write.assumptions;
  Outcomes outcomes;
  for (const PathVerdict *path : unprotected)
    outcomes.add(path->outcomes);
  finding.outcomes = outcomes.names();

  finding.related.push_back({write.read.at, checkText(write)});
  if (!write.branches.empty())
    finding.related.push_back({write.branches.back().at, branchText(write.branches.back())});
  addPromise(finding.related, facts);
  addIdleGuards(finding.related, unprotected);
  if (unprotected.size() < facts.paths.size() && !unprotected.front()->protection->callers.empty())
    finding.related.push_back(
        {unprotected.front()->protection->callers.front(), "the path from here has no protection"});

  addWay(finding.flow, write.read, checkText(write));
  for (const DecidingBranch &branch : write.branches)
    finding.flow.push_back({branch.at, branchText(branch)});
  addWay(finding.flow, write.write, "the row is inserted here");
  return finding;
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
  if (unprotected.size() < facts.paths.size()) {
    const auto &callers = unprotected.front()->protection->callers;
    text += "; other callers keep rivals out, ";
    text += callers.empty() ? "a call from here does not" : "the one in " + callers.front().function + " does not";
  }
  return text;
}

}  // namespace dbrace
