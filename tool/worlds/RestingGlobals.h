// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What constant globals hold: tables of columns, lists in braces, objects. Their initialisers are run once for the
// program, and what they leave behind is given to every run that names the global.
#pragma once

#include "apis/Model.h"
#include "worlds/AtRest.h"
#include "worlds/FunctionInfo.h"

#include <map>
#include <string>

namespace dbrace::worlds {

class RestingGlobals {
public:
  struct Content {
    std::vector<AtRest::Entry> entries;  ///< Of the global and of objects it points to, in the terms of `terms()`.
    std::uint64_t digest = 0;            ///< 0 where nothing is known. For one build of dbrace.
    bool underWay = false;               ///< It is just being worked out.
  };
  RestingGlobals(const ProgramIndex &index, const apis::Models &models, const FunctionInfos &infos);
  ~RestingGlobals();
  /// Worked out when it is first asked for. Nothing of a global that is not constant.
  const Content &of(std::string_view global) const;
  const Terms &terms() const { return terms_; }
  /// A term of `terms()` in another table.
  Term moved(Term term, Terms &to) const;

  TellsEvidence evidence;

private:
  Content initialised(const facts::GlobalVariable &global) const;
  std::uint64_t digestOf(const Content &content) const;

  const ProgramIndex &index;
  const apis::Models &models;
  const FunctionInfos &infos;
  mutable Terms terms_;
  mutable std::map<std::string, Content, std::less<>> known;
};

}  // namespace dbrace::worlds
