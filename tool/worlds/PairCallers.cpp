// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What callers make of a violation that leaves the function which holds lookup and insert.
//
// A function may throw it, or give back a code, and its callers catch it and read again, or run the whole once more:
// `withRetry([&] { … })`. Each caller is then judged like the function itself, with the same two statements on paths
// that begin there.
#include "worlds/PairWorlds.h"

#include <algorithm>

namespace dbrace::worlds {

namespace {

constexpr unsigned mostLevels = 3;
constexpr std::size_t mostCallers = 4;

/// What a path has before the other one; none if it does not end with that.
std::optional<Path> before(const Path &whole, const Path &end) {
  if (whole.size() <= end.size() || !std::equal(end.rbegin(), end.rend(), whole.rbegin()))
    return std::nullopt;
  return Path(whole.begin(), whole.end() - static_cast<std::ptrdiff_t>(end.size()));
}

}  // namespace

/// Does every caller handle it? Then the result says how.
bool Pairs::handledByCallers(FunctionIndex function, const Candidate &candidate, const StatementInstance &write,
                             CheckedWrite &result) {
  const auto &contexts = summaries.contexts(function);
  std::set<FunctionIndex> callers;
  for (const EntryContext &context : contexts)
    if (context.caller != function)
      callers.insert(context.caller);
  if (callers.empty() || callers.size() > mostCallers || levelsUp >= mostLevels)
    return false;
  constexpr double shareOfBudget = 0.25;
  if (levelsUp++ == 0)
    callersUntil = deadlineIn(budget.next() * shareOfBudget);
  bool handled = true, retried = true;
  std::vector<CheckedWrite> above;
  auto judge = [&](FunctionIndex caller) {
    bool any = false;
    const auto &instances = summaries.of(caller).instances;
    for (const StatementInstance &read : instances) {
      auto way = before(read.path, candidate.read->path);
      auto same = [&](const StatementInstance &one) {
        auto its = before(one.path, write.path);
        return its && *its == *way && one.table == write.table && one.text == write.text;
      };
      if (!way || read.table != candidate.read->table || read.text != candidate.read->text)
        continue;
      auto at = std::ranges::find_if(instances, same);
      if (at == instances.end())
        return false;
      if (std::clock() > callersUntil)
        return false;
      Session session(*this, caller, budget.next());
      session.limits.deadline = std::min(session.limits.deadline, callersUntil);
      Candidate there{&read, {&*at}, candidate.decision};
      scout(session, {there});
      if (!session.complete)
        return false;
      CheckedWrite one = skeleton(caller, read, *at);
      one.decision = result.decision;
      one.protections = result.protections;
      for (Protection &protection : one.protections)
        protection.retries = false;
      Term readRun = read.path == at->path ? noTerm : session.runOf(read.path);
      judgeHandling(session, there, readRun, session.runOf(at->path), *at, {}, one);
      if (one.handling != Handling::Reread && one.handling != Handling::ToldApart)
        return false;
      any = true;
      above.push_back(std::move(one));
    }
    return any;
  };
  for (FunctionIndex caller : callers)
    handled = handled && judge(caller);
  --levelsUp;
  if (!handled)
    return false;
  result.handling = Handling::ToldApart;
  for (CheckedWrite &one : above) {
    if (one.handling == Handling::Reread)
      result.handling = Handling::Reread;
    if (!result.handledAt)
      result.handledAt = one.handledAt;
    std::ranges::move(one.rereads, std::back_inserter(result.rereads));
    retried &= std::ranges::all_of(one.protections, &Protection::retries);
  }
  for (Protection &protection : result.protections)
    protection.retries |= retried;
  return true;
}

}  // namespace dbrace::worlds
