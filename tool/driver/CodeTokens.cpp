// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CodeTokens.h"

#include <algorithm>
#include <string>

namespace dbrace::driver {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool startsName(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

}  // namespace

CodeToken CodeTokens::next() {
  using Kind = CodeToken::Kind;
  for (; position < text.size(); ++position) {
    char c = text[position];
    if (c == '\n') {
      lineStart = true;
      if (directive) {
        directive = false;
        return {Kind::EndOfDirective, {}};
      }
    } else if (c == '\\' && (at("\\\n") || at("\\\r\n"))) {
      position += text[position + 1] == '\r' ? 2 : 1;
    } else if (at("//") || at("/*")) {
      skipComment();
    } else if (!isBlank(c)) {
      break;
    }
  }
  if (position >= text.size()) {
    if (!directive)
      return {Kind::End, {}};
    directive = false;
    return {Kind::EndOfDirective, {}};
  }
  char c = text[position];
  bool first = lineStart;
  lineStart = false;
  if (c == '#' && first) {
    directive = true;
    return {Kind::Directive, text.substr(position++, 1)};
  }
  if (startsName(c)) {
    std::size_t end = position;
    while (end < text.size() && (startsName(text[end]) || isDigit(text[end])))
      ++end;
    std::string_view name = text.substr(position, end - position);
    bool prefix = name == "L" || name == "u" || name == "U" || name == "u8";
    bool raw = name == "R" || name == "LR" || name == "uR" || name == "UR" || name == "u8R";
    position = end;
    if (raw && position < text.size() && text[position] == '"')
      return rawLiteral();
    if (prefix && position < text.size() && (text[position] == '"' || text[position] == '\''))
      return literal(text[position]);
    return {Kind::Identifier, name};
  }
  if (c == '"' || c == '\'')
    return literal(c);
  if (isDigit(c)) {
    std::size_t end = position;  // 1'000'000 is one number, not a character literal.
    while (end < text.size() &&
           (startsName(text[end]) || isDigit(text[end]) || text[end] == '.' ||
            (text[end] == '\'' && end + 1 < text.size() && (isDigit(text[end + 1]) || startsName(text[end + 1])))))
      ++end;
    position = end;
    return {Kind::Mark, "0"};
  }
  return {Kind::Mark, text.substr(position++, 1)};
}

std::string_view CodeTokens::restOfLine() {
  std::size_t end = std::min(text.find('\n', position), text.size());
  std::string_view rest = text.substr(position, end - position);
  position = end;
  return rest;
}

/// Leaves `position` on the comment's last character.
void CodeTokens::skipComment() {
  if (at("/*")) {
    std::size_t end = text.find("*/", position + 2);
    position = end == std::string_view::npos ? text.size() : end + 1;
    return;
  }
  while (position + 1 < text.size() && text[position + 1] != '\n')
    ++position;
}

CodeToken CodeTokens::literal(char quote) {
  std::size_t begin = ++position;
  while (position < text.size() && text[position] != quote && text[position] != '\n')
    position += text[position] == '\\' ? 2 : 1;
  std::size_t end = std::min(position, text.size());
  position = end < text.size() && text[end] == quote ? end + 1 : end;  // Not closed: the line ends it.
  return {CodeToken::Kind::Literal, text.substr(begin, end - begin)};
}

CodeToken CodeTokens::rawLiteral() {
  std::size_t open = text.find('(', position);
  if (open == std::string_view::npos || open - position > 17)
    return literal('"');
  std::string close = ")" + std::string(text.substr(position + 1, open - position - 1)) + "\"";
  std::size_t end = std::min(text.find(close, open), text.size());
  position = std::min(end + close.size(), text.size());
  return {CodeToken::Kind::Literal, text.substr(open + 1, end - open - 1)};
}

}  // namespace dbrace::driver
