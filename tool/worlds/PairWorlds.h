// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the runs of one pair share: the plan that enters only what matters, and the watcher that notes what is reached.
#pragma once

#include "worlds/Pairs.h"

#include <map>

namespace dbrace::worlds {

/// Enters wrappers, small helpers, and the calls on the paths of the statements under test; nothing else. Of the states
/// on those paths it drops what can no longer come to the read, or from there to a write.
class Pairs::PathPlan : public Plan {
public:
  PathPlan(const Summaries &summaries, Session &session) : summaries(summaries), session(session) {}
  void addRead(const Path &path) { add(path, &Region::reads); }
  void addWrite(const Path &path) { add(path, &Region::writes); }
  /// After the last path.
  void complete();
  /// Enters what reads this table when the write has run.
  void followRereads(const std::string &table) { followed = table; }
  /// States that have made the read are kept though no write follows.
  void followFound() { keepsFound = true; }

  bool enters(const Frame &frame, std::uint32_t step, FunctionIndex callee) const override {
    return onPath.contains(key(frame.id, step, callee)) || summaries.isAlwaysEntered(callee);
  }
  bool precise(const Frame &frame, std::uint32_t step, FunctionIndex callee) const override {
    return onPath.contains(key(frame.id, step, callee));
  }
  bool entersAfterWrite(FunctionIndex callee) const override;
  bool wants(const Frame &frame, facts::BlockId block, const State &state) const override;

private:
  /// What the paths do in one frame.
  struct Region {
    FunctionIndex function = 0;
    Term caller = noTerm;
    std::uint32_t callerStep = 0;
    std::vector<std::uint32_t> reads, writes;                       ///< Steps that lead to a statement under test.
    const std::vector<char> *toRead = nullptr, *toWrite = nullptr;  ///< Blocks from which one of them is reached.
    bool writesLater = false;  ///< Can a write follow when the frame has been left?
  };
  void add(const Path &path, std::vector<std::uint32_t> Region::*steps);
  bool writesAfter(const Region &region, std::uint32_t step) const;
  static std::uint64_t key(Term frame, std::uint32_t step, FunctionIndex callee) {
    return (static_cast<std::uint64_t>(frame) << 32 | step) * 0x9e3779b97f4a7c15u + callee;
  }
  const Summaries &summaries;
  Session &session;
  std::unordered_set<std::uint64_t> onPath;
  std::unordered_map<Term, Region> regions;  // By frame.
  std::vector<Term> outsideIn;               // Their keys, callers first.
  std::string followed;
  bool keepsFound = false;
  mutable std::unordered_map<FunctionIndex, bool> asking;  // Does it read the followed table?
};

/// INSERT, UPDATE, DELETE, MERGE.
bool changesData(const sql::Statement &statement);
/// SELECT last_insert_rowid() and its like.
bool asksInsertId(const sql::Statement &statement);

/// A world about the row of this read.
inline World worldOf(const StatementInstance &read, Term run, World::Row row) {
  World world;
  world.read = run;
  world.row = row;
  world.table = read.table;
  bool complete = true;
  for (const LookupColumn &column : lookupOf(*read.statement, &complete))
    world.columns.push_back(column.column);
  world.narrower = !complete;
  return world;
}

/// The write under test as seen on one way through the program.
struct Pairs::Sighting {
  Term run = noTerm;
  std::vector<Term> readKey;
  std::vector<std::pair<std::string, Term>> written;
  std::vector<WrittenColumn> columns;
  TransactionState readTransaction, transaction;
  bool apart = false;  ///< On two connections.
  std::vector<LockState> readLocks, locks;
  bool afterDelete = false;  ///< The row of the key was deleted on the way: one that was there is there no more.
};

/// What happens after the write, and how the root is left.
struct Pairs::Trace {
  std::set<std::pair<Term, facts::BlockId>> blocks, inWrapper;
  std::set<std::string> exits;
  std::set<Term> rereads;
  /// Runs that come first after the write: those that ask for its row, and any before the transaction has ended.
  struct First {
    Reread::After after = Reread::After::Nothing;
    bool asks = false;
  };
  std::map<Term, First> first;
  std::set<Term> unlocked;  ///< Runs that took a lock which was released in an open transaction.
  bool usesInsertId = false;
  std::set<std::uint32_t> changes;  ///< Of data, after the write (or, of a row that is found, after the read).
  Term root = noTerm;               ///< Frame of the function that was run.
  std::set<std::pair<Term, std::int64_t>> left;  ///< Numbers in places that outlive it.
  bool complete = true;
};

class Pairs::Watcher : public Observer {
public:
  explicit Watcher(Session &session);
  void onRun(const RunEvent &event, const State &state) override;
  void onUnlock(const LockState &lock, const State &state) override;
  void onBlock(const Frame &frame, facts::BlockId block, const State &state) override;
  void onInsertId(Term run) override { notes.push_back({Note::Kind::InsertId, run}); }
  /// Makes `sides` and `trace` of the notes.
  void conclude();
  void onBranch(const Frame &frame, facts::BlockId block, bool whenTrue, const State &state) override;

  std::unordered_set<Term> targets;                       // Writes to note, after the read, or
  const std::vector<sql::KeyEquality> *ownKey = nullptr;  // by themselves: what they ask for.
  std::vector<Sighting> sightings;
  std::map<std::pair<Term, facts::BlockId>, unsigned> sides;  // 1: true, 2: false, taken after the read ran.
  Trace trace;
  Term wrapper = noTerm;  // Frame whose inside does not count as handling.
  bool fromRead = false;  // Blocks and changes are noted from the read on, not from the write on.
  Term readRun = noTerm;

private:
  void noteChange(const RunEvent &event, const std::shared_ptr<const sql::Statement> &statement, const State &state);
  Session &session;
  Terms &terms;
  Machine &machine;
};

struct Pairs::Session {
  FunctionIndex function;
  Terms terms;
  StatementTexts texts;
  Machine machine;
  Machine::Limits limits;
  std::unordered_map<std::uint32_t, std::vector<Start>> starts;  // By the root's step that leads to a read.
  std::map<std::pair<FunctionIndex, std::vector<facts::BlockId>>, std::vector<char>> reached;
  /// A statement that changes data, as it was run.
  struct Change {
    Term run = noTerm;
    std::shared_ptr<const sql::Statement> statement;
    bool ofTheRow = false;                             // It updates the row that was looked up, and no other.
    std::vector<std::pair<std::string, Term>> values;  // That it sets.
  };
  std::vector<Change> changes;
  std::unordered_map<Term, Reread> rereads;   // By run.
  std::unordered_map<Term, Term> tableParts;  // By run: what a table's name begins or ends with, where it is unknown.
  bool complete = true;

  Session(const Pairs &owner, FunctionIndex function, double seconds);
  Term runOf(const Path &path);
  /// Are two statements on tables whose names are alike but for different unknown parts?
  bool differInTable(Term oneRun, Term otherRun) const;
  /// Can the end of the path still be reached when the block of this frame has been left? In frames beside the path:
  /// yes.
  bool leadsTo(const Path &path, Term frame, facts::BlockId block);
  /// The blocks from which one of the steps is reached. Valid as long as the session.
  const std::vector<char> &reaching(const facts::Function &facts, FunctionIndex function,
                                    const std::vector<std::uint32_t> &steps);
};

}  // namespace dbrace::worlds
