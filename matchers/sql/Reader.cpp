// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

namespace dbrace::sql {

std::vector<Statement> read(const Text &text, Dialect dialect) {
  // The tokens of most statements fit on the stack.
  std::array<std::byte, 8192> buffer;
  std::pmr::monotonic_buffer_resource memory(buffer.data(), buffer.size());
  const reader::Source source = reader::tokenize(text, dialect, &memory);
  return reader::Parser(source).statements();
}

std::string show(const Text &text, std::size_t limit) {
  std::string result;
  std::size_t shown = 0;
  bool blank = false;
  // Characters, not bytes: the last one must not be cut in half.
  const auto append = [&](std::string_view character) {
    if (!limit || shown < limit)
      result += character;
    ++shown;
  };
  for (const auto &piece : text.pieces()) {
    if (std::holds_alternative<Hole>(piece)) {
      if (blank && shown)
        append(" ");
      append("…");
      blank = false;
      continue;
    }
    const std::string &literal = std::get<std::string>(piece);
    for (std::size_t i = 0; i < literal.size();) {
      if (reader::isBlank(literal[i]) || literal[i] == wordSeparator) {
        blank = true;
        ++i;
        continue;
      }
      if (blank && shown)
        append(" ");
      blank = false;
      std::size_t length = 1;
      while (i + length < literal.size() && (static_cast<unsigned char>(literal[i + length]) & 0xC0) == 0x80)
        ++length;
      append(std::string_view(literal).substr(i, length));
      i += length;
    }
  }
  if (limit && shown > limit)
    result += "…";
  return result;
}

}  // namespace dbrace::sql
