// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/TableUses.h"

#include "schema/Names.h"

namespace dbrace::driver {
namespace {

std::string asSql(const schema::UniqueKey &key) {
  std::string parts;
  for (const std::vector<std::string> *list : {&key.columns, &key.expressions})
    for (const std::string &part : *list)
      parts += (parts.empty() ? "" : ", ") + part;
  return (key.primary ? "PRIMARY KEY (" : "UNIQUE (") + parts + ")" +
         (key.nullsNotDistinct ? " NULLS NOT DISTINCT" : "") + (key.where ? " WHERE " + *key.where : "");
}

/// Statements may name the table with its schema, or without.
std::string lastPart(const std::string &name) { return name.substr(name.rfind('.') + 1); }

}  // namespace

std::vector<report::TableUse> tableUses(const worlds::Interpretation &interpretation, const schema::Schema &schema) {
  std::map<std::string, report::TableUse> uses;
  for (const schema::Table &table : schema.tables) {
    report::TableUse &use = uses[schema::folded(table.name)];
    use.name = table.name;
    use.described = true;
    for (const schema::UniqueKey &key : table.keys)
      use.keys.push_back(asSql(key));
    if (!table.origin.file.empty()) {
      CodePlace &at = use.at.emplace();
      at.file = table.origin.file;
      at.line = table.origin.line;
      at.column = table.origin.column;
    }
  }
  auto useOf = [&](const std::string &name) -> report::TableUse & {
    report::TableUse &use = uses[schema::folded(lastPart(name))];
    if (use.name.empty())
      use.name = lastPart(name);
    return use;
  };
  for (const auto &[name, statements] : interpretation.statementsOf) {
    if (name.empty())
      continue;
    report::TableUse &use = useOf(name);
    use.reads += statements.reads;
    use.writes += statements.writes;
    use.libraries.insert(statements.libraries.begin(), statements.libraries.end());
  }
  for (const CheckedWrite &write : interpretation.checkedWrites)
    ++useOf(write.table).checkedWrites;
  std::vector<report::TableUse> list;
  for (auto &[name, use] : uses)
    list.push_back(std::move(use));
  return list;
}

}  // namespace dbrace::driver
