// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the audit report's page is told: the content of SARIF logs, each thing once.
//
// SARIF repeats files, source lines and rules in every result. A page with thousands of findings must be small to open
// at once, so lines are collected by file here, and places are short lists.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace dbrace::report {

/// One report in the course of time.
struct TrendPoint {
  std::string date;  ///< UTC, "2026-01-31T12:00:00Z".
  std::size_t added = 0, fixed = 0, open = 0;
};

/// Throws std::runtime_error where a log is no report of ours. assets/model.js reads the result.
nlohmann::ordered_json htmlData(const std::vector<nlohmann::ordered_json> &logs, const std::vector<TrendPoint> &trend);

}  // namespace dbrace::report
