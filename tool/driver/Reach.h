// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which functions of the units read so far reach a database, and so by which names other units reach it.
#pragma once

#include "apis/Model.h"
#include "driver/TextScan.h"
#include "facts/Facts.h"

#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace dbrace::driver {

/// How code calls a function: by its own name and, for a member, with the class in sight. A constructor, destructor or
/// operator is called by whoever names the class, or a class that has such a member.
struct ReachingName {
  Identifier name = 0;
  Identifier inClass = 0;  ///< 0: no member.
  bool unspoken = false;   ///< `name` is a class whose objects call it without naming it.
  auto operator<=>(const ReachingName &) const = default;
};

/// Does calling this function have to do with a database (and not with text, containers, locks)?
bool reachesDatabase(const apis::Function &model);

/// Grows with every unit added. Facts are taken apart at once, so that they need not stay in memory.
class Reach {
public:
  explicit Reach(const apis::Models &models) : models(models) {}

  void add(const facts::Unit &unit);
  /// The names of all functions that reach a database, through calls, overriders and functions passed by address.
  std::set<ReachingName> names() const;
  /// Functions that are handed the text of a statement, or classes they belong to, without a body so far: what they
  /// make of the text is worth reading.
  std::set<Identifier> carriers() const;

private:
  using Node = std::uint32_t;
  Node node(std::string_view text);
  /// Takes finished nodes: making one moves the tables.
  void reachedBy(Node callee, Node caller) { callers[callee].push_back(caller); }
  bool isDatabase(const facts::Unit &unit, facts::TextId model);
  /// How code calls it, added to its node and, for a method, to those it overrides.
  void addNames(const facts::Unit &unit, const facts::Function &function, Node self);

  Node addMember(std::string_view qualified);
  void addCarrier(const facts::Unit &unit, const facts::Function &function, const facts::Call &call);

  const apis::Models &models;
  // A function is known under its key and, for code with errors, its qualified name; both are nodes.
  std::unordered_map<std::string, Node> nodes;
  std::vector<std::vector<Node>> callers;      // Who reaches what this one reaches.
  std::vector<std::set<ReachingName>> called;  // How it is called.
  std::vector<Node> ends;                      // Functions that reach a database by themselves.
  std::unordered_map<std::string, bool> databaseModels;
  std::unordered_map<Node, std::set<Identifier>> carrying;  // What is handed a statement's text, and its names.
  std::unordered_set<Node> withBody;
};

}  // namespace dbrace::driver
