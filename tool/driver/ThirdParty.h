// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code that came with the tree but is somebody else's.
//
// It is read like the rest, because wrappers of client libraries lie there. What is wrong in it is not the project's to
// mend, so findings in it are left out, unless that very folder is scanned.
#pragma once

#include <filesystem>
#include <vector>

namespace dbrace::driver {

/// Is the file in a folder that is named as one for others' code ("third_party", "vendor"), seen from the operand that
/// holds it? All absolute and resolved; `root` counts where no operand holds the file.
bool isThirdParty(const std::filesystem::path &file, const std::vector<std::filesystem::path> &operands,
                  const std::filesystem::path &root);

}  // namespace dbrace::driver
