// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compile commands for a tree that has none.
//
// Not the truth, but enough to read most of the code: the language by extension, a recent standard, and of every header
// in the tree the folder that makes the includes of it resolve. A source that holds code only where a macro is defined
// gets that macro if a build script of the tree may define it, and every source those macros without which a client
// library's header would not be included (`#ifdef HAVE_SQLITE3`): a build with all the databases that the program
// knows. A client library's headers are looked for where this machine has them (InstalledHeaders.h), and what a build
// puts in front of its sources is put there (ForcedHeaders.h). What only a build knows else (generated headers, other
// macros) is missing and shows as compiler errors in the summary.
#pragma once

#include "driver/CompileCommands.h"
#include "driver/SourceTree.h"
#include "driver/TextIndex.h"

#include <set>

namespace dbrace::driver {

struct InferredCommands {
  std::vector<CompileCommand> commands;  ///< One per source, the include folders nearest to it first.
  std::set<std::string> libraryMacros;   ///< Defined for the sake of client libraries, in each of them.
};

InferredCommands inferCommands(const std::vector<std::filesystem::path> &sources, const SourceTree &tree,
                               const std::filesystem::path &root, TextIndex &index);

}  // namespace dbrace::driver
