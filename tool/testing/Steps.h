// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `steps:` marks speak of: what a line of source became in the facts, before anything is linked or judged.
//
//   if (row && !locked())  // steps: if row != 0; t0 = call locked(); if t0
//
// A mark lists all steps of its line, in the order of the blocks, each by a part of its text as `dbrace extract --dump`
// prints it. In front of it stands its block, behind it what runs when it throws: "b2: call g()  unwinds to try catch E
// -> b4". Jumps may be left out; a line that becomes no step is marked "nothing"; a mark on a line of its own continues
// the one above. Lines without a mark are not looked at.
#pragma once

#include "facts/Facts.h"
#include "testing/Compare.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace::testing {

/// The texts of each line's steps.
using StepsByLine = std::map<std::uint32_t, std::vector<std::string>>;

/// Of one file, by its path in the unit.
StepsByLine stepsOf(const facts::Unit &unit, std::string_view file);

/// The marks of `source` against the steps it became. A source without marks is a mismatch too: it would test nothing.
std::vector<Mismatch> compareSteps(std::string_view file, std::string_view source, const StepsByLine &steps);

}  // namespace dbrace::testing
