// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What was known before: a report of ours, against which only new findings count.
//
// Findings are compared by fingerprint, so that moved lines, renamed files and reformatting change nothing. The name of
// the function is part of it: one that is gone and one that is new, with the same statements, are one whose function
// was renamed.
#pragma once

#include "driver/Failure.h"
#include "report/Report.h"

#include <functional>

namespace dbrace::driver {

/// The findings of a stored report that counted then: neither suppressed nor mended.
struct KnownFinding {
  report::Fixed finding;
  std::string likeness;  ///< Rule, table, key and both statements: what a renamed function leaves as it was.
};
using KnownFindings = std::vector<KnownFinding>;
OrFailure<KnownFindings> readBaseline(const std::filesystem::path &file);
KnownFindings knownFindings(const report::Report &report);

/// What counts against what is known. Of a change to the sources it is told, too, when only the text of a statement is
/// another, which may stand far from all places of the finding.
enum class Against { Baseline, Change };

/// Marks every result as new, unchanged or updated, and lists what is gone, as far as `wasRead` says that its file was
/// looked at.
void compare(report::Report &report, const KnownFindings &known, Against against,
             const std::function<bool(const std::string &file)> &wasRead);

/// SARIF with what identifies findings and nothing else: no lines, no times, no folders of this machine. It changes
/// only when findings do, so it can be kept in version control.
std::string baselineOf(const report::Report &report);

}  // namespace dbrace::driver
