// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The words of an SQL text with holes.
//
// The text is laid flat once, each hole one byte, so that a token is a pair of offsets and costs no allocation.
// Keywords are compared as 64-bit hashes computed while the word is scanned: SQL has hundreds of them, most only mean
// something in one place, and a table of reserved words would be wrong for four of the five dialects.
#pragma once

#include "sql/Statement.h"

#include <algorithm>
#include <array>
#include <memory_resource>

namespace dbrace::sql::reader {

/// The byte that stands for a hole in flat text and in `Name::text`.
inline constexpr char HoleByte = '\x01';

constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// What a character can be, as bits. A table: the lexer asks for every character of every text.
enum CharClass : std::uint8_t { Letter = 1, Digit = 2, Blank = 4, OpensComment = 8, AltersWord = 16 };
inline constexpr auto CharClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 0; c < 256; ++c) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c >= 0x80;
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r') || c == 0;
    classes[c] = (letter ? Letter : 0) | (c >= '0' && c <= '9' ? Digit : 0) | (blank ? Blank : 0);
  }
  for (const char c : std::string_view("-#*/"))
    classes[static_cast<unsigned char>(c)] |= OpensComment;
  for (const char c : {HoleByte, '%', '$', '#', '\'', '&'})
    classes[static_cast<unsigned char>(c)] |= AltersWord;
  return classes;
}();
constexpr bool isAnyOf(char c, unsigned classes) { return CharClasses[static_cast<unsigned char>(c)] & classes; }
constexpr bool isDigit(char c) { return isAnyOf(c, Digit); }
constexpr bool isLetter(char c) { return isAnyOf(c, Letter); }
constexpr bool isBlank(char c) { return isAnyOf(c, Blank); }

/// FNV-1a of the upper-case spelling; never 0.
inline constexpr std::uint64_t EmptyKey = 14695981039346656037ULL;
constexpr std::uint64_t extendKey(std::uint64_t key, char c) {
  return (key ^ static_cast<unsigned char>(upper(c))) * 1099511628211ULL;
}
constexpr std::uint64_t keyOf(std::string_view spelling) {
  std::uint64_t key = EmptyKey;
  for (char c : spelling)
    key = extendKey(key, c);
  return key ? key : 1;
}

/// A keyword or symbol, hashed by the compiler.
struct Keyword {
  std::uint64_t key;
  consteval Keyword(const char *spelling) : key(keyOf(spelling)) {}
};

struct Token {
  enum class Kind : std::uint8_t { End, Word, QuotedName, Text, Number, Placeholder, Hole, Symbol };
  Kind kind = Kind::End;
  char quote = 0;                    ///< Of names: `"`, '`' or '['. Of texts: `'`, '$' (dollar quotes), 'X' (bytes).
  bool escapes = false;              ///< Backslashes escape.
  bool formatted = false;            ///< printf conversions in it are conversions. A `Hole` that is one: true.
  bool blank = false;                ///< A blank or comment stands before it.
  std::uint32_t begin = 0, end = 0;  ///< Flat offsets.
  std::uint32_t innerBegin = 0, innerEnd = 0;  ///< Without quotes and prefix.
  std::uint32_t firstHole = 0, holes = 0;
  std::uint32_t number = 0;  ///< Index of a placeholder, or of the first printf conversion.
  std::uint64_t key = 0;     ///< Of words without holes and of symbols; else 0.

  bool is(Keyword keyword) const { return key == keyword.key; }
  /// Whole words only: `FROM %s`, not `FROM prefix_%s`.
  bool isHole() const { return kind == Kind::Hole; }
};

/// What a token is made of when its quotes and escapes are gone: text, a hole, or a printf conversion.
struct Piece {
  std::string text;
  std::optional<Hole> hole;
  std::optional<std::uint32_t> conversion;
};

/// The flat text with its tokens; the last one is `End`.
struct Source {
  explicit Source(std::pmr::memory_resource *memory) : flat(memory), holes(memory), tokens(memory) {}

  std::pmr::string flat;
  std::pmr::vector<Hole> holes;
  std::pmr::vector<Token> tokens;
  Dialect dialect = Dialect::Generic;

  std::string_view slice(std::uint32_t begin, std::uint32_t end) const {
    return std::string_view(flat).substr(begin, end - begin);
  }
  std::string_view slice(const Token &token) const { return slice(token.begin, token.end); }
  std::vector<Piece> pieces(const Token &token) const;
  /// The pieces with `HoleByte` for holes and conversions.
  std::string plain(const Token &token) const;
};

/// The tokens live in `memory`.
Source tokenize(const Text &text, Dialect dialect, std::pmr::memory_resource *memory);

/// Length of the printf conversion that starts at `at` ("%s", "%-5.2lf", "%%"), or 0. Blank flags and letters that C
/// lacks are not accepted: `a % d` is a remainder.
std::size_t conversionLength(std::string_view text, std::size_t at);

}  // namespace dbrace::sql::reader
