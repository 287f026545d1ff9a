// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace init: a .dbrace.json for a project, with what was found and why.
#pragma once

#include <string>

namespace dbrace::driver {

struct InitRequest {
  std::string folder;  ///< Empty: the working directory.
  bool force = false;  ///< Replaces a file that is there.
};
int init(const InitRequest &request);

}  // namespace dbrace::driver
