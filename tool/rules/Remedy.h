// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What to write instead, in the words of the database in use.
#pragma once

#include "rules/Case.h"

#include <functional>

namespace dbrace {

/// One or two sentences: let the database decide, by one statement.
std::string atomicForm(const Case &facts);
/// The query that finds duplicates already stored, the constraint to add, then the atomic form. Where the lookup has
/// further conditions no constraint is known to be right: how to do both steps as one.
std::string constraintAndAtomicForm(const Case &facts);

/// How to let one in at a time, as a part of a sentence.
std::string oneAtATime(const Case &facts);

/// The key to name in a conflict clause, with its predicate: the covering one, or the one that is missing.
/// `named` spells a column's name.
std::string conflictTarget(const Case &facts,
                           const std::function<std::string(const std::string &)> &named = std::identity());

/// As a part of another sentence.
std::string lowered(std::string sentence);

}  // namespace dbrace
