// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which variables of a function are dead where: states that differ only there are one state.
#pragma once

#include "facts/Facts.h"

#include <cstdint>
#include <vector>

namespace dbrace::worlds {

std::vector<facts::BlockId> successorsOf(const facts::Block &block);
/// Also the handlers that an exception of one of its steps may come to.
std::vector<facts::BlockId> successorsOf(const facts::Function &function, facts::BlockId block);
/// Per block: is one of `targets` the block itself, or can it be reached from there?
std::vector<char> reaching(const facts::Function &function, const std::vector<facts::BlockId> &targets);

/// Per block a set of slots, such as those that may be read after its entry: locals by index, temporaries as
/// `locals.size() + index`. Variables whose address is kept somewhere always may.
class LiveSlots {
public:
  explicit LiveSlots(std::vector<std::vector<std::uint64_t>> bits) : bits(std::move(bits)) {}
  bool atEntry(facts::BlockId block, std::size_t slot) const { return bits[block][slot / 64] >> (slot % 64) & 1; }

private:
  std::vector<std::vector<std::uint64_t>> bits;
};
LiveSlots liveSlots(const facts::Function &function);
/// Per block the slots that its steps read or write, without what cleanups destroy when an exception comes.
LiveSlots mentionedSlots(const facts::Function &function);

}  // namespace dbrace::worlds
