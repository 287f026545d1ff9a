// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What dbrace-stale-reread says: what follows the refused insert, in which transaction, and why it fails.
#pragma once

#include "rules/Case.h"
#include "rules/Finding.h"

namespace dbrace {

struct StaleWording {
  const Reread &reread;
  Outcome outcome = Outcome::RowNotVisible;
  bool byKey = false;  ///< The key, not the transaction, hides the row.
  const PathVerdict &path;
};

std::string staleText(const Case &facts, const StaleWording &stale);
/// The re-read, the transaction around, and the calls that lead into it.
void addReread(Finding &finding, const StaleWording &stale);

/// How the row is seen, or the statement runs, after all.
std::string visibleAgain(const Case &facts, Outcome outcome);
/// For a key that refuses rows the lookup does not find.
std::string askByKey(const Case &facts);

}  // namespace dbrace
