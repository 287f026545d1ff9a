// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a conflict clause goes into the text of an INSERT.
//
// Edits need offsets, which statements do not keep for their clauses; the one that is asked for is found by the words.
#pragma once

#include "sql/Statement.h"

#include <optional>

namespace dbrace::sql {

/// Behind the last word of the INSERT's own, before RETURNING, the `;` and what is only blank or comment: an offset in
/// the text, in which a hole counts 1. Nothing if the text ends there in something that is only known at run time.
std::optional<std::size_t> upsertPlace(const Text &text, const Statement &insert, Dialect dialect);

/// The text with `added` put in at this offset.
Text withInserted(const Text &text, std::size_t at, std::string_view added);

}  // namespace dbrace::sql
