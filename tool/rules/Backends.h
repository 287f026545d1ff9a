// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One place, several database layers: a call through an interface is judged for each of its classes, and told once.
#pragma once

#include "rules/Finding.h"

namespace dbrace {

/// Findings of one rule at one place that differ by the class behind the interface become one, with the classes named:
/// the gravest speaks, and what is said of others is added where it differs. `findings` are in order of place.
void mergeBackends(std::vector<Finding> &findings);

}  // namespace dbrace
