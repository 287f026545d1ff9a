// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Source lines for quoting.
//
// Reports are printed after the analysis, when files may be gone, changed, or were never text. Everything here answers
// "nothing" then, and what is quoted cannot steer a terminal: control characters, invalid UTF-8 and the invisible
// characters that reorder text are shown as <U+202E>.
#pragma once

#include "worlds/CheckedWrite.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace::report {

/// The lines of one file, without their ends.
class SourceText {
public:
  explicit SourceText(std::string content);
  /// Lines count from 1.
  std::optional<std::string_view> line(std::uint32_t number) const;
  /// Where byte `offset` stands: line and column in bytes, both from 1.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> position(std::uint32_t offset) const;
  std::size_t size() const { return content_.size(); }

private:
  std::string content_;
  std::vector<std::size_t> starts;
};

/// Reads files under a root on demand, each once.
class SourceFiles {
public:
  explicit SourceFiles(std::filesystem::path root) : root_(std::move(root)) {}
  /// Null if it cannot be read, is no regular file, or is larger than anything one would quote (16 MiB).
  const SourceText *find(const std::string &file);
  const std::filesystem::path &root() const { return root_; }

private:
  std::filesystem::path root_;
  std::map<std::string, std::optional<SourceText>> files;
};

/// One character of UTF-8 text: what it is and how many bytes it takes. `codePoint` is nullopt for an invalid byte.
struct Character {
  std::optional<char32_t> codePoint;
  std::size_t bytes = 1;
};
Character characterAt(std::string_view text, std::size_t offset);
/// Length in UTF-16 code units; an invalid byte counts one, as it becomes U+FFFD.
std::size_t utf16Length(std::string_view utf8);
/// The text with every invalid byte replaced by U+FFFD: JSON holds only valid UTF-8.
std::string validUtf8(std::string_view text);

/// Text as a terminal shows it.
struct Shown {
  std::string text;
  std::vector<std::size_t> columns;  ///< Display column of each byte of the source, and of its end.
};
Shown show(std::string_view line);
/// `show` for messages: what a terminal must not obey is escaped, newlines become blanks.
std::string printable(std::string_view text);

}  // namespace dbrace::report
