// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Liveness.h"
#include "worlds/Machine.h"

namespace dbrace::worlds {

namespace {

/// Does the block come again without `avoided` in between?
bool comesAgain(const facts::Function &function, facts::BlockId block, facts::BlockId avoided) {
  if (block >= function.blocks.size() || block == avoided)
    return false;
  std::vector<char> seen(function.blocks.size(), 0);
  std::vector<facts::BlockId> open{block};
  while (!open.empty()) {
    facts::BlockId at = open.back();
    open.pop_back();
    for (facts::BlockId next : successorsOf(function, at)) {
      if (next == block)
        return true;
      if (next < seen.size() && next != avoided && !seen[next])
        seen[next] = 1, open.push_back(next);
    }
  }
  return false;
}

}  // namespace

bool Machine::runsForEachRow(const Frame &frame, std::uint32_t step) const {
  for (const Frame *at = &frame; at; step = at->callerStep, at = at->caller) {
    // The step of this frame that leads to the run of the statement, if it is one of those on the way to it.
    Term path = terms.operand(world->read, 0);
    auto leading = static_cast<std::uint32_t>(terms.number(world->read));
    while (path != noTerm && path != at->id) {
      leading = terms.operand(path, 1);
      path = terms.operand(path, 0);
    }
    bool holdsBoth = path != noTerm;
    if (comesAgain(*at->facts, blockOf(step), holdsBoth ? blockOf(leading) : facts::none))
      return true;
    if (holdsBoth)
      return false;
  }
  return false;
}

}  // namespace dbrace::worlds
