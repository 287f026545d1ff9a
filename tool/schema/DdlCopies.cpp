// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tables that a program's migrations make anew.
//
// Literals stand in no order in time, so that a DROP TABLE among them may be of any version. But where one file drops
// or renames a table and then creates it, or renames a copy to its name, it makes the table anew, with the keys that
// it has from then on.
#include "schema/DdlBuilder.h"
#include "schema/Names.h"

#include <algorithm>
#include <array>

namespace dbrace::schema {

/// Remembers that the file being read gets rid of the table. Always true: it is kept.
bool DdlBuilder::leaves(const Table &table) {
  left.emplace_back(folded(table.name), places->statement().file);
  return true;
}

/// Whether the same file has got rid of the table before; that is used up then.
bool DdlBuilder::takesPlace(Table &table, const Origin &by) {
  return std::erase(left, std::pair(folded(table.name), by.file)) > 0;
}

void collateColumns(Table &table, const std::string &collation, bool over) {
  static constexpr std::array<std::string_view, 4> texts{"char", "text", "enum", "set"};
  for (Column &column : table.columns) {
    std::string type = folded(column.type);
    bool holdsText =
        std::ranges::any_of(texts, [&](std::string_view word) { return type.find(word) != std::string::npos; });
    if (holdsText && (over || !column.collation))
      column.collation = collation;
  }
}

}  // namespace dbrace::schema
