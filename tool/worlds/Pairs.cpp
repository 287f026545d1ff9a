// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Pairs.h"

#include "worlds/Liveness.h"
#include "worlds/PairWorlds.h"

#include <algorithm>

namespace dbrace::worlds {

using apis::Outcome;

Pairs::Pairs(const ProgramIndex &index, const apis::Models &models, const FunctionInfos &infos, const Summaries &summaries,
             const InterpretOptions &options)
    : index(index), program(index.program()), models(models), infos(infos), summaries(summaries), options(options) {}

/// Can `second` run after `first` in one execution of the function?
bool Pairs::follows(const facts::Function &function, std::uint32_t first, std::uint32_t second) const {
  facts::BlockId from = blockOf(first), to = blockOf(second);
  if (from == to && indexOf(first) <= indexOf(second))
    return true;
  if (from >= function.blocks.size())
    return true;
  std::vector<char> seen(function.blocks.size(), 0);
  std::vector<facts::BlockId> stack;
  auto push = [&](facts::BlockId block) {
    if (block < seen.size() && !seen[block]) {
      seen[block] = 1;
      stack.push_back(block);
    }
  };
  auto pushAll = [&](facts::BlockId block) {
    for (facts::BlockId next : successorsOf(function.blocks[block]))
      push(next);
    for (const facts::Step &step : function.blocks[block].steps)
      for (facts::CleanupId at = step.cleanup; at != facts::none; at = function.cleanups[at].outer)
        if (const auto *tried = std::get_if<facts::Try>(&function.cleanups[at].what))
          for (const facts::Handler &handler : tried->handlers)
            push(handler.block);
  };
  pushAll(from);
  while (!stack.empty()) {
    facts::BlockId block = stack.back();
    stack.pop_back();
    if (block == to)
      return true;
    pushAll(block);
  }
  return false;
}

std::vector<Pairs::Candidate> Pairs::candidates(FunctionIndex function) const {
  std::vector<Candidate> all;
  const Summary &summary = summaries.of(function);
  const facts::Function &facts = program.functions[function].facts;
  for (const StatementInstance &read : summary.instances) {
    if (!read.reads)
      continue;
    std::vector<LookupColumn> lookup = lookupOf(*read.statement);
    if (lookup.empty())
      continue;
    Candidate candidate{.read = &read};
    for (const StatementInstance &write : summary.instances) {
      if (!write.writes || write.table != read.table)
        continue;
      // Both inside one callee that knows both texts: found there.
      if (read.path.front() == write.path.front() && read.path.size() > 1 && write.path.size() > 1 &&
          read.path[1].function == write.path[1].function && read.specific > 0 && write.specific > 0)
        continue;
      if (!follows(facts, read.path.front().step, write.path.front().step))
        continue;
      const auto &insert = std::get<sql::Insert>(write.statement->body);
      std::vector<WrittenValue> written = writtenBy(insert);
      bool common = !insert.columns;
      for (const WrittenValue &value : written)
        for (const LookupColumn &column : lookup)
          common |= value.column.empty() || sameName(value.column, column.column);
      if (common)
        candidate.writes.push_back(&write);
    }
    if (!candidate.writes.empty())
      all.push_back(std::move(candidate));
  }
  return all;
}

bool Pairs::examine(FunctionIndex function, std::vector<CheckedWrite> &found) {
  if (options.orderOnly) {
    orderOnly(function, found);
    return true;
  }
  std::vector<Candidate> all = candidates(function);
  if (all.empty())
    return true;
  Session session(*this, function);
  for (const Candidate &candidate : all)
    examineRead(session, candidate, found);
  return session.complete;
}

void Pairs::examineRead(Session &session, const Candidate &candidate, std::vector<CheckedWrite> &found) {
  Terms &terms = session.terms;
  PathPlan plan(summaries);
  plan.add(candidate.read->path, terms);
  std::unordered_map<Term, const StatementInstance *> writes;
  for (const StatementInstance *write : candidate.writes) {
    plan.add(write->path, terms);
    writes[session.runOf(write->path)] = write;
  }
  Term readRun = session.runOf(candidate.read->path);
  auto run = [&](World world, Watcher &watcher) {
    world.read = readRun;
    for (const auto &[term, _] : writes)
      watcher.targets.insert(term);
    watcher.table = candidate.read->table;
    std::vector<Exit> exits;
    bool complete = session.machine.run(session.function, world, plan, watcher, session.limits, State(), exits);
    session.complete &= complete;
    return complete;
  };
  Watcher absent(terms, session.machine), present(terms, session.machine);
  World world;
  world.row = World::Row::Absent;
  if (!run(world, absent) || absent.sightings.empty())
    return;
  world.row = World::Row::Present;
  if (!run(world, present))
    return;

  std::map<Term, std::vector<const Sighting *>> byWrite;
  for (const Sighting &sighting : absent.sightings)
    byWrite[sighting.run].push_back(&sighting);
  for (auto &[writeRun, sightings] : byWrite) {
    const StatementInstance &write = *writes[writeRun];
    CheckedWrite result = skeleton(session.function, *candidate.read, write);
    bool matched = false;
    for (const Sighting *sighting : sightings) {
      bool positional = false;
      auto key = matchKey(session, *candidate.read, write, sighting->readKey, sighting->written, positional);
      if (!key)
        continue;
      // Of several reads of the key the last one decides; an earlier one only guards the way to it.
      if (!matched) {
        result.key = *key;
        result.positional = positional;
        result.written = sighting->columns;
        matched = true;
      }
      addProtections(session, *sighting, *candidate.read, result);
    }
    if (!matched)
      continue;
    bool alsoPresent = false;
    for (const Sighting &sighting : present.sightings) {
      bool positional = false;
      alsoPresent |= sighting.run == writeRun && matchKey(session, *candidate.read, write, sighting.readKey, sighting.written, positional);
    }
    if (alsoPresent)
      continue;
    // Would it still be decided if the row's columns could be the very sentinels the code tests for?
    Watcher unusual(terms, session.machine);
    World plain;
    plain.row = World::Row::Present;
    plain.ordinaryRow = false;
    if (run(plain, unusual)) {
      for (const Sighting &sighting : unusual.sightings)
        if (sighting.run == writeRun) {
          result.confidence = std::min(result.confidence, Confidence::Medium);
          result.assumptions.push_back("A stored row does not hold the value that the code takes for \"missing\" (0, -1, empty).");
          break;
        }
    }
    for (const auto &[at, sides] : absent.sides) {
      auto other = present.sides.find(at);
      bool decided = (sides == 1 || sides == 2) && other != present.sides.end() && (other->second & sides) == 0;
      if (!decided)
        continue;
      auto function = static_cast<FunctionIndex>(terms.number(at.first));
      const facts::Function &facts = program.functions[function].facts;
      result.branches.push_back({codePlace(program, facts, facts.blocks[at.second].source), "", sides == 1});
    }
    // Branches of the common function first of all: they are what a reader looks for; wrappers' own come last.
    std::string common = result.function;
    std::stable_sort(result.branches.begin(), result.branches.end(), [&](const DecidingBranch &a, const DecidingBranch &b) {
      bool aHere = a.at.function == common, bHere = b.at.function == common;
      return aHere != bHere ? !aHere : a.at.line < b.at.line;
    });
    judgeHandling(session, candidate, readRun, writeRun, write, result);
    for (const CheckedColumn &column : result.key)
      if (column.match == KeyMatch::Unproven) {
        result.confidence = std::min(result.confidence, column.defaulted ? Confidence::Medium : Confidence::Low);
        result.assumptions.push_back(column.defaulted
                                         ? "The insert leaves " + column.column + " to its default, which is the value looked up."
                                         : "The insert writes the value of " + column.column + " that was looked up.");
      }
    found.push_back(std::move(result));
  }
}

StatementSite Pairs::site(const StatementInstance &instance) const {
  StatementSite site;
  std::size_t specific = std::min(instance.specific, instance.path.size() - 1);
  for (std::size_t i = 0; i <= specific; ++i)
    site.way.push_back(summaries.placeOf(instance.path[i]));
  site.at = site.way.back();
  site.library = instance.library;
  site.dialect = options.dialect == sql::Dialect::Generic ? instance.dialect : options.dialect;
  site.embedded = instance.embedded;
  site.text = instance.text;
  site.statement = instance.statement;
  return site;
}

CheckedWrite Pairs::skeleton(FunctionIndex function, const StatementInstance &read, const StatementInstance &write) const {
  CheckedWrite result;
  result.read = site(read);
  result.write = site(write);
  const sql::TableName *table = tableNameOf(*write.statement);
  result.table = table->name.text;
  result.tableSchema = table->schema.text;
  const facts::Function &facts = program.functions[function].facts;
  result.function = std::string(program.strings[facts.name]);
  result.functionAt = codePlace(program, facts, 0);
  bool complete = true;
  lookupOf(*read.statement, &complete);
  result.lookupIsNarrower = !complete;
  bool errors = facts.hasErrors;
  for (const PathStep &step : read.path)
    errors |= program.functions[step.function].facts.hasErrors;
  for (const PathStep &step : write.path)
    errors |= program.functions[step.function].facts.hasErrors;
  if (errors) {
    result.confidence = Confidence::Medium;
    result.assumptions.push_back("The code on the way did not compile completely here; what could not be read changes nothing.");
  }
  return result;
}

void Pairs::orderOnly(FunctionIndex function, std::vector<CheckedWrite> &found) const {
  for (const Candidate &candidate : candidates(function))
    for (const StatementInstance *write : candidate.writes) {
      CheckedWrite result = skeleton(function, *candidate.read, *write);
      for (const LookupColumn &column : lookupOf(*candidate.read->statement))
        result.key.push_back({column.column, column.wrapper});
      result.handling = Handling::Dropped;
      result.protections.emplace_back();
      found.push_back(std::move(result));
    }
}

} // namespace dbrace::worlds
