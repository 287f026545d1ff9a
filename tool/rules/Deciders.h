// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One insert, several functions that decide it: each way is a finding of its own.
#pragma once

#include "rules/Finding.h"

namespace dbrace {

/// Findings that would read alike, as if one were told twice, name the function that holds both ends.
void nameDeciders(std::vector<Finding> &findings);

}  // namespace dbrace
