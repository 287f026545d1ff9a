// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the runs of one pair share: the plan that enters only what matters, and the watcher that notes what is reached.
#pragma once

#include "worlds/Pairs.h"

#include <map>

namespace dbrace::worlds {

/// Enters wrappers, small helpers, and the calls on the paths of the statements under test; nothing else.
class Pairs::PathPlan : public Plan {
public:
  explicit PathPlan(const Summaries &summaries) : summaries(summaries) {}
  void add(const Path &path, Terms &terms);

  bool enters(const Frame &frame, std::uint32_t step, FunctionIndex callee) const override {
    return onPath.contains(key(frame.id, step, callee)) || summaries.of(callee).mustBeEntered() || summaries.isSmall(callee);
  }
  bool precise(const Frame &frame, std::uint32_t step, FunctionIndex callee) const override {
    return onPath.contains(key(frame.id, step, callee));
  }

private:
  static std::uint64_t key(Term frame, std::uint32_t step, FunctionIndex callee) {
    return (static_cast<std::uint64_t>(frame) << 32 | step) * 0x9e3779b97f4a7c15u + callee;
  }
  const Summaries &summaries;
  std::unordered_set<std::uint64_t> onPath;
};

/// The write under test as seen on one way through the program.
struct Pairs::Sighting {
  Term run = noTerm;
  std::vector<Term> readKey;
  std::vector<std::pair<std::string, Term>> written;
  std::vector<WrittenColumn> columns;
  TransactionState readTransaction, transaction;
  std::vector<LockState> readLocks, locks;
  std::vector<Term> reads;  ///< Runs of reads between the read under test and here.
};

/// What happens after the write, and how the root is left.
struct Pairs::Trace {
  std::set<std::pair<Term, facts::BlockId>> blocks;
  std::set<std::string> exits;
  std::set<Term> rereads;
  bool complete = true;
};

class Pairs::Watcher : public Observer {
public:
  Watcher(Terms &terms, Machine &machine) : terms(terms), machine(machine) {}
  void onRun(const RunEvent &event, const State &state) override;
  void onBlock(const Frame &frame, facts::BlockId block, const State &state) override;
  void onBranch(const Frame &frame, facts::BlockId block, bool whenTrue, const State &state) override;

  std::unordered_set<Term> targets;       // Writes to note.
  std::vector<Sighting> sightings;
  std::map<std::pair<Term, facts::BlockId>, unsigned> sides;  // 1: true, 2: false, taken after the read ran.
  Trace trace;
  Term wrapper = noTerm;                  // Frame whose inside does not count as handling.
  std::string table;                      // Of the read: other reads of it after the write are re-reads.

private:
  Terms &terms;
  Machine &machine;
};

struct Pairs::Session {
  FunctionIndex function;
  Terms terms;
  StatementTexts texts;
  Machine machine;
  Machine::Limits limits;
  bool complete = true;

  Session(const Pairs &owner, FunctionIndex function);
  Term runOf(const Path &path);
};

} // namespace dbrace::worlds
