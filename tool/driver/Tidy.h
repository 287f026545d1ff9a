// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace tidy: clang-tidy with dbrace's module. Part of the program, not of the driver's library.
//
// The module works in a clang-tidy of one major only. This finds that clang-tidy and the module that was installed with
// this program, and becomes the one with the other loaded.
#pragma once

#include <string>
#include <vector>

namespace dbrace::driver {

struct TidyRequest {
  std::string clangTidy;               ///< A program; empty: found.
  std::vector<std::string> arguments;  ///< For clang-tidy.
};
/// Returns only if clang-tidy was not started: the exit code.
int tidy(const TidyRequest &request);

}  // namespace dbrace::driver
