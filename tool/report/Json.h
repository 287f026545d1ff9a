// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings as plain JSON, for scripts. Names follow `Finding`; docs/cli.md shows one.
#pragma once

#include "report/Report.h"

namespace dbrace::report {

std::string asJson(const Report &report);

}  // namespace dbrace::report
