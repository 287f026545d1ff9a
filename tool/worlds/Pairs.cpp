// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Pairs.h"

#include "worlds/InnerLookup.h"
#include "worlds/Liveness.h"
#include "worlds/PairWorlds.h"

#include <algorithm>

namespace dbrace::worlds {

using apis::Outcome;

Pairs::Pairs(const ProgramIndex &index, const apis::Models &models, const FunctionInfos &infos,
             const Summaries &summaries, const InterpretOptions &options)
    : index(index), program(index.program()), models(models), infos(infos), summaries(summaries), options(options),
      literals(program, summaries), budget(summaries.pairsBudget()) {}

std::optional<double> Pairs::examineAlone(FunctionIndex function, std::vector<CheckedWrite> &found) {
  addUpserts(function, found);
  std::vector<Candidate> all = candidates(function);
  if (all.empty())
    return std::nullopt;
  std::clock_t start = std::clock();
  constexpr double ordinaryPairs = 4;
  Session session(*this, function, budget.nextOf(static_cast<double>(all.size()) / ordinaryPairs));
  scout(session, all);
  // Lookups first: where the time ends, they are what was worth it.
  std::vector<Question> questions;
  for (const Candidate &candidate : all)
    if (candidate.read != candidate.writes.front() &&
        (candidate.decision == Decision::RowMissing || candidate.decision == Decision::BelowLimit))
      questions.push_back({&candidate, &Pairs::examineRead});
  for (const Candidate &candidate : all)
    if (candidate.read == candidate.writes.front())
      questions.push_back({&candidate, &Pairs::examineOwn});
    else if (candidate.decision == Decision::Replaced || candidate.decision == Decision::NextNumber)
      questions.push_back({&candidate, &Pairs::examineDependence});
  for (const Candidate &candidate : all)
    if (candidate.read != candidate.writes.front() && candidate.decision == Decision::RowMissing)
      questions.push_back({&candidate, &Pairs::examineCompared});
  answer(session, std::move(questions), found);
  return session.complete ? std::nullopt : std::optional(secondsSince(start));
}

/// In half of the time each has the same share, so that a costly one takes nothing from those after it; what was cut
/// short is asked again in the other half, in order.
void Pairs::answer(Session &session, std::vector<Question> questions, std::vector<CheckedWrite> &found) {
  std::clock_t end = session.limits.deadline, half = std::clock() + (end - std::clock()) / 2;
  bool complete = std::exchange(session.complete, true);
  std::vector<Question> cutShort;
  if (questions.size() == 1)
    cutShort.swap(questions);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    std::clock_t now = std::clock();
    session.limits.deadline = now + (half - now) / static_cast<std::clock_t>(questions.size() - i);
    std::size_t before = found.size();
    (this->*questions[i].examine)(session, *questions[i].candidate, found);
    if (!std::exchange(session.complete, true)) {
      found.resize(before);
      cutShort.push_back(questions[i]);
    }
  }
  session.complete = complete;
  session.limits.deadline = end;
  for (const Question &question : cutShort)
    (this->*question.examine)(session, *question.candidate, found);
}

