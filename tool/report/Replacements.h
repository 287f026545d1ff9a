// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fixes as the YAML that clang-apply-replacements reads (clang/Tooling/DiagnosticsYaml.h).
#pragma once

#include "report/Report.h"

namespace dbrace::report {

/// One diagnostic for each finding with a fix; unsafe ones only with `unsafe`. Files are absolute.
std::string asReplacements(const Report &report, bool unsafe);

}  // namespace dbrace::report
