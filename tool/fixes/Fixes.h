// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From findings to edits: one function, and one source for all that write edits somewhere.
//
// A fix is an insertion into the string literal that holds the statement. It is offered only where the result reads as
// what it should be, where nothing else uses the literal, and while the file is what was analysed; otherwise the
// finding says why there is none.
#pragma once

#include "rules/Finding.h"

#include <functional>

namespace dbrace {

/// The content of a file as findings name it, if it has this hash (xxh3 of its bytes).
using ContentOf = std::function<std::optional<std::string>(const std::string &file, std::uint64_t hash)>;

/// Sets `fix` or `noFix` of every finding that has ground for it. No files are written.
void addFixes(std::vector<Finding> &findings, const ContentOf &contentOf);

}  // namespace dbrace
