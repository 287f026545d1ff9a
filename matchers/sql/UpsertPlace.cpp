// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/UpsertPlace.h"

#include "sql/Token.h"

namespace dbrace::sql {

std::optional<std::size_t> upsertPlace(const Text &text, const Statement &insert, Dialect dialect) {
  std::pmr::monotonic_buffer_resource memory;
  const reader::Source source = reader::tokenize(text, dialect, &memory);
  const reader::Token *last = nullptr;
  int depth = 0;
  for (const reader::Token &token : source.tokens) {
    if (token.begin < insert.begin)
      continue;
    if (token.kind == reader::Token::Kind::End || token.begin >= insert.end)
      break;
    if (depth == 0 && (token.is(";") || token.is("RETURNING")))
      break;
    depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    last = &token;
  }
  if (!last || depth != 0 || last->isHole() || last->holes != 0)
    return std::nullopt;
  return last->end;
}

Text withInserted(const Text &text, std::size_t at, std::string_view added) {
  Text result;
  std::size_t offset = 0;
  for (const auto &piece : text.pieces()) {
    const auto *literal = std::get_if<std::string>(&piece);
    const std::size_t size = literal ? literal->size() : 1;
    if (!literal)
      result.append(std::get<Hole>(piece));
    else if (offset < at && at <= offset + size) {
      result.append(std::string_view(*literal).substr(0, at - offset));
      result.append(added);
      result.append(std::string_view(*literal).substr(at - offset));
    } else
      result.append(*literal);
    offset += size;
  }
  return result;
}

}  // namespace dbrace::sql
