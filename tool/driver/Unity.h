// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Unity builds: generated sources that hold nothing but includes of other sources.
//
// What such a source includes is read inside it. Where the build has not generated it yet, the sources themselves are
// read, with its flags.
#pragma once

#include "driver/CompileCommands.h"

namespace dbrace::driver {

/// What a source includes that holds nothing but directives, resolved: sources. Nothing for any other file.
std::vector<std::filesystem::path> sourcesOfUnity(const std::filesystem::path &file);

/// Removes the commands of sources that a unity source among the commands includes: they would be read twice.
void dropWhatUnitySourcesInclude(std::vector<CompileCommand> &commands);

/// Replaces each unity source that does not exist (by its name) by the sources in the folder of its target that have no
/// command, as far as there are any. `database` is the compile database, `root` the project's.
void replaceMissingUnitySources(std::vector<CompileCommand> &commands, const std::filesystem::path &database,
                                const std::filesystem::path &root, const std::vector<std::string> &exclude);

}  // namespace dbrace::driver
