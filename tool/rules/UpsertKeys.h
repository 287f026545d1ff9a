// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Has an upsert any unique key by which it could find a row that is there?
#pragma once

#include "rules/Case.h"

namespace dbrace {

/// `named`: the clause names columns or a constraint. The table is known.
bool isIneffective(const sql::Insert &insert, const sql::Conflict &clause, bool named, const Case &facts);

}  // namespace dbrace
