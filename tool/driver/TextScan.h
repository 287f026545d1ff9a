// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a file's text tells without parsing it: its words, its includes, and whether it speaks of a database.
//
// Parsing a unit costs a second, scanning its text a millisecond. Comments are not text here, so that a licence header
// that mentions a library selects nothing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dbrace::driver {

/// Identifiers are kept as hashes: a clash selects one unit too many.
using Identifier = std::uint64_t;
Identifier identifier(std::string_view name);

struct Include {
  std::string name;
  bool angled = false;
  std::vector<std::string> onlyIf;  ///< The macros it hangs on, where conditions of macros alone are around it.
};

/// What stands behind "#include" on its line; without a name if that is a macro.
Include includeOf(std::string_view line);

/// Code that runs in whoever names it: a macro, a template. Reading the file it stands in shows no call. Also a class
/// or an alias: whoever names it names, unspoken, what it is made of.
struct Region {
  std::vector<Identifier> names;        ///< Of the macro or function; of a class template and of its methods.
  std::vector<Identifier> identifiers;  ///< In its body; sorted.
  bool namesDatabase = false;
  bool isType = false;  ///< Of a class or an alias.
};

struct FileText {
  std::vector<Identifier> identifiers;  ///< Sorted, distinct; also those inside macros.
  std::vector<Identifier> bodies;       ///< Of what it seems to define: functions, and classes with members. Sorted.
  std::vector<Include> includes;
  std::vector<Region> regions;
  std::string onlyIf;          ///< The macro that all its code hangs on, or nothing (see BuildSwitches.h).
  bool namesDatabase = false;  ///< A word of a client library, or a literal that looks like SQL.

  bool has(Identifier name) const;
  bool hasBodyOf(Identifier name) const;
};

/// Looks for the words of client libraries (`apis::Library::words`) anywhere in an identifier.
class TextScanner {
public:
  explicit TextScanner(std::vector<std::string> words) : words(std::move(words)) {}
  FileText scan(std::string_view content);

  /// Is this one of the library words, by itself or as a part?
  bool isDatabaseWord(std::string_view text);

private:
  std::vector<std::string> words;
  std::unordered_map<Identifier, bool> known;  // The same identifiers come again in every file.
};

/// Does the inside of a string literal look like the start or the middle of a statement?
bool looksLikeSql(std::string_view literal);

}  // namespace dbrace::driver
