// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A lexer that knows as much of C++ as the scan needs: comments, literals of all kinds, directives, identifiers.
//
// It splits no operator and joins no lines but those of a directive; wrong guesses in code that does not compile cost a
// unit parsed in vain, never an error.
#pragma once

#include <cstddef>
#include <string_view>

namespace dbrace::driver {

struct CodeToken {
  enum class Kind {
    End,
    Identifier,
    Literal,    ///< `text` is the inside, escapes as written.
    Mark,       ///< One character of punctuation.
    Directive,  ///< '#' at the start of a line; the tokens up to EndOfDirective belong to it.
    EndOfDirective,
  } kind = Kind::End;
  std::string_view text;
};

class CodeTokens {
public:
  explicit CodeTokens(std::string_view text) : text(text) {}
  CodeToken next();
  /// After `#include`: the rest of the line as written, comments included.
  std::string_view restOfLine();

private:
  void skipComment();
  CodeToken literal(char quote);
  CodeToken rawLiteral();
  bool at(std::string_view what) const { return text.substr(position).starts_with(what); }

  std::string_view text;
  std::size_t position = 0;
  bool lineStart = true, directive = false;
};

}  // namespace dbrace::driver
