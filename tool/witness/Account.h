// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the witness has seen, for people and for the report.
#pragma once

#include "witness/Witness.h"

#include <nlohmann/json.hpp>

namespace dbrace::witness {

/// A time-line: one line a statement, the second session's further right. Ends in a newline.
std::string asText(const Testimony &testimony, const Replay &replay);

/// The member `properties.witness` of a SARIF result.
nlohmann::ordered_json asJson(const Testimony &testimony);

}  // namespace dbrace::witness
