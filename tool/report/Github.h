// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings as workflow commands of GitHub Actions: what a job prints becomes annotations of the lines.
//
// For pull requests of forks, which may not upload SARIF. A step shows ten errors and ten warnings at most.
#pragma once

#include "report/Report.h"

namespace dbrace::report {

/// One line for each finding that is shown, then one for each notice above note.
std::string asGithub(const Report &report);

}  // namespace dbrace::report
