// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Words as one line for a shell: the commands that a report offers to be run again.
#pragma once

#include <string>
#include <vector>

namespace dbrace::driver {

/// The words as one line that a POSIX shell splits the same way.
std::string shellQuoted(const std::vector<std::string> &words);

}  // namespace dbrace::driver
