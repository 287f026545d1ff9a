// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the text of a statement stands in the source, for whoever wants to change it.
//
// Texts flow through the interpreter as characters only: two equal texts are one term. Where a text came from is found
// afterwards, by its content: among the literals of the functions on the way to the statement, else of the program.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace dbrace {

/// One token of a string literal. Offsets are bytes of the file.
struct LiteralToken {
  std::string file;  ///< As in CodePlace.
  std::uint32_t begin = 0, end = 0;
  std::uint32_t line = 0, column = 0;  ///< From 1.
  std::uint64_t fileHash = 0;          ///< xxh3 of the file's bytes when it was read; 0 where units disagree.
  std::string text;                    ///< The characters it stands for.
  bool inMacroBody = false;
};

/// A literal, of adjacent tokens, that is the whole text of a statement.
struct StatementLiteral {
  std::vector<LiteralToken> tokens;
  /// How it becomes the text: Plain as it is; else its conversions are filled in.
  enum class Style : std::uint8_t { Plain, Printf, Fmt, Qt } style = Style::Plain;
  static constexpr std::uint32_t filledIn = 0xffffffff;
  /// For each character of the text (a hole is one): the offset in the literal behind what stands for it, or
  /// `filledIn`.
  std::vector<std::uint32_t> ends;
  bool throughBuffer = false;  ///< On its way it is copied to a buffer, whose size is not known here.
};

enum class NoLiteral : std::uint8_t {
  Composed,     ///< The text is put together, or comes from elsewhere.
  Ambiguous,    ///< Several literals could be it.
  Shared,       ///< Other statements are made of the same literal.
  LengthGiven,  ///< The text's length stands beside it as a number.
};
using LiteralOrigin = std::variant<NoLiteral, StatementLiteral>;

}  // namespace dbrace
