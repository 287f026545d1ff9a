// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace report: stored reports in another form, alone, together, or in the course of time.
#pragma once

#include "driver/Settings.h"

namespace dbrace::driver {

struct ReportRequest {
  std::vector<std::string> reports;  ///< SARIF, as scan writes it.
  WrittenOptions options;            ///< Formats, output, --fail-on.
  std::string history;               ///< An SQLite file; empty: none.
};
/// The exit code is that of a scan with the same findings.
int report(const ReportRequest &request);

}  // namespace dbrace::driver
