// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the command of some build system to what Clang is started with.
#pragma once

#include "cpp/Read.h"

namespace dbrace::cpp {

struct ClangCommand {
  std::vector<std::string> flags;    ///< [0] is clang or clang++. Without the source. Deterministic.
  bool hostHeaders = false;          ///< Headers that the target lacks may come from this machine.
  std::vector<std::string> remarks;  ///< What the reader of a report should know of the choices made.
};

/// `essential`: nothing but include folders, macros and language, for a command that Clang refuses otherwise.
ClangCommand clangCommand(const ReadRequest &request, bool essential);

}  // namespace dbrace::cpp
