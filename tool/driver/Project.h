// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The project a run is about: its root, its configuration file, and the sources meant.
#pragma once

#include "driver/Settings.h"

namespace dbrace::driver {

struct Project {
  std::filesystem::path root;                   ///< Resolved.
  std::filesystem::path config;                 ///< Empty: none.
  std::vector<std::filesystem::path> operands;  ///< Sources and folders, resolved. Never empty.
  std::filesystem::path copyOf;                 ///< The root of the project that this is an older copy of; empty: none.
};

/// `config` empty: .dbrace.json is looked for upwards from the first operand (without operands: from the working
/// directory), up to the top of a git work tree. The root is its folder, else the top of the work tree, else the
/// working directory. A missing operand is a failure.
OrFailure<Project> findProject(const std::vector<std::string> &operands, const std::string &config);
/// The same for one source, with another working directory than the process's: relative paths are seen from there.
OrFailure<Project> findProjectOf(const std::filesystem::path &source, const std::filesystem::path &config,
                                 const std::filesystem::path &workingDirectory);

}  // namespace dbrace::driver
