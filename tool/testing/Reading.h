// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads one source of an input, in this process, as a build system would have it compiled.
#pragma once

#include "cpp/Read.h"

#include <filesystem>
#include <map>

namespace dbrace::testing {

/// The headers of client libraries: those of Debian, or as if none were installed, so that stand-ins are read.
enum class Headers { Real, StoodInFor };

/// `instead`: contents in place of files', by absolute path.
/// `flags` come behind ours, which put the client libraries of Debian in reach. Paths are relative to `root`.
std::variant<facts::Unit, cpp::ReadFailure> readSource(const std::filesystem::path &source,
                                                       const std::vector<std::string> &flags,
                                                       const std::filesystem::path &root,
                                                       Headers headers = Headers::Real,
                                                       std::map<std::string, std::string> instead = {});

}  // namespace dbrace::testing