/// Nothing of a world matters before its read. So the way there is run once for all reads of the function, and each
/// world starts from the states that came to its read.
void Pairs::scout(Session &session, const std::vector<Candidate> &all) const {
  class Scout : public Observer {
  public:
    explicit Scout(Session &session) : session(session) {}
    bool onStep(std::uint32_t step, const State &state) override {
      constexpr std::size_t most = 12;  // Of more the last are kept: merged states grow weaker until nothing changes.
      std::vector<Start> &starts = session.starts[step];
      if (starts.size() == most)
        starts.erase(starts.begin() + most / 2);
      starts.push_back({step, state});
      return !last.contains(step);
    }
    std::unordered_set<std::uint32_t> last;  // Reads after which no other comes, nor they themselves again.

  private:
    Session &session;
  };
  class ToReads : public Plan {
  public:
    ToReads(const Summaries &summaries, const std::vector<char> &before) : summaries(summaries), before(before) {}
    bool enters(const Frame &, std::uint32_t, FunctionIndex callee) const override {
      return summaries.isAlwaysEntered(callee);
    }
    bool wants(const Frame &frame, facts::BlockId block, const State &) const override {
      return frame.caller || before.empty() || before[block];
    }

  private:
    const Summaries &summaries;
    const std::vector<char> &before;
  };
  Scout watcher(session);
  std::vector<std::uint32_t> reads;
  for (const Candidate &candidate : all)
    reads.push_back(candidate.read->path.front().step);
  watcher.watchedSteps.insert(reads.begin(), reads.end());
  const facts::Function &facts = program.functions[session.function].facts;
  const std::vector<char> &before = session.reaching(facts, session.function, reads);
  for (std::uint32_t read : watcher.watchedSteps) {
    auto follows = [&](std::uint32_t other) { return blockOf(other) == blockOf(read) && other > read; };
    auto leadsOn = [&](facts::BlockId next) { return before[next] != 0; };
    if (!before.empty() && std::ranges::none_of(watcher.watchedSteps, follows) &&
        std::ranges::none_of(successorsOf(facts, blockOf(read)), leadsOn))
      watcher.last.insert(read);
  }
  ToReads plan(summaries, before);
  std::vector<Exit> exits;
  session.complete &= session.machine.run(session.function, World(), plan, watcher, session.limits, {Start()}, exits);
}

