// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Token.h"

namespace dbrace::sql::reader {

std::size_t conversionLength(std::string_view text, std::size_t at) {
  const auto peek = [&](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
  std::size_t i = at + 1;
  if (peek(i) == '%')
    return 2;
  const auto digits = [&] {
    while (isDigit(peek(i)))
      ++i;
  };
  digits();
  if (peek(i) == '$')
    ++i;
  while (peek(i) == '-' || peek(i) == '+' || peek(i) == '#' || peek(i) == '0' || peek(i) == '!')
    ++i;
  if (peek(i) == '*')
    ++i;
  digits();
  if (peek(i) == '.') {
    ++i;
    if (peek(i) == '*')
      ++i;
    digits();
  }
  if (text.substr(std::min(i, text.size())).starts_with("I64"))
    i += 3;
  else if (peek(i) == 'z' || peek(i) == 'j' || peek(i) == 't') {
    // SQLite frees the argument of a plain %z.
    const char next = peek(i + 1);
    if (peek(i) == 'z' && next != 'u' && next != 'd' && next != 'i' && next != 'x')
      return i + 1 - at;
    ++i;
  } else
    while (peek(i) == 'l' || peek(i) == 'h' || peek(i) == 'L')
      ++i;
  switch (peek(i)) {
  case 'd':
  case 'i':
  case 'u':
  case 'x':
  case 'X':
  case 'o':
  case 'c':
  case 's':
  case 'f':
  case 'F':
  case 'e':
  case 'E':
  case 'g':
  case 'G':
  case 'q':
  case 'Q':
  case 'w':
    return i + 1 - at;
  default:
    return 0;
  }
}

namespace {

/// MySQL's escapes; a backslash before anything else vanishes, except in front of LIKE's wildcards.
void appendEscaped(std::string &to, char c) {
  switch (c) {
  case 'n':
    to += '\n';
    return;
  case 't':
    to += '\t';
    return;
  case 'r':
    to += '\r';
    return;
  case 'b':
    to += '\b';
    return;
  case '0':
    to += '\0';
    return;
  case 'Z':
    to += '\x1a';
    return;
  case '%':
  case '_':
    to += '\\';
    to += c;
    return;
  default:
    to += c;
  }
}

}  // namespace

std::vector<Piece> Source::pieces(const Token &token) const {
  std::vector<Piece> result;
  std::string text;
  std::uint32_t hole = token.firstHole, conversion = token.number;
  const auto flush = [&] {
    if (!text.empty())
      result.push_back({std::move(text), std::nullopt, std::nullopt});
    text.clear();
  };
  const std::string_view inner = slice(token.innerBegin, token.innerEnd);
  const char closing = token.quote == '[' ? ']' : token.quote == 'X' ? '\'' : token.quote;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    const char c = inner[i];
    if (c == HoleByte) {
      flush();
      result.push_back({{}, holes[hole++], std::nullopt});
    } else if (c == '%' && token.formatted) {
      const std::size_t length = conversionLength(inner, i);
      if (length == 2 && inner[i + 1] == '%')
        text += '%';
      else if (length) {
        flush();
        result.push_back({{}, std::nullopt, conversion++});
      } else
        text += c;
      i += length ? length - 1 : 0;
    } else if (c == '\\' && token.escapes && i + 1 < inner.size() && inner[i + 1] != HoleByte)
      appendEscaped(text, inner[++i]);
    else {
      text += c;
      if (closing && closing != '$' && c == closing && i + 1 < inner.size() && inner[i + 1] == closing)
        ++i;
    }
  }
  flush();
  return result;
}

std::string Source::plain(const Token &token) const {
  if (!token.holes && !token.formatted && !token.quote)
    return std::string(slice(token));
  std::string result;
  for (Piece &piece : pieces(token))
    if (piece.hole || piece.conversion)
      result += HoleByte;
    else
      result += piece.text;
  return result;
}

}  // namespace dbrace::sql::reader
