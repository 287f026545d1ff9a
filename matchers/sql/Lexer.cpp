// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Lexer.h"

#include <algorithm>

namespace dbrace::sql::reader {
namespace {

constexpr std::string_view Operators[] = {
    "<->", "!~~", "<=>", "->>", "#>>", "!~*", "<>", "<=", ">=", "!=", "==", "^=", "||", "&&",
    "::",  ":=",  "->",  "#>",  "!~",  "~*",  "@>", "<@", "<<", ">>", "?|", "?&", "+=", "-=",
    "*=",  "/=",  "|=",  "&=",  "%=",  "=>",  "@@", "!<", "!>", "..", "~~", "**"};
constexpr std::string_view PostgreSqlOperatorCharacters = "+-*/<>=~!@#^&|`";

/// The characters that can be the second of a symbol.
constexpr auto GoesOn = [] {
  std::array<bool, 256> result{};
  for (const std::string_view op : Operators)
    result[static_cast<unsigned char>(op[1])] = true;
  for (const char c : PostgreSqlOperatorCharacters)
    result[static_cast<unsigned char>(c)] = true;
  result['%'] = true;
  return result;
}();

}  // namespace

Source tokenize(const Text &text, Dialect dialect, std::pmr::memory_resource *memory) {
  return Lexer(text, dialect, memory).run();
}

Lexer::Lexer(const Text &text, Dialect dialect, std::pmr::memory_resource *memory)
    : source_(memory), dialect_(dialect) {
  source_.dialect = dialect;
  for (const auto &piece : text.pieces())
    if (const auto *literal = std::get_if<std::string>(&piece)) {
      const std::size_t from = source_.flat.size();
      source_.flat += *literal;
      std::replace(source_.flat.begin() + static_cast<std::ptrdiff_t>(from), source_.flat.end(), HoleByte, ' ');
    } else {
      source_.flat += HoleByte;
      source_.holes.push_back(std::get<Hole>(piece));
    }
  source_.tokens.reserve(source_.flat.size() / 3 + 2);
}

Source Lexer::run() {
  if (source_.flat.starts_with("\xEF\xBB\xBF"))
    at_ = 3;
  while (skipBlanks(), at_ < source_.flat.size())
    token();
  emit(Token::Kind::End, source_.flat.size());
  return std::move(source_);
}

Token &Lexer::emit(Token::Kind kind, std::size_t end) {
  const auto begin = static_cast<std::uint32_t>(at_), tokenEnd = static_cast<std::uint32_t>(end);
  Token &token = source_.tokens.emplace_back(Token{.kind = kind,
                                                   .blank = blank_,
                                                   .begin = begin,
                                                   .end = tokenEnd,
                                                   .innerBegin = begin,
                                                   .innerEnd = tokenEnd,
                                                   .firstHole = holesSeen_});
  if (holesSeen_ < source_.holes.size()) {
    token.firstHole = countHoles(lastEnd_, at_);
    token.holes = countHoles(at_, end) - token.firstHole;
  }
  if (kind == Token::Kind::Symbol)
    token.key = keyOf(source_.slice(token));
  at_ = lastEnd_ = end;
  blank_ = false;
  return token;
}

std::uint32_t Lexer::countHoles(std::size_t from, std::size_t to) {
  const auto begin = source_.flat.begin();
  holesSeen_ += static_cast<std::uint32_t>(
      std::count(begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(to), HoleByte));
  return holesSeen_;
}

void Lexer::token() {
  const char c = peek(), next = peek(1);
  if (!delimiter_.empty() && source_.flat.compare(at_, delimiter_.size(), delimiter_) == 0) {
    emit(Token::Kind::Symbol, at_ + delimiter_.size()).key = keyOf(";");
    return;
  }
  if (isLetter(c) || c == HoleByte || (c == '%' && startsConversion()))
    return word();
  if (isDigit(c) || (c == '.' && isDigit(next) && !afterName()))
    return number();
  switch (c) {
  case '\'':
    return text(at_, '\'');
  case '"':
  case '`':
    return quotedName(c);
  case '[':
    if (opensBracketName())
      return quotedName('[');
    break;
  case '$':
    if (dollarQuoted())
      return;
    [[fallthrough]];
  case '?':
  case ':':
  case '@':
  case '{':
  case '%':
    if (placeholder())
      return;
    break;
  case '#':
    if (isLetter(next) || next == '#')
      return word();
    break;
  case ';':
    emit(Token::Kind::Symbol, at_ + 1);
    placeholders_ = 0;
    names_.clear();
    return skipCopyData();
  default:
    break;
  }
  symbol();
}

void Lexer::symbol() {
  if (!GoesOn[static_cast<unsigned char>(peek(1))]) {  // Most symbols are one character.
    emit(Token::Kind::Symbol, at_ + 1);
    return;
  }
  const std::string_view rest = std::string_view(source_.flat).substr(at_);
  if (rest.starts_with("%%")) {  // What printf makes of it.
    emit(Token::Kind::Symbol, at_ + 2).key = keyOf("%");
    return;
  }
  const std::size_t operatorLength = dialect_ == Dialect::PostgreSql ? postgreSqlOperator() : 0;
  for (const std::string_view op : Operators)
    if (rest[0] == op[0] && rest.starts_with(op) && op.size() >= operatorLength) {
      emit(Token::Kind::Symbol, at_ + op.size());
      return;
    }
  if (operatorLength > 1)
    emit(Token::Kind::Symbol, at_ + operatorLength).key = keyOf("operator");
  else
    emit(Token::Kind::Symbol, at_ + 1);
}

/// PostgreSQL's users define operators of these characters; a sign at the end belongs to the operand behind, unless the
/// operator has a character that the standard has none with. `?`, `%` and `@` may be placeholders and end it.
std::size_t Lexer::postgreSqlOperator() const {
  std::size_t length = 0;
  bool unusual = false;
  for (;; ++length) {
    const char c = peek(length), next = peek(length + 1);
    if (c == '\0' || PostgreSqlOperatorCharacters.find(c) == std::string_view::npos || (c == '-' && next == '-') ||
        (c == '/' && next == '*') || (c == '@' && isLetter(next)))
      break;
    unusual = unusual || std::string_view("~!@#^&|`").find(c) != std::string_view::npos;
  }
  while (length > 1 && !unusual && (peek(length - 1) == '-' || peek(length - 1) == '+'))
    --length;
  return length;
}

void Lexer::number() {
  std::size_t i = at_;
  const auto at = [&](std::size_t j) { return j < source_.flat.size() ? source_.flat[j] : '\0'; };
  if (at(i) == '0' && upper(at(i + 1)) == 'X') {
    i += 2;
    while (isDigit(at(i)) || (upper(at(i)) >= 'A' && upper(at(i)) <= 'F'))
      ++i;
  } else {
    while (isDigit(at(i)))
      ++i;
    if (at(i) == '.' && at(i + 1) != '.')
      for (++i; isDigit(at(i));)
        ++i;
    if (upper(at(i)) == 'E') {
      const std::size_t digits = i + (at(i + 1) == '+' || at(i + 1) == '-' ? 2 : 1);
      if (isDigit(at(digits)))
        for (i = digits; isDigit(at(i));)
          ++i;
    }
  }
  if (isLetter(at(i)))  // MySQL's names may start with a digit.
    return word();
  emit(Token::Kind::Number, i);
}

/// `%d` starts a value or a name, except where it can only be a remainder: `(a)%d`.
bool Lexer::startsConversion() const {
  const std::size_t length = conversionLength(source_.flat, at_);
  if (!length || peek(1) == '%')
    return false;
  const bool afterGroup = !source_.tokens.empty() && source_.tokens.back().is(")");
  return blank_ || !afterGroup;
}

bool Lexer::afterName() const {
  if (blank_ || source_.tokens.empty())
    return false;
  const Token::Kind kind = source_.tokens.back().kind;
  return kind == Token::Kind::Word || kind == Token::Kind::QuotedName || kind == Token::Kind::Hole;
}

/// A subscript follows its operand without a blank; `[` elsewhere opens a name where a dialect knows such names.
bool Lexer::opensBracketName() const {
  if (dialect_ == Dialect::PostgreSql || dialect_ == Dialect::MySql || dialect_ == Dialect::MariaDb ||
      dialect_ == Dialect::Oracle)
    return false;
  if (!blank_ && !source_.tokens.empty()) {
    const Token &last = source_.tokens.back();
    if (last.kind == Token::Kind::Word || last.kind == Token::Kind::QuotedName ||
        last.kind == Token::Kind::Placeholder || last.is(")") || last.is("]"))
      return false;
  }
  for (std::size_t i = at_ + 1; i < source_.flat.size() && i < at_ + 130; ++i)
    if (source_.flat[i] == ']')
      return i > at_ + 1;
    else if (source_.flat[i] == '\'' || source_.flat[i] == ',' || source_.flat[i] == ';')
      return false;
  return false;
}

}  // namespace dbrace::sql::reader
