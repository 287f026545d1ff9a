// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests: runs two sessions on a real SQLite file in every order of their steps.
//
// Sessions are written as in docs/outcomes.md ("B S I C ! S C"). A step never blocks: where SQLite would call the busy
// handler, the session is set aside until the rival has made a step.
#pragma once

#include "rules/Outcomes.h"

#include <string>
#include <vector>

namespace dbrace {

struct SqliteRun {
  std::string sessions;   ///< "B S I C", both alike, or "Bi S I C || S I".
  bool key = false;       ///< UNIQUE over what the sessions look up.
  bool narrower = false;  ///< The sessions look for k and their own n, the key is over k.
  bool writeAheadLog = false;
  bool busyTimeout = false;
};

/// The union over all interleavings.
Outcomes runOnSqlite(const SqliteRun &run);

}  // namespace dbrace
