// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which compile commands a run works with.
//
// From a compile database, from flags on the command line, or inferred; what has none of its own borrows one. The
// result has each source that is to be read, once or twice, and nothing that cannot be read for a reason known
// beforehand.
#pragma once

#include "driver/CompileCommands.h"
#include "driver/Project.h"
#include "driver/TextIndex.h"
#include "report/Report.h"

namespace dbrace::driver {

struct UnitCommands {
  std::vector<CompileCommand> commands;
  std::vector<report::Notice> notices;  ///< What was left out and why.
};

/// The commands of the operands, by a compile database, by `flags`, or inferred; says on standard error which.
OrFailure<UnitCommands> commandsFor(const Project &project, const Settings &settings, TextIndex &index,
                                    const std::vector<std::string> *flags);

/// For a file without a command, that of a source that includes it, else of the nearest by name and folder; nothing if
/// there are no commands.
std::optional<CompileCommand> borrowedCommand(const std::filesystem::path &file,
                                              const std::vector<CompileCommand> &commands, TextIndex &index);

}  // namespace dbrace::driver
