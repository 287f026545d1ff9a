// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Entries of compile databases, as Clang's own loader takes them.
//
// The loader knows what tools write: words quoted for a shell or for Windows, response files, launchers in front of the
// compiler. It says little about what is wrong with a database, so the shape is checked before
// (driver/CompileCommands).
#pragma once

#include <string>
#include <vector>

namespace dbrace::cpp {

/// The arguments of one entry, [0] the compiler; response files expanded. `entry` is a JSON object with "directory"
/// (absolute), "file" and "command" or "arguments", and nothing else. Empty if Clang makes nothing of it.
std::vector<std::string> argumentsOfEntry(const std::string &entry);

/// The command of one file put to use for another, with the language that the other's name asks for.
std::vector<std::string> transferredArguments(const std::vector<std::string> &arguments, const std::string &directory,
                                              const std::string &from, const std::string &to);

struct KnownCommand {
  std::string directory, file;
  std::vector<std::string> arguments;
};
/// The command that Clang's tools would take for a file without one: of the source whose name and folder are nearest.
KnownCommand nearestCommand(const std::vector<KnownCommand> &known, const std::string &file);

}  // namespace dbrace::cpp
