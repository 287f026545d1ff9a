// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a replay may run. A report is a file that anybody may have written, and the scratch schema is on a server with
// tables of its owner: so every statement is read before the first one runs.
#pragma once

#include "rules/Replay.h"

namespace dbrace::witness {

/// Throws std::runtime_error that names the statement which could reach something other than the replay's own tables.
void admit(const Replay &replay);

}  // namespace dbrace::witness
