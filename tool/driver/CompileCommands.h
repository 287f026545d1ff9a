// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which sources there are and how each is compiled.
//
// Clang's own loader reads each entry (cpp/CompileDatabase.h). Before, the shape is checked here: a database that Clang
// refuses with "could not parse" is answered with a place.
#pragma once

#include "driver/Failure.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace::driver {

/// One way to compile one source.
struct CompileCommand {
  std::filesystem::path directory;     ///< Absolute; may not exist.
  std::filesystem::path file;          ///< Absolute, symlinks resolved as far as it exists.
  std::vector<std::string> arguments;  ///< [0] is the compiler; response files expanded, launchers (ccache) removed.
};

/// Reads the text of a compile_commands.json. `place` is its path: relative directories start beside it, messages name
/// it.
OrFailure<std::vector<CompileCommand>> parseCompileCommands(std::string_view json, const std::filesystem::path &place);
OrFailure<std::vector<CompileCommand>> readCompileCommands(const std::filesystem::path &file);

/// The database of a tree: compile_commands.json in `start`, in a folder of it named build*, cmake-build* or out, or in
/// a parent of `start` up to `root`. Empty if there is none.
std::filesystem::path findCompileCommands(const std::filesystem::path &start, const std::filesystem::path &root);

/// The flags that decide what the code means (cpp::normalizedCommand), paths absolute, each value apart from its flag.
std::vector<std::string> meaningOf(const CompileCommand &command);

/// Each source at most twice, with different meanings: a third configuration of one file rarely shows new code and
/// costs as much as a new file. Order of first appearance.
std::vector<CompileCommand> withoutDuplicates(std::vector<CompileCommand> commands);

}  // namespace dbrace::driver
