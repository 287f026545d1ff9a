// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a rival does to a lookup and its insert, in the words that several rules use.
#pragma once

#include "rules/Case.h"
#include "rules/Finding.h"

namespace dbrace {

/// What the schema says about the key, as the end of a sentence: "users.email has no unique key".
std::string promise(const Case &facts);
/// "two sessions can both find no row and both insert one: users.email has no unique key"
std::string bothInsert(const Case &facts);
/// "when a rival stores the same users.email after the lookup, this insert fails on …, and nothing catches …"
std::string insertFails(const Case &facts, bool violation = true);

/// Of an insert that fails on a key: nothing where that is told apart.
std::optional<Level> levelOf(Handling handling);
/// Of two rows: who handles a violation on a table that no schema has knows of a key there.
Level levelOfDuplicates(const Case &facts, Level highest);

}  // namespace dbrace
