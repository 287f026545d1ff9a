// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pointers, globals and members, that the program points to an object at one place only, such as what `init()` makes
// for everybody, and the members that such an object keeps as they were made.
#pragma once

#include "worlds/FunctionInfo.h"

namespace dbrace::worlds {

class SetOnce {
public:
  /// Who points it to an object, and in which block. That it is set to null elsewhere, or not yet, does not count.
  struct Setter {
    FunctionIndex function = 0;
    facts::BlockId block = 0;
  };
  SetOnce(const ProgramIndex &index, const FunctionInfos &infos);
  /// `name`: of a global, or of a member that is a smart pointer. Null of what is set in several ways, or never.
  const Setter *of(facts::TextId name) const;
  /// Is it such a member? What is said of others need not be remembered.
  bool isPointerMember(facts::TextId name) const { return pointerMembers.contains(name); }
  /// Is the member of an object written by anybody but its constructors?
  bool changes(facts::TextId field) const { return changed.contains(field); }

private:
  void readWrites(FunctionIndex function, const FunctionInfos &infos);
  void readChanges(const facts::Function &function, facts::PlaceId place);

  const Program &program;
  struct Writes {
    std::size_t all = 0;  ///< But for those of null.
    std::optional<Setter> setter;
  };
  std::unordered_map<facts::TextId, Writes> writes;
  std::unordered_set<facts::TextId> changed, pointerMembers;
};

}  // namespace dbrace::worlds
