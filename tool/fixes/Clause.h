// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The words that let the database decide: a conflict clause for an INSERT, in its dialect.
#pragma once

#include "rules/Fix.h"

#include <variant>

namespace dbrace {

struct Clause {
  std::string text;                       ///< " ON CONFLICT (email) DO NOTHING", to stand behind the values.
  std::vector<std::string> reservations;  ///< What keeps it from being safe; each the end of a sentence.
};
/// Why there is none: the end of a sentence.
struct NoClause {
  std::string why;
};

std::variant<Clause, NoClause> conflictClause(const FixGround &ground);

}  // namespace dbrace