void Pairs::examineRead(Session &session, const Candidate &candidate, std::vector<CheckedWrite> &found) {
  Terms &terms = session.terms;
  const std::vector<Start> &starts = session.starts[candidate.read->path.front().step];
  if (starts.empty())
    return;
  const std::vector<LookupColumn> lookup = lookupOf(*candidate.read->statement);
  if (lookup.empty() && candidate.decision == Decision::RowMissing)
    return;  // All rows: see examineCompared.
  PathPlan plan(summaries, session);
  plan.addRead(candidate.read->path);
  std::unordered_map<Term, const StatementInstance *> writes;
  for (const StatementInstance *write : candidate.writes) {
    plan.addWrite(write->path);
    writes[session.runOf(write->path)] = write;
  }
  plan.complete();
  Term readRun = session.runOf(candidate.read->path);
  PathPlan toTheEnd = plan;
  toTheEnd.followFound();
  /// `ends`: whether the function is left after the read.
  auto run = [&](const World &world, Watcher &watcher, bool *ends = nullptr) {
    for (const auto &[term, _] : writes)
      watcher.targets.insert(term);
    std::vector<Exit> exits;
    bool complete =
        session.machine.run(session.function, world, ends ? toTheEnd : plan, watcher, session.limits, starts, exits);
    session.complete &= complete;
    watcher.conclude();
    if (ends)
      *ends = std::ranges::any_of(exits, [](const Exit &exit) { return exit.state.marked; });
    return complete;
  };
  bool left = false;
  Watcher absent(session), present(session);
  std::optional<Watcher> many;  // Only where a count decides otherwise than by none.
  if (!run(worldOf(*candidate.read, readRun, World::Row::Absent), absent))
    return;
  std::erase_if(absent.sightings, [&](const Sighting &sighting) {
    bool positional = false;
    return session.differInTable(readRun, sighting.run) ||
           !matchKey(session, lookup, *writes[sighting.run], sighting.readKey, sighting.written, positional);
  });
  if (absent.sightings.empty())
    return;
  if (!run(worldOf(*candidate.read, readRun, World::Row::Present), present))
    return;

  std::map<Term, std::vector<const Sighting *>> byWrite;
  for (const Sighting &sighting : absent.sightings)
    byWrite[sighting.run].push_back(&sighting);
  for (auto &[writeRun, sightings] : byWrite) {
    const StatementInstance &write = *writes[writeRun];
    CheckedWrite result = skeleton(session.function, *candidate.read, write);
    const Sighting &first = *sightings.front();
    result.key = *matchKey(session, lookup, write, first.readKey, first.written, result.positional);
    result.written = first.columns;
    for (const Sighting *sighting : sightings)
      addProtections(session, *sighting, *candidate.read, result);
    // What is written in place of a row that was deleted says nothing, where a missing row is written as it is.
    bool replaces =
        std::any_of(sightings.begin(), sightings.end(), [](const Sighting *one) { return !one->afterDelete; });
    auto reachedIn = [&](const Watcher &world, bool madeRoom = false) {
      return std::ranges::any_of(world.sightings, [&](const Sighting &sighting) {
        bool positional = false;
        return sighting.run == writeRun && (madeRoom || !(replaces && sighting.afterDelete)) &&
               matchKey(session, lookup, write, sighting.readKey, sighting.written, positional);
      });
    };
    const Watcher *other = &present;
    if (reachedIn(present)) {
      if (!countsRows(*candidate.read->statement))
        continue;
      if (!many) {
        many.emplace(session);
        if (!run(worldOf(*candidate.read, readRun, World::Row::Many), *many, &left))
          return;
      }
      // Who deletes rows where there are too many has no limit, nor who only counts up to the number of rows.
      if (reachedIn(*many, true) || !left)
        continue;
      result.decision = Decision::BelowLimit;
      other = &*many;
    } else if (candidate.decision == Decision::BelowLimit)
      continue;  // The table is filled where it is empty: no key says of which rows.
    // Would it still be decided if the row's columns could be the very sentinels the code tests for?
    Watcher unusual(session);
    World plain = worldOf(*candidate.read, readRun, World::Row::Present);
    plain.ordinaryRow = false;
    if (result.decision == Decision::RowMissing && run(plain, unusual)) {
      for (const Sighting &sighting : unusual.sightings)
        if (sighting.run == writeRun && !(replaces && sighting.afterDelete)) {
          result.confidence = std::min(result.confidence, Confidence::Medium);
          result.assumptions.push_back(
              "A stored row does not hold the value that the code takes for \"missing\" (0, -1, empty).");
          break;
        }
    }
    for (const auto &[at, sides] : absent.sides) {
      auto there = other->sides.find(at);
      // A limit that is not known may be none: then the branch goes both ways where nothing is counted.
      unsigned only = there != other->sides.end() ? sides & ~there->second : 0;
      bool decided = (only == 1 || only == 2) && (result.decision == Decision::BelowLimit || only == sides);
      if (!decided || !session.leadsTo(write.path, at.first, at.second))
        continue;
      auto function = static_cast<FunctionIndex>(terms.number(at.first));
      const facts::Function &facts = program.functions[function].facts;
      result.branches.push_back({codePlace(program, facts, facts.blocks[at.second].source), "", sides == 1});
    }
    // Branches of the common function first of all: they are what a reader looks for; wrappers' own come last.
    std::string common = result.function;
    std::stable_sort(result.branches.begin(), result.branches.end(),
                     [&](const DecidingBranch &a, const DecidingBranch &b) {
                       bool aHere = a.at.function == common, bHere = b.at.function == common;
                       return aHere != bHere ? !aHere : a.at.line < b.at.line;
                     });
    judgeHandling(session, candidate, readRun, writeRun, write, first.written, result);
    for (const CheckedColumn &column : result.key)
      if (column.match == KeyMatch::Unproven) {
        result.confidence = std::min(result.confidence, column.defaulted ? Confidence::Medium : Confidence::Low);
        result.assumptions.push_back(
            column.defaulted ? "The insert leaves " + column.column + " to its default, which is the value looked up."
                             : "The insert writes the value of " + column.column + " that was looked up.");
      }
    found.push_back(std::move(result));
  }
}

