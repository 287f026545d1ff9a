// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixes/SpelledLiteral.h"

namespace dbrace {

namespace {

int digitOf(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
}

void appendUtf8(std::string &to, std::uint32_t code) {
  if (code < 0x80)
    to += static_cast<char>(code);
  else if (code < 0x800) {
    to += static_cast<char>(0xc0 | code >> 6);
    to += static_cast<char>(0x80 | (code & 0x3f));
  } else if (code < 0x10000) {
    to += static_cast<char>(0xe0 | code >> 12);
    to += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    to += static_cast<char>(0x80 | (code & 0x3f));
  } else {
    to += static_cast<char>(0xf0 | code >> 18);
    to += static_cast<char>(0x80 | (code >> 12 & 0x3f));
    to += static_cast<char>(0x80 | (code >> 6 & 0x3f));
    to += static_cast<char>(0x80 | (code & 0x3f));
  }
}

/// The escape behind a backslash; `at` is moved behind it. Nothing for what no compiler takes alike.
std::optional<std::string> readEscape(std::string_view token, std::size_t &at) {
  constexpr std::string_view letters = "abfnrtv\\'\"?", meant = "\a\b\f\n\r\t\v\\'\"?";
  char c = token[at++];
  if (std::size_t known = letters.find(c); known != std::string_view::npos)
    return std::string(1, meant[known]);
  std::string result;
  std::uint32_t code = 0;
  std::size_t digits = 0;
  auto read = [&](std::uint32_t base, std::size_t most) {
    for (; digits < most && at < token.size() && digitOf(token[at]) < static_cast<int>(base); ++at, ++digits)
      code = code * base + static_cast<std::uint32_t>(digitOf(token[at]));
  };
  if (c == 'u' || c == 'U') {
    std::size_t wanted = c == 'u' ? 4 : 8;
    read(16, wanted);
    if (digits != wanted || code > 0x10ffff)
      return std::nullopt;
    appendUtf8(result, code);
    return result;
  }
  if (c == 'x')
    read(16, 8);
  else {
    --at;
    read(8, 3);
  }
  // Beyond ASCII it is a code unit of the literal's own encoding.
  if (digits == 0 || code > 0x7f)
    return std::nullopt;
  return std::string(1, static_cast<char>(code));
}

}  // namespace

std::optional<SpelledLiteral> SpelledLiteral::read(std::string_view token) {
  SpelledLiteral literal;
  std::size_t at = token.find('"');
  if (at == std::string_view::npos || token.size() < at + 2 || token.back() != '"')
    return std::nullopt;
  std::string_view prefix = token.substr(0, at);
  if (prefix.ends_with('R')) {
    literal.raw = true;
    prefix.remove_suffix(1);
  }
  if (!prefix.empty() && prefix != "L" && prefix != "u8" && prefix != "u" && prefix != "U")
    return std::nullopt;
  std::size_t end = token.size() - 1;
  ++at;
  if (literal.raw) {
    std::size_t open = token.find('(', at);
    if (open == std::string_view::npos)
      return std::nullopt;
    literal.closing = ")" + std::string(token.substr(at, open - at)) + "\"";
    literal.first = open + 1;
    if (token.size() < literal.first + literal.closing.size() || !token.ends_with(literal.closing))
      return std::nullopt;
    end = token.size() - literal.closing.size();
    literal.text_ = token.substr(literal.first, end - literal.first);
    for (at = literal.first; at < end; ++at)
      literal.ends.push_back(at + 1);
    return literal;
  }
  literal.first = at;
  while (at < end) {
    if (token[at] == '"' || token[at] == '\n')
      return std::nullopt;
    std::string characters(1, token[at++]);
    if (characters == "\\") {
      if (at >= end)
        return std::nullopt;
      // A line that goes on in the next one.
      std::size_t newline = token.substr(at).starts_with("\r\n") ? at + 1 : at;
      if (token[newline] == '\n') {
        at = newline + 1;
        continue;
      }
      auto meant = readEscape(token.substr(0, end), at);
      if (!meant)
        return std::nullopt;
      characters = *meant;
    }
    literal.text_ += characters;
    literal.ends.resize(literal.text_.size(), at);
  }
  return literal;
}

std::optional<std::string> SpelledLiteral::spelled(std::string_view characters, std::size_t count) const {
  std::string result;
  if (raw) {
    std::string whole = text_;
    whole.insert(count, characters);
    if (whole.find(closing) != std::string::npos)
      return std::nullopt;
    return std::string(characters);
  }
  for (char c : characters) {
    if (static_cast<unsigned char>(c) < 0x20)
      return std::nullopt;
    result += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  }
  return result;
}

}  // namespace dbrace
