// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The project as it was before a change, in a temporary folder: `--diff` judges it like any other project.
//
// Judging both sides whole is what makes a removed UNIQUE, a removed lock and a changed callee visible, wherever the
// finding they make lies.
#pragma once

#include "driver/ChangedLines.h"
#include "driver/Files.h"
#include "driver/Project.h"

#include <memory>

namespace dbrace::driver {

struct BaseTree {
  std::unique_ptr<TemporaryFolder> folder;
  std::filesystem::path root;  ///< What the project's root was.
  std::string name;            ///< For people: "main (3f2a9c1)".
  ChangedLines changed;        ///< Files as the project names them.
};

/// The merge base of `revision` and HEAD, so that what others have done meanwhile is not held against the change;
/// `revision` itself where there is none. The work tree, with all that is not committed, is the other side.
OrFailure<BaseTree> baseOfRevision(const std::filesystem::path &root, const std::string &revision);
/// The work tree with the patch taken out of it again.
OrFailure<BaseTree> baseOfPatch(const std::filesystem::path &root, const std::filesystem::path &patch);

/// The same project there. Operands that did not exist are left out.
Project projectIn(const BaseTree &base, const Project &project);
/// Paths of settings where they existed; a compile database is written anew with the base's paths.
OrFailure<Settings> settingsIn(const BaseTree &base, const Project &project, const Settings &settings);
/// Flags given behind "--".
std::vector<std::string> flagsIn(const BaseTree &base, const Project &project, const std::vector<std::string> &flags);

}  // namespace dbrace::driver
