// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which statements of a function may belong together, as far as their texts and their order tell.
#include "worlds/InnerLookup.h"
#include "worlds/Liveness.h"
#include "worlds/Pairs.h"

#include <algorithm>

namespace dbrace::worlds {

/// Can `second` run after `first` in one execution of the function? `after`: the blocks from which `second` is reached.
static bool follows(const facts::Function &function, const std::vector<char> &after, std::uint32_t first,
                    std::uint32_t second) {
  facts::BlockId from = blockOf(first);
  if (from == blockOf(second) && indexOf(first) <= indexOf(second))
    return true;
  if (from >= function.blocks.size())
    return true;
  for (facts::BlockId next : successorsOf(function, from))
    if (next < after.size() && after[next])
      return true;
  return false;
}

/// Is the statement also one of the function that is called for it? Not what runs in a function that is handed to it.
bool Pairs::isKnownBelow(const StatementInstance &instance) const {
  // A key that is handed on is specific nowhere but in the function that holds both ends.
  if (instance.path.size() < 2 || (instance.specific == 0 && !sql::isKeyValue(instance.dialect)))
    return false;
  return std::ranges::any_of(summaries.of(instance.path[1].function).instances, [&](const StatementInstance &own) {
    return std::equal(own.path.begin(), own.path.end(), instance.path.begin() + 1, instance.path.end());
  });
}

/// Does the read say enough by itself? Without a key it has to be of all rows.
static bool isWorthwhile(const StatementInstance &read, bool keyless, bool complete, Decision decision) {
  if (const auto *deletion = std::get_if<sql::Delete>(&read.statement->body))
    return complete && !deletion->restricted && !deletion->partial;
  const sql::Select *select = lookupSelect(*read.statement);
  if (!keyless || decision == Decision::NextNumber)
    return true;
  bool whole = select && complete && select->from.size() == 1 && select->subqueries.empty();
  return decision == Decision::BelowLimit ? whole : whole && !alwaysOneRow(*read.statement);
}

/// Does `second` run after `first` without going round a loop?
static bool runsForward(const facts::Function &function, const std::vector<std::uint32_t> &order, std::uint32_t first,
                        std::uint32_t second) {
  facts::BlockId from = blockOf(first), to = blockOf(second);
  if (from == to || from >= function.blocks.size() || to >= function.blocks.size())
    return indexOf(first) <= indexOf(second);
  std::vector<char> seen(function.blocks.size(), 0);
  std::vector<facts::BlockId> open{from};
  while (!open.empty()) {
    facts::BlockId at = open.back();
    open.pop_back();
    if (at == to)
      return true;
    for (facts::BlockId next : successorsOf(function, at))
      if (next < seen.size() && !seen[next] && order[next] > order[at])
        seen[next] = 1, open.push_back(next);
  }
  return false;
}

std::vector<Pairs::Candidate> Pairs::candidates(FunctionIndex function) const {
  std::vector<Candidate> all;
  std::unordered_map<const StatementInstance *, bool> below;
  const Summary &summary = summaries.of(function);
  auto isBelow = [&](const StatementInstance &instance) {
    auto [at, isNew] = below.try_emplace(&instance);
    return isNew ? at->second = isKnownBelow(instance) : at->second;
  };
  const facts::Function &facts = program.functions[function].facts;
  std::unordered_map<facts::BlockId, std::vector<char>> before;  // By block of the write: whence it is reached.
  for (const StatementInstance &read : summary.instances) {
    if (!read.reads && !read.deletes)
      continue;
    bool complete = true;
    std::vector<LookupColumn> lookup = lookupOf(*read.statement, &complete);
    const sql::Select *select = lookupSelect(*read.statement);
    bool numbered = select && greatestNumber(*select);
    Candidate candidate{.read = &read};
    if (read.deletes)
      candidate.decision = Decision::Replaced;
    else if (lookup.empty() && numbered)
      candidate.decision = Decision::NextNumber;
    else if (lookup.empty() && countsRows(*read.statement))
      candidate.decision = Decision::BelowLimit;
    if (!isWorthwhile(read, lookup.empty(), complete, candidate.decision))
      continue;
    for (const StatementInstance &write : summary.instances) {
      if (!write.writes || write.table != read.table)
        continue;
      // What one kind of database was asked says nothing about another one.
      if (read.dialect != write.dialect && read.dialect != sql::Dialect::Generic &&
          write.dialect != sql::Dialect::Generic)
        continue;
      if (read.path.front() == write.path.front() && isBelow(read) && isBelow(write) &&
          read.path[1].function == write.path[1].function)
        continue;  // Found there.
      auto [after, isNew] = before.try_emplace(blockOf(write.path.front().step));
      if (isNew)
        after->second = reaching(facts, {after->first});
      if (!follows(facts, after->second, read.path.front().step, write.path.front().step))
        continue;
      if (read.deletes &&
          !runsForward(facts, infos.of(function).order, read.path.front().step, write.path.front().step))
        continue;
      const auto &insert = std::get<sql::Insert>(write.statement->body);
      std::vector<WrittenValue> written = writtenBy(insert);
      bool common = !insert.columns || lookup.empty();
      for (const WrittenValue &value : written)
        for (const LookupColumn &column : lookup)
          common |= value.column.empty() || sameName(value.column, column.column);
      if (common)
        candidate.writes.push_back(&write);
    }
    if (candidate.writes.empty())
      continue;
    if (numbered && candidate.decision == Decision::RowMissing)
      all.push_back({&read, candidate.writes, Decision::NextNumber});
    all.push_back(std::move(candidate));
  }
  addOwnCandidates(summary, all);
  // Near ones first: where the time ends, what is lost are pairs whose ends lie deep in other functions.
  auto distance = [](const Candidate &candidate) {
    std::size_t nearest = candidate.writes.front()->specific;
    for (const StatementInstance *write : candidate.writes)
      nearest = std::min(nearest, write->specific);
    return candidate.read->specific + nearest;
  };
  std::ranges::stable_sort(all, {}, distance);
  return all;
}

/// Statements that are known here and in no callee, and ask by themselves.
void Pairs::addOwnCandidates(const Summary &summary, std::vector<Candidate> &all) const {
  for (const StatementInstance &write : summary.instances) {
    const auto *insert = std::get_if<sql::Insert>(&write.statement->body);
    if (!insert || isKnownBelow(write))
      continue;
    if (auto inner = innerLookup(*insert))
      all.push_back({&write, {&write}, inner->decision});
  }
}

}  // namespace dbrace::worlds
