// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the driver asks a worker to read, as bytes: a file in the run's temporary folder, because a command line has
// limits and paths need not be valid in any encoding.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace::driver {

struct WorkerRequest {
  std::string root, directory, file;
  std::string output;             ///< Where the facts go, as CBOR; complete or not there.
  std::string asked;              ///< Where what was asked of the file system goes; empty: nobody wants to know.
  std::vector<std::string> apis;  ///< Model files of the user.
  std::vector<std::string> command;
  bool operator==(const WorkerRequest &) const = default;
};

std::string serialized(const WorkerRequest &request);
std::optional<WorkerRequest> parseRequest(std::string_view bytes);

/// A worker's exit code for a unit that has nothing to read; the reason is on standard error.
inline constexpr int exitNothingRead = 3;

}  // namespace dbrace::driver
