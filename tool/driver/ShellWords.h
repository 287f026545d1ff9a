// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A command line as one text, split into its words: the "command" member of compile databases, and response files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dbrace::driver {

/// As a POSIX shell splits it, without expansions: quotes, backslashes. An open quote ends with the text.
std::vector<std::string> posixWords(std::string_view text);
/// As Microsoft's C runtime splits it: backslashes count only before a double quote.
std::vector<std::string> windowsWords(std::string_view text);
/// Windows rules where the first word is a path with a drive letter or ends in .exe, else POSIX rules.
std::vector<std::string> commandWords(std::string_view text);

/// The words as one line that a POSIX shell splits the same way.
std::string shellQuoted(const std::vector<std::string> &words);

}  // namespace dbrace::driver
