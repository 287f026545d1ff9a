// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who has loaded the module.
//
// A module and the clang-tidy that loads it share every object of Clang's, so both must run the very same libraries. A
// clang-tidy of another major, or one that is linked statically, would go on with two copies of Clang and crash
// somewhere; it is refused at once.
#pragma once

namespace dbrace::tidy {

/// Was the Clang library that this module is linked with there before the module, so that it is its host's too?
bool sharesClangWithHost();

/// Says what is needed and ends the process.
[[noreturn]] void refuseHost();

}  // namespace dbrace::tidy
