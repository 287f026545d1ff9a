// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Lexer.h"

namespace dbrace::sql::reader {

/// The offset of the closing quote, or the end of the text.
std::size_t Lexer::closingQuote(std::size_t from, char quote, bool escapes) const {
  const std::string_view flat = source_.flat;
  for (std::size_t i = from; i < flat.size(); ++i)
    if (flat[i] == '\\' && quote != '`' && quote != ']') {
      if (escapes)
        ++i;
      else if (dialect_ == Dialect::Generic && i + 1 < flat.size() && flat[i + 1] == quote) {
        // MySQL's escape, unless the text plainly ends here: ESCAPE '\'.
        const char after = i + 2 < flat.size() ? flat[i + 2] : '\0';
        if (!isBlank(after) && after != ',' && after != ')' && after != ';')
          ++i;
      }
    } else if (flat[i] == quote) {
      if (i + 1 < flat.size() && flat[i + 1] == quote)
        ++i;
      else
        return i;
    }
  return flat.size();
}

void Lexer::text(std::size_t quoteAt, char quote) {
  const char prefix = quoteAt > at_ ? upper(source_.flat[at_]) : '\0';
  const bool escapes = isMySql() || (prefix == 'E' && quoteAt == at_ + 1);
  const std::size_t inner = quoteAt + 1;
  const std::size_t close = closingQuote(inner, quote, escapes);
  Token &token = emit(Token::Kind::Text, std::min(close + 1, source_.flat.size()));
  token.quote = prefix == 'X' ? 'X' : quote;
  token.innerBegin = static_cast<std::uint32_t>(inner);
  token.innerEnd = static_cast<std::uint32_t>(close);
  const std::string_view content = source_.slice(token.innerBegin, token.innerEnd);
  token.escapes = escapes || (dialect_ == Dialect::Generic && content.find("\\'") != std::string_view::npos);
  markConversions(token);
}

void Lexer::quotedName(char quote) {
  const char closing = quote == '[' ? ']' : quote;
  const bool escapes = quote == '"' && isMySql();
  const std::size_t inner = at_ + 1;
  const std::size_t close = closingQuote(inner, closing, escapes);
  Token &token = emit(Token::Kind::QuotedName, std::min(close + 1, source_.flat.size()));
  token.quote = quote;
  token.escapes = escapes;
  token.innerBegin = static_cast<std::uint32_t>(inner);
  token.innerEnd = static_cast<std::uint32_t>(close);
  markConversions(token);
}

/// `'%s'` waits for printf, `LIKE '%shop%'` does not: every percent sign must start a conversion, and a single one in
/// front of a word is taken for a pattern. The date functions have percent signs of their own.
void Lexer::markConversions(Token &token) {
  const std::string_view inner = source_.slice(token.innerBegin, token.innerEnd);
  const std::size_t first = inner.find('%');
  if (first == std::string_view::npos)
    return;
  const auto &tokens = source_.tokens;
  if (tokens.size() >= 3) {
    const Token &name = tokens[tokens.size() - 3];
    if (tokens[tokens.size() - 2].is("(") && (name.is("STRFTIME") || name.is("FROM_UNIXTIME")))
      return;
    if (tokens[tokens.size() - 2].is(",") && !inner.starts_with("%s") && inner.find("%Y") != std::string_view::npos)
      return;
  }
  std::uint32_t count = 0;
  std::size_t percents = 0;
  for (std::size_t at = first; at != std::string_view::npos;) {
    const std::size_t length = conversionLength(inner, at);
    if (!length)
      return;
    ++percents;
    count += inner[at + 1] != '%';
    if (at == 0 && length == 2 && isLetter(inner.size() > 2 ? inner[2] : ' ') &&
        inner.find('%', 1) == std::string_view::npos)
      return;
    at = inner.find('%', at + length);
  }
  if (count == 0 && percents == 1 && inner.size() == 2)
    return;
  token.formatted = true;
  token.number = conversions_;
  conversions_ += count;
}

/// PostgreSQL's $$…$$ and $tag$…$tag$.
bool Lexer::dollarQuoted() {
  if ((dialect_ != Dialect::PostgreSql && dialect_ != Dialect::Generic) || openDollars_ > 8)
    return false;
  std::size_t i = at_ + 1;
  const std::string_view flat = source_.flat;
  while (i < flat.size() && (isLetter(flat[i]) || (isDigit(flat[i]) && i > at_ + 1)))
    ++i;
  if (i >= flat.size() || flat[i] != '$')
    return false;
  const std::string_view tag = source_.slice(static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(i + 1));
  const std::size_t close = flat.find(tag, i + 1);
  if (close == std::string::npos) {
    ++openDollars_;
    return false;
  }
  const std::size_t length = tag.size();
  Token &token = emit(Token::Kind::Text, close + length);
  token.quote = '$';
  token.innerBegin = static_cast<std::uint32_t>(i + 1);
  token.innerEnd = static_cast<std::uint32_t>(close);
  return true;
}

}  // namespace dbrace::sql::reader
