// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Programs that nobody would write, for a front end that must survive them.
//
// Every byte of the input decides one choice of the grammar, so that a fuzzer that changes a byte changes a construct
// and not a letter; when there are none left, the shortest choice is taken and the program ends. Most programs compile.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace dbrace::cpp {

std::string randomProgram(std::span<const std::uint8_t> choices);

/// The same, with a piece left out or put in twice, as an editor leaves it: it rarely compiles.
std::string damagedProgram(std::span<const std::uint8_t> choices);

}  // namespace dbrace::cpp
