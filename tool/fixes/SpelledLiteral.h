// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One token of a C++ string literal: which characters of the source stand for which of its text.
//
// An edit inside a literal has to be spelled as that literal spells: a raw one takes a quote as it is, an ordinary one
// behind a backslash. What is not understood here to the last byte is not edited.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace {

class SpelledLiteral {
public:
  /// Of a whole token, prefix and quotes included: `"a\n"`, `u8R"sql(b)sql"`. Nothing if it is none, or has an escape
  /// whose meaning depends on the literal's encoding.
  static std::optional<SpelledLiteral> read(std::string_view token);

  const std::string &text() const { return text_; }  ///< Escapes resolved, in UTF-8.
  /// The offset in the token behind the first `count` bytes of the text; 0 bytes: behind the opening quote.
  std::size_t behind(std::size_t count) const { return count == 0 ? first : ends[count - 1]; }
  /// Characters as they are to be written behind the first `count` bytes. Nothing if they cannot be.
  std::optional<std::string> spelled(std::string_view characters, std::size_t count) const;

private:
  bool raw = false;
  std::string closing;  ///< Of a raw one: `)sql"`.
  std::string text_;
  std::size_t first = 0;
  std::vector<std::size_t> ends;
};

}  // namespace dbrace