/// The class of the innermost method on the path that a virtual call has chosen; empty if there is none.
std::string Pairs::backendOn(const Path &path) const {
  for (std::size_t i = path.size() - 1; i-- > 0;) {
    const facts::Function &caller = program.functions[path[i].function].facts;
    facts::BlockId block = blockOf(path[i].step);
    if (block >= caller.blocks.size() || indexOf(path[i].step) >= caller.blocks[block].steps.size())
      continue;
    const auto *call = std::get_if<facts::Call>(&caller.blocks[block].steps[indexOf(path[i].step)].what);
    if (!call || !call->callee.isVirtual)
      continue;
    auto hasBody = [&](facts::TextId method) { return !index.bodies(method).empty(); };
    if (std::ranges::count_if(index.overriders(call->callee.key), hasBody) < 2)
      continue;
    std::string_view method = program.strings[program.functions[path[i + 1].function].facts.name];
    if (std::size_t colons = method.rfind("::"); colons != std::string_view::npos)
      return std::string(method.substr(0, colons));
  }
  return {};
}

StatementSite Pairs::siteOf(FunctionIndex function, const StatementInstance &instance) const {
  StatementSite site;
  // Not of two tasks: those are made up.
  const std::vector<StatementInstance> &all = summaries.of(function).instances;
  auto number = std::ranges::find(all, &instance, [](const StatementInstance &one) { return &one; }) - all.begin();
  site.instance = static_cast<std::uint32_t>(number);
  std::size_t specific = std::min(instance.specific, instance.path.size() - 1);
  for (std::size_t i = 0; i <= specific; ++i)
    site.way.push_back(summaries.placeOf(instance.path[i]));
  site.at = site.way.back();
  site.library = instance.library;
  bool own = options.dialect == sql::Dialect::Generic || sql::isKeyValue(instance.dialect);
  site.dialect = own ? instance.dialect : options.dialect;
  site.embedded = instance.embedded;
  site.text = instance.text;
  site.statement = instance.statement;
  if (instance.registered)
    site.registeredAt = instance.registered->at;
  return site;
}

CheckedWrite Pairs::skeleton(FunctionIndex function, const StatementInstance &read,
                             const StatementInstance &write) const {
  CheckedWrite result;
  result.read = siteOf(function, read);
  result.write = siteOf(function, write);
  result.write.wholeText = write.wholeText;
  result.writeShared = isShared(write);
  const sql::TableName *table = tableNameOf(*write.statement);
  result.table = shownName(table->name);
  result.tableSchema = table->schema.text;
  result.backend = backendOn(write.path);
  if (result.backend.empty())
    result.backend = backendOn(read.path);
  const facts::Function &facts = program.functions[function].facts;
  result.function = std::string(program.strings[facts.name]);
  result.functionAt = codePlace(program, facts, 0);
  bool complete = true;
  lookupOf(*read.statement, &complete);
  result.lookupIsNarrower = !complete;
  std::vector<FunctionIndex> broken;
  auto note = [&](FunctionIndex at) {
    if (program.functions[at].facts.hasErrors && std::ranges::find(broken, at) == broken.end())
      broken.push_back(at);
  };
  note(function);
  for (const Path *path : {&read.path, &write.path})
    for (const PathStep &step : *path)
      note(step.function);
  if (!broken.empty()) {
    result.confidence = Confidence::Medium;
    CodePlace at = codePlace(program, program.functions[broken.front()].facts, 0);
    std::string others = broken.size() == 1 ? ""
                         : broken.size() == 2
                             ? ", and of another function on the way,"
                             : ", and of " + std::to_string(broken.size() - 1) + " other functions on the way,";
    result.assumptions.push_back("Part of " + at.function + " (" + at.file + ":" + std::to_string(at.line) + ")" +
                                 others +
                                 " did not compile here; what could not be read of it is taken to change nothing.");
  }
  return result;
}

void Pairs::orderOnly(FunctionIndex function, std::vector<CheckedWrite> &found) const {
  for (const Candidate &candidate : candidates(function))
    for (const StatementInstance *write : candidate.writes) {
      CheckedWrite result = skeleton(function, *candidate.read, *write);
      result.write.literal = literals.of(*write);
      for (const LookupColumn &column : lookupOf(*candidate.read->statement))
        result.key.push_back({column.column, column.wrapper});
      result.handling = Handling::Dropped;
      result.protections.emplace_back();
      found.push_back(std::move(result));
    }
}

}  // namespace dbrace::worlds
