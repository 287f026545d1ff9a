// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What constant globals hold: tables of columns, lists in braces, objects. Their initialisers are run once for the
// program, and what they leave behind is given to every run that names the global. So is the object that a global is
// pointed to once, with what it keeps.
#pragma once

#include "apis/Model.h"
#include "worlds/AtRest.h"
#include "worlds/SetOnce.h"

#include <map>
#include <string>

namespace dbrace::worlds {

struct State;

class RestingGlobals {
public:
  struct Content {
    std::vector<AtRest::Entry> entries;  ///< Of the global and of objects it points to, in the terms of `terms()`.
    Term pointer = noTerm;               ///< Of a member: what it holds in every object of its class.
    std::uint64_t digest = 0;            ///< 0 where nothing is known. For one build of dbrace.
    bool underWay = false;               ///< It is just being worked out.
  };
  RestingGlobals(const ProgramIndex &index, const apis::Models &models, const FunctionInfos &infos);
  ~RestingGlobals();
  /// Worked out when it is first asked for. Nothing of a global that is neither constant nor set once.
  const Content &of(std::string_view global) const;
  /// Of a member that is a smart pointer and set once; else nothing.
  const Content &ofMember(std::string_view field) const;
  bool isSetBy(std::string_view field, FunctionIndex function) const;
  /// Has the function the last word on what the global holds?
  bool isMadeBy(const facts::GlobalVariable &global, FunctionIndex function) const;
  const Terms &terms() const { return terms_; }
  /// A term of `terms()` in another table.
  Term moved(Term term, Terms &to) const;

  TellsEvidence evidence;

private:
  Content initialised(const facts::GlobalVariable &global) const;
  Content pointedTo(std::string_view name, bool isMember, const SetOnce::Setter &setter) const;
  Content left(const State &state, Term root, bool keepsAll) const;
  template <typename Make> const Content &once(std::string_view name, Make make) const;
  std::uint64_t digestOf(const Content &content) const;

  const ProgramIndex &index;
  const apis::Models &models;
  const FunctionInfos &infos;
  SetOnce setOnce;
  mutable Terms terms_;
  mutable std::map<std::string, Content, std::less<>> known;
};

}  // namespace dbrace::worlds
