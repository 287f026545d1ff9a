// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Literal.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace dbrace {

bool spellsNumber(std::string_view text) {
  std::string_view digits = text.substr(text.starts_with('-'));
  if (digits.empty() || digits[0] < '0' || digits[0] > '9')
    return false;
  if (digits[0] == '0' && digits.size() > 1 && digits[1] != '.')
    return false;
  double ignored = 0;
  auto read = std::from_chars(text.data(), text.data() + text.size(), ignored);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

std::string textLiteral(std::string_view text, sql::Dialect dialect) {
  bool backslashes = dialect == sql::Dialect::MySql || dialect == sql::Dialect::MariaDb;
  std::string literal = "'";
  for (char c : text) {
    if (c == '\'' || (c == '\\' && backslashes))
      literal += c;
    literal += c;
  }
  return literal + "'";
}

std::string identifier(const std::string &name, sql::Dialect dialect, std::string_view statements) {
  // Of any of the three; a name in quotes that needs none does no harm.
  static constexpr std::array<std::string_view, 80> reserved{
      "add",     "all",     "analyze", "and",        "as",      "asc",    "between", "by",       "case",    "change",
      "check",   "collate", "column",  "condition",  "convert", "create", "cross",   "database", "default", "delete",
      "desc",    "div",     "drop",    "else",       "end",     "except", "exists",  "fetch",    "for",     "foreign",
      "from",    "grant",   "group",   "groups",     "having",  "if",     "in",      "index",    "insert",  "interval",
      "into",    "is",      "join",    "key",        "keys",    "left",   "like",    "limit",    "lock",    "match",
      "natural", "not",     "null",    "of",         "offset",  "on",     "option",  "or",       "order",   "primary",
      "range",   "rank",    "read",    "references", "right",   "row",    "rows",    "schema",   "select",  "set",
      "table",   "then",    "to",      "trigger",    "unique",  "usage",  "user",    "using",    "values",  "where"};
  std::string folded = name;
  bool capitals = false, plain = !name.empty() && (name[0] < '0' || name[0] > '9');
  for (char &c : folded) {
    capitals = capitals || (c >= 'A' && c <= 'Z');
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
    plain = plain && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
  }
  bool mysql = dialect == sql::Dialect::MySql || dialect == sql::Dialect::MariaDb;
  bool kept =
      capitals && dialect == sql::Dialect::PostgreSql && statements.find('"' + name + '"') != std::string_view::npos;
  if (plain && !kept && std::ranges::find(reserved, folded) == reserved.end())
    return name;
  const char quote = mysql ? '`' : '"';
  std::string text(1, quote);
  for (char c : capitals &&dialect == sql::Dialect::PostgreSql && !kept && plain ? folded : name) {
    if (c == quote)
      text += c;
    text += c;
  }
  return text + quote;
}

}  // namespace dbrace
