// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What each function does to the database, on its own: the statements it runs, and whether it can be understood at all
// without its callers.
//
// Functions are taken callees first. A function whose text or handle comes from outside (a wrapper) is entered again at
// each of its calls; the statements of any other one are known once and for all, and are handed up with the call that
// leads to them. So a wrapper that serves two hundred statements costs two hundred short visits, and a handler that
// calls fifty helpers costs none.
#pragma once

#include "worlds/KeptResults.h"
#include "worlds/Lookup.h"
#include "worlds/Machine.h"

#include <map>
#include <memory>
#include <set>

namespace dbrace::worlds {

/// A step in a function. A path starts in the root and ends at the database operation; each step calls the next
/// function.
struct PathStep {
  FunctionIndex function = 0;
  std::uint32_t step = 0;
  bool operator==(const PathStep &) const = default;
};
using Path = std::vector<PathStep>;

/// One statement as run on one path from a function.
struct StatementInstance {
  Path path;
  std::size_t specific =
      0;  ///< Index into `path` of the function in which the text is known: nothing above it matters.
  std::shared_ptr<const sql::Statement> statement;
  std::shared_ptr<const sql::Text> wholeText;  ///< Of writes only.
  std::string text;
  std::string table;  ///< Folded; never empty.
  std::string library;
  sql::Dialect dialect = sql::Dialect::Generic;
  bool embedded = false;
  bool reads = false, writes = false, deletes = false;
  const NamedText *registered = nullptr;  ///< Where the text comes from; null: it stands on the path.
};

/// How a function is entered from one of its callers.
struct EntryContext {
  FunctionIndex caller = 0;
  std::uint32_t step = 0;
  TransactionShape shape = TransactionShape::Unknown;
  bool asEntered = true;  ///< The caller itself has neither opened nor ended a transaction.
  sql::Isolation isolation = sql::Isolation::Unspecified;
  std::optional<PathStep> transactionAt;
  std::vector<HeldLock> locks;
  bool catches = false;  ///< An exception from the call is handled in the caller.
};

struct Summary {
  bool done = false;
  bool needsContext = false;
  /// Leaves a transaction or a lock behind, or ends one it has not begun, or goes back to a savepoint it has not set,
  /// or says how the next transaction is to be: guards, begin(), commit().
  bool leavesOpen = false;
  bool cutShort = false;
  std::vector<StatementInstance> instances;
  /// Do its callers have to look inside?
  bool mustBeEntered() const { return needsContext || leavesOpen; }
};

/// What summarising a function says of others than itself.
struct SummaryEffects {
  struct Entered {
    FunctionIndex callee = 0;
    EntryContext context;
  };
  FieldTexts learnt;
  std::vector<Entered> contexts;
  std::vector<NamedText> names;
  std::vector<std::pair<std::string, sql::Isolation>> levels;  ///< Of connections of a library.
  std::optional<double> cutShort;                              ///< The seconds that it took until it was cut short.
};

class Summaries {
public:
  /// `infos`: of the classes that this backend has. `results`: those of an interpretation before, and for one after;
  /// may be null.
  Summaries(const ProgramIndex &index, const apis::Models &models, FunctionInfos &infos, sql::Dialect dialect,
            TimeBudgets &budgets, NamedTexts &names, std::size_t backend = 0, ResultStore *results = nullptr);
  ~Summaries();
  /// From now on what is found is kept there, and taken from there. It has to live as long.
  void keepIn(ResultStore &results);
  using Progress = std::function<void(std::size_t done, std::size_t all)>;
  /// The first pass: what fields hold, and the statements that the program registers under names.
  void learn(const Progress &progress);
  /// The summaries of every function, with the names as they are chosen. May be asked for again, for other variants.
  void build(const Progress &progress);

