// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which variables of a function are dead where: states that differ only there are one state.
#pragma once

#include "facts/Facts.h"

#include <vector>

namespace dbrace::worlds {

std::vector<facts::BlockId> successorsOf(const facts::Block &block);

/// Per block the slots that are dead at its entry: locals by index, temporaries as `locals.size() + index`. Variables
/// whose address is kept somewhere are never dead.
std::vector<std::vector<std::uint32_t>> deadAtEntry(const facts::Function &function);

} // namespace dbrace::worlds
