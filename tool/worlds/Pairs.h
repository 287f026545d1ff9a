// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One function, one read: the runs in which its row is absent and present, and what they say about the writes.
#pragma once

#include "worlds/Interpret.h"
#include "worlds/Literals.h"
#include "worlds/Summaries.h"

#include <set>
#include <unordered_set>

namespace dbrace::worlds {

class Pairs {
public:
  Pairs(const ProgramIndex &index, const apis::Models &models, const FunctionInfos &infos, const Summaries &summaries,
        const InterpretOptions &options);

  /// All checked writes whose lowest common function is `function`. False: the time for it was used up.
  bool examine(FunctionIndex function, std::vector<CheckedWrite> &found);
  /// Tasks that the function, or one that it calls, starts, and that share a connection in one transaction.
  void examineTasks(FunctionIndex function, std::vector<CheckedWrite> &found);
  /// Functions that start tasks, and those not far above them.
  std::vector<FunctionIndex> starters() const;

private:
  struct Candidate {
    const StatementInstance *read;  ///< Of one statement: the write.
    std::vector<const StatementInstance *> writes;
    Decision decision = Decision::RowMissing;  ///< That is looked for.
  };
  class PathPlan;
  class Watcher;
  struct Sighting;
  struct Trace;
  struct Session;
  /// Is there a pair in it? What it finds is added.
  struct Question {
    const Candidate *candidate;
    void (Pairs::*examine)(Session &, const Candidate &, std::vector<CheckedWrite> &);
  };

  /// The seconds that it took until it was cut short, if it was.
  std::optional<double> examineAlone(FunctionIndex function, std::vector<CheckedWrite> &found);
  bool recall(KeptResults &kept, FunctionIndex function, std::vector<CheckedWrite> &found,
              std::optional<double> &cutShort) const;
  std::vector<Candidate> candidates(FunctionIndex function) const;
  void addOwnCandidates(const Summary &summary, std::vector<Candidate> &all) const;
  bool isKnownBelow(const StatementInstance &instance) const;
  void scout(Session &session, const std::vector<Candidate> &all) const;
  void answer(Session &session, std::vector<Question> questions, std::vector<CheckedWrite> &found);
  void examineRead(Session &session, const Candidate &candidate, std::vector<CheckedWrite> &found);
  void examineCompared(Session &session, const Candidate &candidate, std::vector<CheckedWrite> &found);
  void examineDependence(Session &session, const Candidate &candidate, std::vector<CheckedWrite> &found);
  void examineOwn(Session &session, const Candidate &candidate, std::vector<CheckedWrite> &found);
  void addUpserts(FunctionIndex function, std::vector<CheckedWrite> &found) const;
  bool isFresh(Session &session, Term value) const;
  std::optional<std::vector<CheckedColumn>> matchKey(Session &session, const std::vector<LookupColumn> &lookup,
                                                     const StatementInstance &write, const std::vector<Term> &readKey,
                                                     const std::vector<std::pair<std::string, Term>> &written,
                                                     bool &positional) const;
  /// What happens in this world after the write, or where the row is present, after the read.
  Trace follow(Session &session, const World &world, const PathPlan &plan, const std::vector<Start> &starts,
               Term wrapper);
  void judgeFound(const Session &session, const StatementInstance &write, const Trace &stored, const Trace &found,
                  const std::vector<std::pair<std::string, Term>> &written, LeftOut &result) const;
  LeftOut judgeLeftOut(const StatementInstance &write, const Trace &stored, const Trace &violated, const Trace &leftOut,
                       const Trace &found) const;
  bool isShared(const StatementInstance &write) const;
  void judgeHandling(Session &session, const Candidate &candidate, Term readRun, Term writeRun,
                     const StatementInstance &write, const std::vector<std::pair<std::string, Term>> &written,
                     CheckedWrite &result);
  bool handledByCallers(FunctionIndex function, const Candidate &candidate, const StatementInstance &write,
                        CheckedWrite &result);
  bool callersTellApart(FunctionIndex function, facts::TextId violation, facts::TextId failure, unsigned depth) const;
  bool tellsExceptionsApart(FunctionIndex function, const Trace &stored, const Trace &violated,
                            const Trace &failed) const;
  Reread rereadAt(Session &session, Term run, Reread::After after, bool asks) const;
  void addProtections(Session &session, const Sighting &sighting, const StatementInstance &read,
                      CheckedWrite &result) const;
  void noteUnlocks(Session &session, const std::set<Term> &unlocked, CheckedWrite &result) const;
  void withCallers(FunctionIndex function, Protection protection, unsigned depth,
                   std::vector<std::pair<FunctionIndex, Protection>> &seen, CheckedWrite &result) const;
  CheckedWrite skeleton(FunctionIndex function, const StatementInstance &read, const StatementInstance &write) const;
  std::string backendOn(const Path &path) const;
  StatementSite siteOf(FunctionIndex function, const StatementInstance &instance) const;
  void orderOnly(FunctionIndex function, std::vector<CheckedWrite> &found) const;

  const ProgramIndex &index;
  const Program &program;
  const apis::Models &models;
  const FunctionInfos &infos;
  const Summaries &summaries;
  const InterpretOptions &options;
  Literals literals;
  TimeBudget &budget;
  unsigned levelsUp = 0;          ///< From the function that holds both ends: see handledByCallers.
  std::clock_t callersUntil = 0;  ///< Processor time at which callers are no longer followed.
};

}  // namespace dbrace::worlds
