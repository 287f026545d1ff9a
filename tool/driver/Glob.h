// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Patterns for paths (`exclude`) and rule names (NOLINT comments).
#pragma once

#include <string_view>

namespace dbrace::driver {

/// `*` and `?` stay within a path component, `**` crosses them, `[abc]` and `[!a-z]` as in a shell. The whole text
/// matches.
bool globMatches(std::string_view pattern, std::string_view text);

/// As .gitignore reads a pattern: one without '/' (but at its end) matches in every folder, a matching folder takes all
/// it holds.
bool excludes(std::string_view pattern, std::string_view relativePath);

}  // namespace dbrace::driver
