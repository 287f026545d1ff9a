// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Completion for shells: each of these yields a script that the shell loads.
//
// Commands, options, values of options that take a word of a list, rules' names; files and folders where those belong.
#pragma once

#include "cli/Table.h"

namespace dbrace::cli {

std::string bashCompletion(const Command &program);
std::string zshCompletion(const Command &program);
std::string fishCompletion(const Command &program);

/// All commands, groups of commands before those in them.
std::vector<const Command *> allCommands(const Command &program);

}  // namespace dbrace::cli
