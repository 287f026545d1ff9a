// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Literal.h"

#include <charconv>

namespace dbrace {

bool spellsNumber(std::string_view text) {
  std::string_view digits = text.substr(text.starts_with('-'));
  if (digits.empty() || digits[0] < '0' || digits[0] > '9')
    return false;
  if (digits[0] == '0' && digits.size() > 1 && digits[1] != '.')
    return false;
  double ignored = 0;
  auto read = std::from_chars(text.data(), text.data() + text.size(), ignored);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

std::string textLiteral(std::string_view text, sql::Dialect dialect) {
  bool backslashes = dialect == sql::Dialect::MySql || dialect == sql::Dialect::MariaDb;
  std::string literal = "'";
  for (char c : text) {
    if (c == '\'' || (c == '\\' && backslashes))
      literal += c;
    literal += c;
  }
  return literal + "'";
}

}  // namespace dbrace
