// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace witness: the findings of a report, shown to happen on a real database. Part of the program, not of the
// driver's library, which knows no database.
#pragma once

#include <string>
#include <vector>

namespace dbrace::driver {

struct WitnessRequest {
  std::string report;                 ///< SARIF, as scan writes it.
  std::string database;               ///< A URL; empty: SQLite's findings only, in a file of our own.
  std::vector<std::string> findings;  ///< Fingerprints, or how they begin; empty: all.
  std::string output;                 ///< Empty: the report itself.
};
int witness(const WitnessRequest &request);

}  // namespace dbrace::driver
