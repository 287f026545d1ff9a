// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A finding's replay in reports, and out of them again: dbrace witness has nothing but the report.
#pragma once

#include "rules/Replay.h"

#include <nlohmann/json.hpp>

namespace dbrace::report {

nlohmann::ordered_json replayToJson(const Replay &replay);

/// Throws std::runtime_error that says what is wrong.
Replay replayFromJson(const nlohmann::ordered_json &json);

std::string_view nameOf(ReplayStep::Role role);

}  // namespace dbrace::report
