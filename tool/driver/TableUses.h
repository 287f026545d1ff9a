// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The schema against the code, table by table: what a reviewer wants to see besides findings.
#pragma once

#include "report/Report.h"
#include "schema/Schema.h"
#include "worlds/Interpret.h"

namespace dbrace::driver {

/// Every table that the schema describes or a statement names, by name.
std::vector<report::TableUse> tableUses(const worlds::Interpretation &interpretation, const schema::Schema &schema);

}  // namespace dbrace::driver
