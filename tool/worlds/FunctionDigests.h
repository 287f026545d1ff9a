// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run can learn from a function's body, as one number: the same in every program in which it learns the same.
#pragma once

#include "worlds/FunctionInfo.h"

#include <optional>

namespace dbrace::worlds {

class FunctionDigests {
public:
  FunctionDigests(const ProgramIndex &index, const FunctionInfos &infos);

  /// The function whose content has this hash.
  std::optional<FunctionIndex> find(std::uint64_t hash) const;
  std::uint64_t hashOf(FunctionIndex function) const { return program.functions[function].hash; }
  /// The body, and of the functions that it may call, destroy with or hand on: their content, and what FunctionInfos
  /// knows of them.
  std::uint64_t ofBody(FunctionIndex function) const;
  /// Classes and globals, and which virtual methods have bodies.
  std::uint64_t ofHierarchy() const { return hierarchy; }

private:
  std::uint64_t ofCallee(FunctionIndex function) const;

  const ProgramIndex &index;
  const Program &program;
  const FunctionInfos &infos;
  std::unordered_map<std::uint64_t, FunctionIndex> byHash;
  std::uint64_t hierarchy;
  mutable std::vector<std::uint64_t> bodies, callees;  // 0: not known yet.
};

/// Of what packing/Packed.h makes of a value. For one build of dbrace.
std::uint64_t digestOf(std::string_view bytes);

}  // namespace dbrace::worlds
