// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Text.h"

namespace dbrace::sql {

void Text::append(std::string_view literal) {
  if (literal.empty())
    return;
  if (!pieces_.empty())
    if (auto *last = std::get_if<std::string>(&pieces_.back())) {
      last->append(literal);
      return;
    }
  pieces_.emplace_back(std::string(literal));
}

void Text::append(const Text &other) {
  for (const auto &piece : other.pieces_)
    if (const auto *literal = std::get_if<std::string>(&piece))
      append(*literal);
    else
      append(std::get<Hole>(piece));
}

}  // namespace dbrace::sql
