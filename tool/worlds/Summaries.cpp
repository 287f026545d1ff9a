// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Registrations.h"
#include "worlds/SummaryWatcher.h"
#include "worlds/TransactionFlags.h"

namespace dbrace::worlds {

static constexpr std::size_t smallSteps = 40, textSteps = 160;

Path pathOf(const Frame &frame, std::uint32_t step) {
  Path path{{frame.function, step}};
  for (const Frame *at = &frame; at->caller; at = at->caller)
    path.push_back({at->caller->function, at->callerStep});
  std::reverse(path.begin(), path.end());
  return path;
}

PathStep outermost(Term run, const Terms &terms) {
  Term frame = terms.operand(run, 0);
  auto step = static_cast<std::uint32_t>(terms.number(run));
  for (; terms.operand(frame, 0) != noTerm; frame = terms.operand(frame, 0))
    step = terms.operand(frame, 1);
  return {static_cast<FunctionIndex>(terms.number(frame)), step};
}

CodePlace codePlace(const Program &program, const facts::Function &function, facts::SourceId source) {
  const facts::Range &range = source < function.sources.size() && function.sources[source].expansion.line
                                  ? function.sources[source].expansion
                                  : function.source.expansion;
  return {std::string(program.strings[range.file]),   range.line, range.column, range.begin, range.end,
          std::string(program.strings[function.name])};
}

CodePlace Summaries::placeOf(FunctionIndex function, facts::SourceId source) const {
  return codePlace(index.program(), index.program().functions[function].facts, source);
}

CodePlace Summaries::placeOf(const PathStep &at) const {
  const facts::Function &function = index.program().functions[at.function].facts;
  facts::BlockId block = blockOf(at.step);
  if (block < function.blocks.size() && indexOf(at.step) < function.blocks[block].steps.size())
    return placeOf(at.function, function.blocks[block].steps[indexOf(at.step)].source);
  return placeOf(at.function, 0);
}

sql::Isolation Summaries::sessionLevel(const std::string &library) const {
  auto known = sessionLevels.find(library);
  auto level =
      known != sessionLevels.end() && known->second.size() == 1 ? *known->second.begin() : sql::Isolation::Unspecified;
  if (kept)
    kept->evidence().see(About::Level, library, [&] { return static_cast<std::uint64_t>(level); });
  return level;
}

class Summaries::NeutralPlan : public Plan {
public:
  explicit NeutralPlan(const Summaries &summaries) : summaries(summaries) {}
  bool enters(const Frame &, std::uint32_t, FunctionIndex callee) const override {
    return summaries.isAlwaysEntered(callee);
  }
  bool opaqueCallsThrow() const override { return true; }

private:
  const Summaries &summaries;
};

Summaries::Summaries(const ProgramIndex &index, const apis::Models &models, FunctionInfos &infos, sql::Dialect dialect,
                     TimeBudgets &budgets, NamedTexts &names, std::size_t backend, ResultStore *results)
    : index(index), models(models), infos(infos), names(names), backend(backend), dialect(dialect),
      resting(index, models, infos), budgets(budgets), summaries(index.program().functions.size()),
      contexts_(index.program().functions.size()), statementMakers(index.program().functions.size()) {
  if (results)
    keepIn(*results);
}

void Summaries::keepIn(ResultStore &results) {
  const std::string settings =
      std::to_string(static_cast<int>(dialect)) + " " + std::to_string(budgets.summaries.ofOne());
  kept = std::make_unique<KeptResults>(
      index, infos, results, settings,
      [this](const Evidence::Item &question, FunctionIndex function) { return answerTo(question, function); });
  digests.resize(summaries.size());
  infos.evidence.tellTo(&kept->evidence());
  names.evidence.tellTo(&kept->evidence());
  fieldTexts_.evidence.tellTo(&kept->evidence());
  resting.evidence.tellTo(&kept->evidence());
}

Summaries::~Summaries() {
  infos.evidence.tellTo(nullptr);
  names.evidence.tellTo(nullptr);
}

const Summary &Summaries::of(FunctionIndex function) const {
  if (kept)
    kept->evidence().see(About::Summary, function, [&] { return digestOfSummary(function); });
  return summaries[function];
}

const std::vector<EntryContext> &Summaries::contexts(FunctionIndex function) const {
  if (kept)
    kept->evidence().see(About::Contexts, function, [&] { return digestOfContexts(function); });
  return contexts_[function];
}

bool Summaries::isAlwaysEntered(FunctionIndex function) const {
  const Summary &summary = of(function);
  // What was too much by itself would be too much in each of its callers.
  return summary.done && ((summary.mustBeEntered() && !summary.cutShort) || isSmall(function));
}

bool Summaries::isSmall(FunctionIndex function) const {
  if (infos.reachesDatabase(function) || infos.recursive(function))
    return false;
  std::size_t steps = infos.of(function).steps;
  return steps <= smallSteps || (steps <= textSteps && makesStatement(function));
}

/// Does it put a statement together, and hand it over?
bool Summaries::makesStatement(FunctionIndex function) const {
  std::optional<bool> &known = statementMakers[function];
  if (!known)
    known = program().strings[program().functions[function].facts.returnType] != "void" &&
            holdsStatement(program(), function);
  return *known;
}

FieldTexts Summaries::summarize(FunctionIndex function, bool learning, bool wholeTime) {
  Summary &summary = summaries[function];
  summary = Summary();
  SummaryEffects effects;
  if (!kept)
    run(function, learning, wholeTime, effects);
  else if (digests[function].reset(); !recall(function, effects)) {
    kept->listen(function);
    run(function, learning, wholeTime, effects);
    keep(function, effects);
  }
  summary.done = true;
  if (effects.cutShort)
    (learning ? budgets.learning : budgets.summaries).cutShort(*effects.cutShort);
  for (auto &[callee, context] : effects.contexts)
    if (contexts_[callee].size() < Watcher::maxContexts)
      contexts_[callee].push_back(std::move(context));
  for (NamedText &name : effects.names)
    names.add(std::move(name));
  for (const auto &[library, level] : effects.levels)
    sessionLevels[library].insert(level);
  return std::move(effects.learnt);
}

void Summaries::run(FunctionIndex function, bool learning, bool wholeTime, SummaryEffects &effects) {
  Summary &summary = summaries[function];
  Terms terms;
  StatementTexts texts(dialect);
  Machine machine(index, models, infos, terms, texts, fieldTexts_, names, &resting);
  Watcher watcher(*this, function, terms, effects);
  watcher.learns = learning;
  NeutralPlan plan(*this);
  World neutral;
  Machine::Limits limits;
  // What does not come to the database is only run to learn what it writes to fields: a little of that is enough.
  bool reaches = infos.reachesDatabase(function);
  bool registers = !reaches && holdsStatement(program(), function);
  double share = !reaches ? (registers ? 0.25 : 0.05) : learning && !teaches(function) ? 0.125 : 1;
  // What fields hold seldom depends on the way taken inside of a callee.
  if (learning)
    limits.statesPerBlockInside = 1;
  std::clock_t start = std::clock();
  const TimeBudget &budget = learning ? budgets.learning : budgets.summaries;
  constexpr double ordinarySteps = 500;
  const double size = static_cast<double>(infos.of(function).steps) / ordinarySteps;
  limits.deadline = deadlineIn((wholeTime ? budget.ofOne() : budget.nextOf(size)) * share);
  std::vector<Exit> exits;
  if (!machine.run(function, neutral, plan, watcher, limits, {Start()}, exits)) {
    effects.cutShort = secondsSince(start);
    summary.cutShort = reaches;
    addUnseenWrites(function, effects.learnt);  // What it calls is run on its own.
  }
  if (learning)
    learnTransactionFlags(exits, terms, effects.learnt);
  watcher.leaveChoiceToCallers();
  watcher.tellOfUnlocks();
  summary.needsContext |= std::ranges::any_of(exits, [&](const Exit &exit) { return watcher.handsOver(exit); });
  using Kind = TransactionState::Kind;
  bool open = false;
  for (const Exit &exit : exits)
    open |= exit.state.anyBegun() || !exit.state.locks.empty();
  for (const Exit &exit : exits) {
    const TransactionState &left = exit.state.transaction;
    summary.leavesOpen |= open || (left.kind == Kind::None && !watcher.sawBegun) || left.isolation != left.session;
  }
  summary.leavesOpen |= watcher.rollsBackTo && !watcher.setsSavepoint;
}

}  // namespace dbrace::worlds
