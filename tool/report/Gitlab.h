// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings as a Code Quality report of GitLab, the artifact `reports: codequality`.
//
// GitLab itself compares it with the target branch's, by fingerprint; so all findings are in it, old ones too.
#pragma once

#include "report/Report.h"

namespace dbrace::report {

/// A list, one entry for each finding that is not suppressed; severities critical, major and minor for error, warning
/// and note. Fingerprints are unique within it.
std::string asGitlab(const Report &report);

}  // namespace dbrace::report
