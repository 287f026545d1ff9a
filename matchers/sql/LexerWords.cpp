// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Lexer.h"

#include <algorithm>

namespace dbrace::sql::reader {
namespace {

/// Keywords that programs glue to a hole: `"… WHERE" + condition`.
bool endsBeforeHole(std::string_view word) {
  switch (keyOf(word)) {
  case Keyword("WHERE").key:
  case Keyword("AND").key:
  case Keyword("OR").key:
  case Keyword("LIMIT").key:
  case Keyword("VALUES").key:
  case Keyword("FROM").key:
  case Keyword("SET").key:
  case Keyword("BY").key:
  case Keyword("ON").key:
  case Keyword("SELECT").key:
  case Keyword("INTO").key:
  case Keyword("UPDATE").key:
  case Keyword("TABLE").key:
  case Keyword("IN").key:
  case Keyword("LIKE").key:
  case Keyword("OFFSET").key:
    return true;
  default:
    return false;
  }
}

/// `condition + "ORDER BY …"`. Only in capitals: `%sgroup` is a table with a prefix.
bool startsAfterHole(std::string_view word) {
  switch (keyOf(word)) {
  case Keyword("WHERE").key:
  case Keyword("AND").key:
  case Keyword("OR").key:
  case Keyword("ORDER").key:
  case Keyword("GROUP").key:
  case Keyword("LIMIT").key:
  case Keyword("VALUES").key:
  case Keyword("FROM").key:
  case Keyword("SET").key:
  case Keyword("SELECT").key:
  case Keyword("INSERT").key:
  case Keyword("UPDATE").key:
  case Keyword("DELETE").key:
  case Keyword("INTO").key:
  case Keyword("FOR").key:
  case Keyword("RETURNING").key:
  case Keyword("UNION").key:
  case Keyword("ON").key:
    return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  default:
    return false;
  }
}

/// Between two holes and glued to both: a name in quotes that are chosen at run time, `{q}users{q}`. What is no name by
/// itself is rather a part of one that is put together: `{prefix}_{suffix}`.
bool isNameInQuotes(std::string_view glued) {
  if (glued.size() < 4 || glued.front() != HoleByte || glued.back() != HoleByte)
    return false;
  const std::string_view inner = glued.substr(1, glued.size() - 2);
  const auto ends = [](char c) { return isAnyOf(c, Letter | Digit) && c != '_'; };
  return isLetter(inner.front()) && ends(inner.front()) && ends(inner.back()) &&
         inner.find(HoleByte) == std::string_view::npos && !startsAfterHole(inner) && !endsBeforeHole(inner);
}

}  // namespace

void Lexer::word() {
  const std::string_view flat = source_.flat;
  std::size_t plainEnd = at_;
  std::uint64_t key = EmptyKey;
  while (plainEnd < flat.size() && isAnyOf(flat[plainEnd], Letter | Digit))
    key = extendKey(key, flat[plainEnd++]);
  if (plainEnd > at_ && (plainEnd == flat.size() || !isAnyOf(flat[plainEnd], AltersWord))) {
    Token &token = emit(Token::Kind::Word, plainEnd);
    token.key = key ? key : 1;
    token.number = conversions_;
    return;
  }
  const auto at = [&](std::size_t i) { return i < flat.size() ? flat[i] : '\0'; };
  const auto hashIsPart = [&](std::size_t i) {
    return !isMySql() && dialect_ != Dialect::PostgreSql && (isLetter(at(i + 1)) || isDigit(at(i + 1)));
  };
  std::size_t i = plainEnd, firstHole = flat.size(), afterLast = at_;
  std::uint32_t holes = 0, conversions = 0;
  while (i < flat.size()) {
    const char c = flat[i];
    if (isAnyOf(c, Letter | Digit)) {
      ++i;
      continue;
    }
    std::size_t length = 1;
    if (c == HoleByte)
      ++holes;
    else if (c == '%' && at(i + 1) != '%' && (length = conversionLength(flat, i)))
      ++conversions;
    else if ((c == '$' && i > at_) || (c == '#' && (i == at_ || at(i - 1) == '#' || hashIsPart(i)))) {
      ++i;
      continue;
    } else
      break;
    firstHole = std::min(firstHole, i);
    afterLast = i += length;
  }
  if (i == at_)
    return symbol();
  if (holes + conversions) {
    if (firstHole > at_ && endsBeforeHole(std::string_view(flat).substr(at_, firstHole - at_)))
      return emitWord(firstHole, 0);
    if (afterLast < i && startsAfterHole(std::string_view(flat).substr(afterLast, i - afterLast)))
      i = afterLast;
    if (holes == 2 && !conversions && isNameInQuotes(flat.substr(at_, i - at_))) {
      const std::size_t first = at_;
      Token &token = emit(Token::Kind::QuotedName, i);
      token.holes = 0;
      token.quote = '`';
      token.innerBegin = static_cast<std::uint32_t>(first + 1);
      token.innerEnd = static_cast<std::uint32_t>(i - 1);
      return;
    }
    if (holes + conversions == 1 && firstHole == at_ && afterLast == i) {
      Token &token = emit(Token::Kind::Hole, i);
      token.formatted = conversions;
      token.number = conversions ? conversions_++ : 0;
      return;
    }
    return emitWord(i, conversions);
  }
  if (at(i) == '\'' && i - at_ <= 2) {
    const char prefix = upper(flat[at_]);
    if (i - at_ == 1 && (prefix == 'N' || prefix == 'E' || prefix == 'X' || prefix == 'B'))
      return text(i, '\'');
  }
  if (i == at_ + 1 && upper(flat[at_]) == 'U' && at(i) == '&' && at(i + 1) == '\'')
    return text(i + 1, '\'');
  emitWord(i, 0);
}

void Lexer::emitWord(std::size_t end, std::uint32_t conversions) {
  Token &token = emit(Token::Kind::Word, end);
  if (token.holes + conversions == 0)
    token.key = keyOf(source_.slice(token));
  token.formatted = conversions;
  token.number = conversions_;
  conversions_ += conversions;
}

/// Numbered as SQLite does: `?` takes the next number, `?3` that one, a name keeps its first number.
bool Lexer::placeholder() {
  const char mark = peek();
  std::size_t i = at_ + 1;
  const auto at = [&](std::size_t j) { return j < source_.flat.size() ? source_.flat[j] : '\0'; };
  if (mark == '{' || mark == '%') {  // fmt's {} and {0:d}; QString's %1.
    if (mark == '%' &&
        (!isDigit(at(i)) || (!blank_ && (afterName() || (!source_.tokens.empty() && source_.tokens.back().is(")"))))))
      return false;
    while (mark == '%' ? isDigit(at(i)) : (isLetter(at(i)) || isDigit(at(i)) || at(i) == ':' || at(i) == '.'))
      ++i;
    if (mark == '{' && at(i) != '}')
      return false;
    Token &token = emit(Token::Kind::Hole, mark == '{' ? i + 1 : i);
    token.formatted = true;
    token.number = conversions_++;
    return true;
  }
  if ((mark == ':' && (at(i) == ':' || at(i) == '=')) || (mark == '?' && (at(i) == '|' || at(i) == '&')))
    return false;
  std::uint32_t number = 0;
  while (isDigit(at(i)) && i < at_ + 6)
    number = number * 10 + static_cast<std::uint32_t>(at(i++) - '0');
  if (i == at_ + 1 && mark != '?')
    return namedPlaceholder();
  if (mark == '@')
    return false;
  Token &token = emit(Token::Kind::Placeholder, i);
  token.innerBegin = token.innerEnd = token.begin;
  token.number = number ? number - 1 : placeholders_;
  placeholders_ = std::max(placeholders_, token.number + 1);
  return true;
}

bool Lexer::namedPlaceholder() {
  const std::string_view flat = source_.flat;
  const char mark = peek();
  const bool system = mark == '@' && peek(1) == '@';
  const std::size_t nameAt = at_ + (system ? 2 : 1);
  std::size_t i = nameAt;
  while (i < flat.size() && (isLetter(flat[i]) || (isDigit(flat[i]) && i > nameAt) || (flat[i] == '$' && i > nameAt)))
    ++i;
  if (i == nameAt)
    return false;
  if (system) {
    emitWord(i, 0);
    return true;
  }
  Token &token = emit(Token::Kind::Placeholder, i);
  token.innerBegin = static_cast<std::uint32_t>(nameAt);
  std::string name(source_.slice(token.innerBegin, token.innerEnd));
  const auto known = std::find_if(names_.begin(), names_.end(), [&](const auto &entry) { return entry.first == name; });
  if (known != names_.end()) {
    token.number = known->second;
  } else {
    token.number = placeholders_++;
    if (names_.size() < 200)  // Searched one by one.
      names_.emplace_back(std::move(name), token.number);
  }
  return true;
}

void Lexer::skipBlanks() {
  for (;;) {
    while (at_ < source_.flat.size() && isBlank(source_.flat[at_]))
      ++at_, blank_ = true;
    const bool atLineStart = at_ == 0 || source_.flat[at_ - 1] == '\n';
    if (at_ >= source_.flat.size() || (!isAnyOf(source_.flat[at_], OpensComment) && !atLineStart) ||
        (!skipComment() && !skipLine()))
      return;
    blank_ = true;
  }
}

bool Lexer::skipComment() {
  const std::string_view flat = source_.flat;
  const auto toLineEnd = [&] {
    at_ = std::min(flat.find('\n', at_), flat.size());
    return true;
  };
  if (peek() == '-' && peek(1) == '-')
    return (isMySql() && at_ + 2 < flat.size() && !isBlank(peek(2))) ? false : toLineEnd();
  if (peek() == '#') {
    if (isMySql())
      return toLineEnd();
    if (dialect_ != Dialect::Generic || peek(1) == '>' || peek(1) == '-' || peek(1) == '#')
      return false;
    const bool temporary =
        isLetter(peek(1)) && !source_.tokens.empty() &&
        (source_.tokens.back().is("FROM") || source_.tokens.back().is("INTO") || source_.tokens.back().is("TABLE") ||
         source_.tokens.back().is("JOIN") || source_.tokens.back().is("UPDATE") || source_.tokens.back().is("EXISTS"));
    return temporary ? false : toLineEnd();
  }
  if (conditional_ && peek() == '*' && peek(1) == '/') {
    conditional_ = false;
    at_ += 2;
    return true;
  }
  if (peek() != '/' || peek(1) != '*')
    return false;
  if (peek(2) == '!' || (peek(2) == 'M' && peek(3) == '!')) {  // MySQL runs what it says.
    conditional_ = true;
    at_ += peek(2) == '!' ? 3 : 4;
    while (isDigit(peek()))
      ++at_;
    return true;
  }
  const bool nests = dialect_ == Dialect::PostgreSql || dialect_ == Dialect::SqlServer;
  unsigned depth = 1;
  for (at_ += 2; at_ < flat.size() && depth; ++at_)
    if (peek() == '*' && peek(1) == '/')
      --depth, ++at_;
    else if (nests && peek() == '/' && peek(1) == '*')
      ++depth, ++at_;
  at_ = std::min(at_, flat.size());
  return true;
}

/// Lines for the client and not for the server: `\connect`, `GO`, `/`, `DELIMITER //`.
bool Lexer::skipLine() {
  const std::string_view flat = source_.flat;
  if (at_ != 0 && flat[at_ - 1] != '\n')
    return false;
  if (peek() != '\\' && peek() != '/' && upper(peek()) != 'G' && upper(peek()) != 'D')
    return false;
  const std::size_t end = std::min(flat.find('\n', at_), flat.size());
  std::string_view line = std::string_view(flat).substr(at_, end - at_);
  while (!line.empty() && isBlank(line.back()))
    line.remove_suffix(1);
  if (keyOf(line) == Keyword("GO").key || line == "/")
    emit(Token::Kind::Symbol, at_ + line.size()).key = keyOf(";");
  else if (line.size() > 10 && keyOf(line.substr(0, 10)) == Keyword("DELIMITER ").key) {
    delimiter_ = line.substr(line.find_last_of(" \t") + 1);
    if (delimiter_ == ";")
      delimiter_.clear();
  } else if (peek() != '\\')
    return false;
  at_ = end;
  return true;
}

/// `COPY t FROM stdin;` is followed by rows up to a line `\.`.
void Lexer::skipCopyData() {
  const auto &tokens = source_.tokens;
  if (tokens.size() < 3 || peek() != '\n')
    return;
  for (std::size_t i = tokens.size() - 1; i-- > 0 && i + 40 > tokens.size();) {
    if (tokens[i].is(";"))
      return;
    if (tokens[i].is("STDIN") && i > 0 && tokens[i - 1].is("FROM")) {
      const std::size_t end = source_.flat.find("\n\\.", at_);
      if (end != std::string::npos)
        at_ = end + 3;
      return;
    }
  }
}

}  // namespace dbrace::sql::reader
