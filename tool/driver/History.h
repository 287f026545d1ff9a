// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reports in the course of time, in one SQLite file that a pipeline keeps: what the audit report draws as a trend.
#pragma once

#include "driver/Failure.h"
#include "report/HtmlData.h"
#include "report/Report.h"

#include <filesystem>

namespace dbrace::driver {

/// Adds the report under its date, unless it is there already, and yields the trend: of every week the last report, or
/// all where they are of one week. Suppressed findings do not count.
OrFailure<std::vector<report::TrendPoint>> recordHistory(const std::filesystem::path &file,
                                                         const report::Report &report);

}  // namespace dbrace::driver
