// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two states of a loop's rounds have looked up two keys. What is written after they have become one state is the key
// that was looked up if both keys were made alike from what the states hold at the same places.
#pragma once

#include "worlds/State.h"

#include <functional>

namespace dbrace::worlds {

struct KeyMerge {
  std::function<Term(Term place)> merged;  ///< The value that a place with two values will have.
  std::function<Term(Term place, const State &)> load;
};

/// The key of the state that `into` and `from` will be merged to, as long as `into`'s. A part that is not made alike
/// stays what it is in `into`: nothing equals it then.
std::vector<Term> mergedKey(const State &into, const State &from, const KeyMerge &merge, Terms &terms);

}  // namespace dbrace::worlds
