// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One project from sources to a report: selection, workers, cache, analysis. What becomes of the report is Scan's.
#pragma once

#include "driver/Analysis.h"
#include "driver/Scan.h"
#include "driver/SchemaFiles.h"

namespace dbrace::driver {

/// What went wrong, or the exit code of a scan that was interrupted, after that has been said.
using NoReport = std::variant<Failure, int>;

/// `schema` is the one given to the scan; those in the code are found on the way.
std::variant<report::Report, NoReport> scanProject(const ScanRequest &request, const Project &project,
                                                   const Settings &settings, const apis::Models &models,
                                                   const LoadedSchema &schema);

}  // namespace dbrace::driver
