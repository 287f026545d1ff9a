// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ShellWords.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace dbrace::driver {
std::string shellQuoted(const std::vector<std::string> &words) {
  std::string line;
  for (const std::string &word : words) {
    if (!line.empty())
      line += ' ';
    bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
      return std::isalnum(c) || std::string_view("_-./=+,:@%").find(static_cast<char>(c)) != std::string_view::npos;
    });
    if (plain) {
      line += word;
      continue;
    }
    line += '\'';
    for (char c : word)
      line += c == '\'' ? std::string("'\\''") : std::string(1, c);
    line += '\'';
  }
  return line;
}

}  // namespace dbrace::driver
