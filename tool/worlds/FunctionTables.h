// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Structures of functions, which are to C what virtual methods are to C++: `store->ops->find(store, key)`.
//
// Each place that the program fills with functions is one table: a constant structure, or one that a function fills.
// Which of them a pointer leads to is chosen at the first call through it, and kept (Dispatch.cpp).
#pragma once

#include "worlds/Program.h"

#include <map>
#include <span>
#include <unordered_map>
#include <vector>

namespace dbrace::worlds {

class FunctionTables {
public:
  using Table = std::uint32_t;

  explicit FunctionTables(const ProgramIndex &index);

  /// The member through which a call finds its function; 0 for a call of another kind. `base`: the place it is of.
  static facts::TextId memberCalled(const facts::Function &caller, const facts::Call &call,
                                    facts::PlaceId *base = nullptr);
  /// The tables that have a function in this member, in an order that is that of no file. None where there are too many
  /// to tell anything.
  std::span<const Table> with(facts::TextId member) const;
  /// The key of a table's function in a member.
  facts::TextId function(Table table, facts::TextId member) const { return tables[table].at(member); }
  /// Of all that is in the tables with this member.
  std::uint64_t digest(facts::TextId member) const;

private:
  const ProgramIndex &index;
  std::vector<std::map<facts::TextId, facts::TextId>> tables;  // Member -> key of its function.
  std::unordered_map<facts::TextId, std::vector<Table>> byMember;
};

}  // namespace dbrace::worlds
