// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The commands that read a unit in this very process: `extract` for people, `worker` for ourselves. Part of the
// program, not of the driver's library, which knows no Clang.
#pragma once

#include "driver/Settings.h"

namespace dbrace::driver {

struct ExtractRequest {
  std::string source;
  std::string output;              ///< Ending in .json: JSON instead of CBOR. Empty: only with `dump`.
  bool dump = false;               ///< Prints the readable listing.
  std::vector<std::string> flags;  ///< Behind "--"; without them the compile database is asked.
  bool flagsGiven = false;
  WrittenOptions options;  ///< `apis` and `buildDir` count.
};
int extract(const ExtractRequest &request);

/// Reads what the request file says, under limits of memory and time. Exit code 0, or exitNothingRead with the reason
/// on standard error; anything else is a crash.
int worker(const std::string &requestFile);

}  // namespace dbrace::driver