  const Summary &of(FunctionIndex function) const;
  const std::vector<EntryContext> &contexts(FunctionIndex function) const;
  const FieldTexts &fieldTexts() const { return fieldTexts_; }
  const NamedTexts &namedTexts() const { return names; }
  /// What tells results of one function apart: of which backend, with which texts.
  std::size_t variant() const { return backend * NamedTexts::maxVariants + names.choice(); }
  const RestingGlobals &restingGlobals() const { return resting; }
  /// Wrappers, guards and small helpers: every run looks inside.
  bool isAlwaysEntered(FunctionIndex function) const;
  /// The isolation level that the program sets for all transactions on connections of a library; Unspecified if it
  /// sets none, or several.
  sql::Isolation sessionLevel(const std::string &library) const;
  CodePlace placeOf(const PathStep &step) const;
  CodePlace placeOf(FunctionIndex function, facts::SourceId source) const;
  std::string describe(Term object, const Terms &terms) const;
  std::vector<HeldLock> held(const std::vector<LockState> &locks, const Terms &terms) const;
  TimeBudget &pairsBudget() const { return budgets.pairs; }
  /// Null: nothing is kept.
  KeptResults *keptResults() const { return kept.get(); }

private:
  class Watcher;
  class NeutralPlan;
  /// A helper that is cheap to enter and touches no database.
  bool isSmall(FunctionIndex function) const;
  bool makesStatement(FunctionIndex function) const;
  bool isEmbedded(const apis::Library &library, sql::Dialect dialect) const;
  /// What it gives to fields, where that is to be learnt.
  /// `wholeTime`: of the budget, whatever has been used up before. Who hands statements on to others must be
  /// understood.
  FieldTexts summarize(FunctionIndex function, bool learning, bool wholeTime = false);
  void run(FunctionIndex function, bool learning, bool wholeTime, SummaryEffects &effects);

  // KeptSummaries.cpp
  std::uint64_t answerTo(const Evidence::Item &question, FunctionIndex function) const;
  std::uint64_t digestOfSummary(FunctionIndex function) const;
  std::uint64_t digestOfContexts(FunctionIndex function) const;
  bool recall(FunctionIndex function, SummaryEffects &effects);
  void keep(FunctionIndex function, const SummaryEffects &effects);

  // Learning.cpp
  bool initializes(FunctionIndex function) const;
  FieldTexts writesOfOthers() const;  ///< Of functions that are not run.
  void addUnseenWrites(FunctionIndex function, FieldTexts &into) const;
  void learnAgain(const std::function<bool(FunctionIndex)> &chosen);
  /// May running it tell what fields hold?
  bool teaches(FunctionIndex function) const;
  bool mentionsName(FunctionIndex function) const;
  bool passesOnTexts(FunctionIndex function) const;
  const Program &program() const { return index.program(); }

  const ProgramIndex &index;
  const apis::Models &models;
  FunctionInfos &infos;
  NamedTexts &names;
  const std::size_t backend;
  sql::Dialect dialect;
  RestingGlobals resting;
  TimeBudgets &budgets;
  std::vector<Summary> summaries;
  std::vector<std::vector<EntryContext>> contexts_;
  FieldTexts fieldTexts_;
  std::unordered_map<FunctionIndex, FieldTexts> learnt,
      learntAgain;                                                // By the first pass, and with names and fields known.
  std::map<std::string, std::set<sql::Isolation>> sessionLevels;  // By library.
  std::unique_ptr<KeptResults> kept;
  Pass pass = Pass::Learn;
  mutable std::vector<std::optional<bool>> statementMakers;   // Where it was asked.
  mutable std::vector<std::optional<std::uint64_t>> digests;  // Of summaries that are done, where they were asked for.
};

/// The path to a run, from the root of its frames.
Path pathOf(const Frame &frame, std::uint32_t step);
/// Its first step: in the root.
PathStep outermost(Term run, const Terms &terms);
/// For people: file and line range of a source.
CodePlace codePlace(const Program &program, const facts::Function &function, facts::SourceId source);

}  // namespace dbrace::worlds
