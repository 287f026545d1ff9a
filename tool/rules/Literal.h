// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values as SQL spells them, for statements that are put together here.
#pragma once

#include "sql/Statement.h"

#include <string>
#include <string_view>

namespace dbrace {

/// A number as a program would send one: no date, address, or number with zeros in front, which only look like it.
bool spellsNumber(std::string_view text);

/// In quotes, with what the dialect's quotes would end or change escaped.
std::string textLiteral(std::string_view text, sql::Dialect dialect);

/// A table's or column's name as it must stand in a statement: in quotes where it is a reserved word or holds other
/// characters. PostgreSQL folds what has no quotes: capitals need them where the program's own text (`statements`) has
/// the name in quotes.
std::string identifier(const std::string &name, sql::Dialect dialect, std::string_view statements);

}  // namespace dbrace
