// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings as plain JSON, for scripts. Names follow `Finding`; docs/cli.md shows one.
#pragma once

#include "report/Report.h"

#include <nlohmann/json_fwd.hpp>

namespace dbrace::report {

std::string asJson(const Report &report);

/// What was read, seen and understood; SARIF has it too.
nlohmann::ordered_json summaryToJson(const Summary &summary);

}  // namespace dbrace::report
