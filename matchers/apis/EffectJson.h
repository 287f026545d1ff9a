// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Effects from JSON and back, by the tables of Shape.h.
#pragma once

#include "apis/Problems.h"

namespace dbrace::apis {

/// Nothing after an error, which has been reported.
std::optional<Effect> readEffect(const Node &node, Problems &problems);
Json printEffect(const Effect &effect);

/// The highest argument the effect speaks of, if any.
std::optional<std::uint32_t> highestArgument(const Effect &effect);

}  // namespace dbrace::apis
