// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Questions to git. Everything it is asked only reads: neither the index nor the work tree of the user is touched.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dbrace::driver {

/// What `git -C folder ARGUMENTS` says on standard output; nullopt if it does not end well. `index` instead of the
/// work tree's own, if not empty.
std::optional<std::string> git(const std::filesystem::path &folder, const std::vector<std::string> &arguments,
                               const std::filesystem::path &index = {});

/// Without its last newline.
std::string firstLine(const std::string &text);

}  // namespace dbrace::driver
