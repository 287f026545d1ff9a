// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements that stand in one place of a program under a name, and are run in another by that name.
//
// Settings with a default, tables of queries, prepared statements by number, files with one statement each: how a
// program carries the text from where it is registered to where it runs is its own affair, and often goes through code
// that cannot be followed. What can be known is the name at both ends. A text that is unknown where it is run, and
// comes from exactly one constant that names a statement, is that statement.
//
// Several backends register different statements under the same names. Their texts are variants: the program is judged
// once for each, and all names are read from one of them at a time.
#pragma once

#include "sql/Statement.h"
#include "worlds/CheckedWrite.h"
#include "worlds/Evidence.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace::worlds {

struct NamedText {
  std::string name;   ///< As registered: "insert-user", "CHAR_INS_ITEM", the path of a file.
  std::string text;   ///< Without holes.
  std::string group;  ///< Whose texts belong together: the source that registers them, the folder of a file.
  std::string part;   ///< The function in it: a group of its own where one source registers for several backends.
  CodePlace at;       ///< Where it is registered.
};

/// Of all its members; 0 of none. For one build of dbrace.
std::uint64_t digestOf(const NamedText *text);

/// A constant that can be a name: one word, no blanks, no SQL.
bool isName(std::string_view text);

/// Has it a word that statements begin with? Most texts have none: the reader need not be asked about them.
bool mayBeStatement(std::string_view text);

/// Does it read as statements that look rows up or change them, every one of them with its table?
bool isStatement(std::string_view text, sql::Dialect dialect);

/// "sql/find-user.sql" and ":/find-user.sql" are spelled "find-user" too.
std::string_view stem(std::string_view path);

class NamedTexts {
public:
  static constexpr std::size_t maxVariants = 6;
  NamedTexts() = default;
  NamedTexts(const NamedTexts &) = delete;
  NamedTexts &operator=(const NamedTexts &) = delete;

  void add(NamedText text);
  /// Drops the names that name nothing (several texts in one group) and finds the variants. Nothing is added later.
  void finish();

  bool empty() const;
  /// Whose turn it is; at least one.
  std::size_t variants() const { return groups.empty() ? 1 : groups.size(); }
  void choose(std::size_t variant) { chosen = variant; }
  std::size_t choice() const { return chosen; }
  /// Where the texts of a variant stand: a source or a folder.
  std::string_view sourceOf(std::size_t variant) const {
    return groups.empty() ? std::string_view()
                          : std::string_view(groups[variant]).substr(0, groups[variant].find('\n'));
  }
  /// Is it one of several different statements of a name?
  bool isVariant(const NamedText &text) const { return varies(text.group); }
  bool varies(const std::string &group) const;

  /// The statement that `spelled` names: exactly, as the last part ("gmysql-insert-user", "sql/mysql/insert_user.sql"),
  /// or as a file without folder and ending. Null if there is none, or it cannot be told which.
  const NamedText *find(std::string_view spelled) const;
  /// A registration of this very text, for reports.
  const NamedText *withText(std::string_view text) const;

  TellsEvidence evidence;  ///< Before finish() there is nothing to tell: no name is found then.

private:
  const NamedText *known(std::string_view spelled) const;
  using Range = std::vector<const NamedText *>;
  void splitGroups();
  void index();
  const NamedText *chosenOf(const Range &range) const;

  std::vector<NamedText> texts;
  std::map<std::string, Range, std::less<>> byName, byEnding, byText;
  std::set<std::string, std::less<>> ambiguous;  // All groups that give another text to a name than others do.
  std::vector<std::string> groups;               // Of names with several texts; empty: there are none.
  std::size_t chosen = 0;
  bool finished = false;
};

}  // namespace dbrace::worlds
