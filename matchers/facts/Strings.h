// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One copy of every text of a unit or a program.
//
// Facts name the same functions, types and files over and over. Held as ids they stay small, compare quickly, and are
// printed once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dbrace::facts {

/// An index into a `Strings`. 0 is always the empty string.
using TextId = std::uint32_t;

/// The string table of a unit or a program. Equal strings have equal ids.
class Strings {
public:
  Strings();
  Strings(const Strings &other);
  Strings &operator=(const Strings &other);
  Strings(Strings &&) noexcept = default;
  Strings &operator=(Strings &&) noexcept = default;

  TextId intern(std::string_view text);
  /// The id of a text, or 0 if it is not here.
  TextId find(std::string_view text) const;
  /// Valid until the table is destroyed.
  std::string_view operator[](TextId id) const { return *texts[id]; }
  std::size_t size() const { return texts.size(); }

private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, TextId, Hash, std::equal_to<>> ids;
  std::vector<const std::string *> texts;  // Into the keys of `ids`, whose nodes never move.
};

}  // namespace dbrace::facts
