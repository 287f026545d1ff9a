// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SQL text as a program builds it: known characters with holes between them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dbrace::sql {

/// A part of the text that is only known when the program runs. The number is the caller's: the reader hands it back.
struct Hole {
  std::uint32_t id = 0;
  bool operator==(const Hole &) const = default;
};

/// Between the words of a command that is no SQL (keyvalue/Reader.h), where they may hold blanks.
inline constexpr char wordSeparator = '\x1f';

/// Adjacent literals are merged and empty ones dropped by `append`.
class Text {
public:
  Text() = default;
  explicit Text(std::string_view literal) { append(literal); }

  void append(std::string_view literal);
  void append(Hole hole) { pieces_.push_back(hole); }
  void append(const Text &other);

  const std::vector<std::variant<std::string, Hole>> &pieces() const { return pieces_; }
  bool empty() const { return pieces_.empty(); }
  bool operator==(const Text &) const = default;

private:
  std::vector<std::variant<std::string, Hole>> pieces_;
};

}  // namespace dbrace::sql
