// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Branches that decide nothing here. `if (verbose) log << "took " << timer.elapsed();` doubles the states of a run and
// leads through a logger of forty functions, and whichever side is taken, the same happens to the database. Such a
// branch is passed by: the run goes on where its sides meet.
#pragma once

#include "worlds/FunctionInfo.h"

namespace dbrace::worlds {

class IdleBranches {
public:
  IdleBranches(const ProgramIndex &index, const apis::Models &models, const FunctionInfos &infos);

  /// The block where the sides of the branch (or the loop) that ends `block` meet, if nothing between can matter: no
  /// call on the way comes to a database, a lock or a thread, leaves by an exception, or writes what the functions that
  /// reach a database read; no variable that is used afterwards is changed. facts::none if there may be.
  facts::BlockId meeting(FunctionIndex function, facts::BlockId block) const;
  /// The same for all blocks; empty where no run comes that has to do with a database.
  const std::vector<facts::BlockId> &of(FunctionIndex function) const { return meetings[function]; }

private:
  struct Written;
  class Reads;
  void findRead();
  /// Marks the blocks that no run comes through.
  std::vector<facts::BlockId> meetingsIn(FunctionIndex function, std::vector<char> &isInside) const;
  bool isIdle(const facts::Function &function, const facts::Step &step, Written &written) const;
  bool mayWrite(const facts::Function &function, facts::ValueId pointer, Written &written) const;
  bool mayWriteTo(const facts::Function &function, facts::PlaceId place, Written &written) const;
  bool isUnread(const WriteSet &set) const;

  const Program &program;
  const apis::Models &models;
  const FunctionInfos &infos;
  std::unordered_set<facts::TextId> read;  ///< Fields and globals that matter: see findRead.
  std::vector<char> acts;                  ///< Per function: does it, or what it calls, more than compute and write?
  std::vector<std::vector<facts::BlockId>> meetings;
};

/// Per block the nearest one that every way from there to the function's end comes through, or facts::none.
std::vector<facts::BlockId> postDominators(const facts::Function &function);

}  // namespace dbrace::worlds
