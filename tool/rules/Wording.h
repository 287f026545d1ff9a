// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What all rules' findings have in common: names of keys and rivals, related places, the way from check to write.
#pragma once

#include "rules/Case.h"
#include "rules/Finding.h"

namespace dbrace {

/// "accounts.email", "accounts.(email, tenant)", "accounts.lower(email)".
std::string keyName(const Case &facts);
/// "(email)", "(lower(email), tenant)".
std::string keyList(const Case &facts);
/// "two sessions", "two threads", "two threads or processes"; "two processes" where a mutex keeps this one's threads
/// apart.
std::string_view rivals(const Case &facts);
/// A column with what the lookup wraps around it.
std::string spelled(const CheckedColumn &column);

/// With everything but message, advice, level and guards. `unprotected` are the paths on which it happens, out of all.
Finding baseFinding(std::string_view rule, const Case &facts, const std::vector<const PathVerdict *> &unprotected);

/// The transactions and locks that do not keep the rival out, and the path that has one that does.
void addGuards(Finding &finding, const Case &facts, const std::vector<const PathVerdict *> &unprotected);

/// What follows the message: columns that may not be the ones looked up, and the path without protection where another
/// has one, with what protects there. Empty, or starts with a blank or a semicolon.
std::string reservations(const Case &facts, const std::vector<const PathVerdict *> &unprotected);

}  // namespace dbrace
