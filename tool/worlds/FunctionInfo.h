// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is computed once per function and needs no interpretation: order of blocks, what dies where, what it may write.
#pragma once

#include "apis/Model.h"
#include "worlds/Classes.h"
#include "worlds/Evidence.h"
#include "worlds/FunctionTables.h"
#include "worlds/Liveness.h"
#include "worlds/Program.h"

#include <memory>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace dbrace::worlds {

class IdleBranches;

struct FunctionInfo {
  std::vector<std::uint32_t> order;  ///< Per block: its position in reverse post-order.
  LiveSlots live{{}};
  std::size_t steps = 0;
  std::vector<char> read;  ///< Per temporary: is what it holds ever looked at?
};

/// What a function and everything it calls may write outside its own frame.
struct WriteSet {
  std::unordered_set<facts::TextId> fields;  ///< Names as in facts::Field.
  std::unordered_set<facts::TextId> globals;
  bool writesThroughParameters = false;
  bool empty() const { return fields.empty() && globals.empty() && !writesThroughParameters; }
};

/// The key of the function that a value stands for, or 0: whoever gets it may call it.
facts::TextId functionIn(const facts::Value &value);

/// Does it do something in a database, or with a connection, a statement or what one has found?
bool isDatabase(const apis::Function &model);

class FunctionInfos {
public:
  /// Without the methods that only run on objects of `absent` classes.
  FunctionInfos(const ProgramIndex &index, const apis::Models &models, const AbsentClasses &absent = {});
  ~FunctionInfos();

  const FunctionInfo &of(FunctionIndex function) const;
  /// Fields and globals that its own steps change through calls (`list.push_back(x)`, `load(&field)`).
  const std::vector<facts::TextId> &directWrites(FunctionIndex function) const { return direct[function]; }
  const WriteSet &writes(FunctionIndex function) const { return writeSets[function]; }
  /// Does it, or anything it calls, execute a database operation?
  /// Every callee that a call of the program may run: direct ones, overriders of a virtual one, and what tables of
  /// functions have in the member that it goes through. None if a model describes it.
  std::span<const FunctionIndex> callees(const facts::Call &call) const {
    auto at = calleesOf.find(&call);
    return at == calleesOf.end() ? std::span<const FunctionIndex>() : at->second;
  }
  bool reachesDatabase(FunctionIndex function) const { return reaches[function]; }
  /// Is it a method of an absent class? It does nothing then.
  bool isAbsent(FunctionIndex function) const { return absent_[function]; }
  /// Resolved callees of every function, for the passes that need the call graph.
  const std::vector<std::vector<FunctionIndex>> &callGraph() const { return graph; }
  /// Strongly connected components first: callees before callers, as far as recursion allows.
  const std::vector<FunctionIndex> &bottomUp() const { return bottomUp_; }
  const std::vector<std::vector<FunctionIndex>> &callers() const { return callers_; }
  bool isDatabaseModel(facts::TextId model) const { return databaseModels.contains(model); }
  /// Bodies of the function with this key, as text.
  std::span<const FunctionIndex> bodiesNamed(std::string_view key) const;
  /// Types of the exceptions that its own throw statements, or those of what it calls, may let out; few, or none known.
  const std::vector<facts::TextId> &throws(FunctionIndex function) const { return throws_[function]; }
  /// Does it compute its result of what it is given, and does nothing else that anybody notices?
  bool isPure(FunctionIndex function) const { return pure_[function]; }
  bool recursive(FunctionIndex function) const { return recursive_[function]; }

  const IdleBranches &idleBranches() const { return *idle; }
  const Classes &classes() const { return classes_; }
  const FunctionTables &tables() const { return tables_; }
  /// The program's id for a text, or 0.
  facts::TextId textId(std::string_view text) const;

  TellsEvidence evidence;  ///< Who asks `of` is taken to look at the body.

private:
  void order();
  bool callsOnlyPure(const facts::Function &function, const apis::Models &models) const;
  const ProgramIndex &index;
  std::unordered_map<const facts::Call *, std::vector<FunctionIndex>> calleesOf;
  Classes classes_;
  FunctionTables tables_;
  std::unordered_map<std::string_view, facts::TextId> textIds;
  mutable std::vector<std::unique_ptr<FunctionInfo>> infos;  // Made when first asked for.
  std::vector<std::vector<facts::TextId>> direct, throws_;
  std::vector<std::vector<FunctionIndex>> graph, callers_;
  std::vector<WriteSet> writeSets;
  std::vector<char> reaches, absent_, recursive_, pure_;
  std::vector<FunctionIndex> bottomUp_;
  std::unordered_set<facts::TextId> databaseModels;
  std::unique_ptr<const IdleBranches> idle;
};

}  // namespace dbrace::worlds
