// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "schema/DdlPlaces.h"

#include "schema/Names.h"

#include <algorithm>
#include <cctype>

namespace dbrace::schema {
namespace {

bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }
bool isBlank(char c) { return std::isspace(static_cast<unsigned char>(c)); }

/// Blanks and comments in front of a statement belong to the one before as far as a reader is concerned.
std::size_t leading(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (isBlank(text[at]))
      ++at;
    else if (text.substr(at).starts_with("--"))
      at = std::min(text.find('\n', at), text.size());
    else if (text.substr(at).starts_with("/*") && !text.substr(at).starts_with("/*!")) {
      std::size_t end = text.find("*/", at + 2);
      at = end == std::string_view::npos ? text.size() : end + 2;
    } else
      break;
  }
  return at;
}

}  // namespace

DdlPlaces::DdlPlaces(std::string_view source, std::size_t begin, std::string_view text, const std::string &file,
                     const Origin *literal)
    : source(source), text_(text.substr(leading(text))), offset(begin + leading(text)), file(file), literal(literal) {}

Origin DdlPlaces::at(std::size_t position) const {
  if (literal)
    return *literal;
  std::string_view before = source.substr(0, offset + position);
  std::size_t lineStart = before.rfind('\n') + 1;  // npos + 1 is 0.
  return {file, static_cast<std::uint32_t>(1 + std::ranges::count(before, '\n')),
          static_cast<std::uint32_t>(before.size() - lineStart + 1)};
}

std::size_t DdlPlaces::findWord(std::string_view word, std::size_t from) const {
  for (std::size_t i = from; !word.empty() && i + word.size() <= text_.size(); ++i)
    if ((i == 0 || !isWord(text_[i - 1])) && (i + word.size() == text_.size() || !isWord(text_[i + word.size()])) &&
        sameName(text_.substr(i, word.size()), word))
      return i;
  return std::string_view::npos;
}

Origin DdlPlaces::named(std::string_view name) const {
  std::size_t body = text_.find('(');
  std::size_t found = body == std::string_view::npos ? body : findWord(name, body);
  if (found == std::string_view::npos)
    found = findWord(name);
  return at(found == std::string_view::npos ? 0 : found);
}

Origin DdlPlaces::key(std::string_view keyword, const std::vector<std::string> &columns) const {
  for (std::size_t i = findWord(keyword); i != std::string_view::npos; i = findWord(keyword, i + 1)) {
    std::size_t open = text_.find_first_of("(,", i), close = text_.find(')', i);
    if (open == std::string_view::npos || close == std::string_view::npos || text_[open] != '(')
      continue;
    if (std::ranges::all_of(columns, [&](const std::string &column) { return findWord(column, open) < close; }))
      return at(i);
  }
  return columns.empty() ? at(0) : named(columns.front());
}

std::string DdlPlaces::excerpt() const {
  std::string result;
  for (char c : text_) {
    if (result.size() == 60)
      return result + "…";
    if (!isBlank(c))
      result += c;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  return result;
}

}  // namespace dbrace::schema
