// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Columns and keys of DDL statements, with what the dialects make of them unasked.
#include "schema/DdlBuilder.h"
#include "schema/Names.h"

#include <algorithm>

namespace dbrace::schema {
namespace {

std::optional<std::string> unlessEmpty(const std::string &text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

/// SQLite: only this spelling makes the column the row's number, which is never NULL.
bool isRowidAlias(const Column &column) { return sameName(column.type, "integer"); }

}  // namespace

bool isMySql(sql::Dialect dialect) { return dialect == sql::Dialect::MySql || dialect == sql::Dialect::MariaDb; }

void DdlBuilder::addColumn(Table &table, const sql::ColumnDefinition &definition, bool rowidTable) {
  if (definition.name.hole || definition.name.partial)
    return;
  Column column{definition.name.text, definition.type, !definition.notNull, unlessEmpty(definition.collation),
                unlessEmpty(definition.generatedText)};
  bool serial = folded(column.type).find("serial") != std::string::npos;
  const auto *call = definition.defaultValue ? std::get_if<sql::FunctionCall>(&definition.defaultValue->what) : nullptr;
  const auto *constant = definition.defaultValue ? std::get_if<sql::Constant>(&definition.defaultValue->what) : nullptr;
  bool numbered =
      definition.autoIncrement || (call && (call->name == "nextval" || call->name.find("uuid") != call->name.npos));
  column.hasDefault =
      definition.defaultValue && !numbered && !(constant && constant->kind == sql::Constant::Kind::Null);
  if (serial)
    column.nullable = false;
  table.columns.push_back(column);
  auto keyOver = [&](bool primary) {
    UniqueKey key{.columns = {column.name}, .primary = primary, .origin = places->named(column.name)};
    key.name = definition.keyName.empty() ? defaultName(table, key) : definition.keyName;
    return key;
  };
  if (definition.primaryKey)
    addPrimary(table, keyOver(true), rowidTable);
  if (definition.primaryKey && definition.primaryKeyDescending && rowidTable)
    table.columns.back().nullable = !definition.notNull;
  if (definition.unique || (serial && isMySql(dialect)))
    table.keys.push_back(keyOver(false));
}

void DdlBuilder::addPrimary(Table &table, UniqueKey key, bool rowidTable) {
  key.primary = true;
  bool alias = false;
  for (Column &column : table.columns)
    if (std::ranges::any_of(key.columns, [&](const std::string &name) { return sameName(name, column.name); })) {
      alias = key.columns.size() == 1 && isRowidAlias(column);
      if (!rowidTable || alias)
        column.nullable = false;
    }
  std::erase_if(table.keys, [](const UniqueKey &old) { return old.primary; });
  table.keys.insert(table.keys.begin(), std::move(key));
}

bool DdlBuilder::knownNames(const sql::KeyDefinition &definition) const {
  return !definition.parts.empty() && std::ranges::none_of(definition.parts, [](const sql::KeyPart &part) {
    return part.column.hole || part.column.partial || (part.column.text.empty() && part.expressionText.empty());
  });
}

UniqueKey DdlBuilder::keyOf(const Table &table, const sql::KeyDefinition &definition) const {
  UniqueKey key;
  key.primary = definition.kind == sql::KeyDefinition::Kind::Primary;
  key.nullsNotDistinct = definition.nullsNotDistinct || dialect == sql::Dialect::SqlServer;
  key.deferrable = definition.deferrable;
  key.where = unlessEmpty(definition.whereText);
  bool oneCollation = std::ranges::all_of(
      definition.parts, [&](const sql::KeyPart &part) { return part.collation == definition.parts.front().collation; });
  for (const sql::KeyPart &part : definition.parts)
    if (part.column.text.empty())
      key.expressions.push_back(part.expressionText);
    else if (part.prefixLength)
      key.expressions.push_back("left(" + folded(part.column.text) + "," + std::to_string(*part.prefixLength) + ")");
    else if (!part.collation.empty() && !oneCollation)
      key.expressions.push_back(folded(part.column.text) + " collate " + folded(part.collation));
    else
      key.columns.push_back(part.column.text);
  if (oneCollation)
    key.collation = unlessEmpty(definition.parts.front().collation);
  key.name = definition.name.text.empty() ? defaultName(table, key) : definition.name.text;
  std::string_view keyword = key.primary ? "primary" : "unique";
  key.origin = definition.name.text.empty() ? places->key(keyword, key.columns) : places->named(definition.name.text);
  return key;
}

void DdlBuilder::addKey(Table &table, const sql::KeyDefinition &definition, bool rowidTable) {
  using Kind = sql::KeyDefinition::Kind;
  if (!definition.usingIndex.empty())
    return keyOfIndex(table, definition);
  if (definition.kind == Kind::Foreign || definition.kind == Kind::Check || definition.parts.empty())
    return;
  if (!knownNames(definition))
    return warn("a key of " + table.name + " is known only when the program runs; it does not count");
  UniqueKey key = keyOf(table, definition);
  auto isTaken = [&](const auto &entry) { return sameName(entry.name, definition.name.text); };
  if (!definition.name.text.empty() && definition.kind != Kind::Primary &&
      (std::ranges::any_of(table.keys, isTaken) || std::ranges::any_of(table.indexes, isTaken)))
    return;  // The database refuses a second one of that name: an upgrade applied to a table that has it.
  if (definition.kind == Kind::Primary)
    addPrimary(table, std::move(key), rowidTable);
  else if (definition.kind == Kind::Unique)
    table.keys.push_back(std::move(key));
  else
    table.indexes.push_back({key.name, key.columns, key.origin});
}

/// A constraint made of an index promises what the index has promised, under its own name.
void DdlBuilder::keyOfIndex(Table &table, const sql::KeyDefinition &definition) {
  auto found =
      std::ranges::find_if(table.keys, [&](const UniqueKey &k) { return sameName(k.name, definition.usingIndex); });
  if (found == table.keys.end())
    return;
  UniqueKey key = *found;
  if (!definition.name.text.empty())
    key.name = definition.name.text;
  key.deferrable = definition.deferrable;
  if (definition.kind != sql::KeyDefinition::Kind::Primary) {
    *found = std::move(key);
    return;
  }
  table.keys.erase(found);
  addPrimary(table, std::move(key), false);
}

/// PostgreSQL and MySQL document theirs, and later statements drop keys by them. Others choose at random.
std::string DdlBuilder::defaultName(const Table &table, const UniqueKey &key) const {
  std::string name;
  if (dialect == sql::Dialect::PostgreSql) {
    name = table.name;
    for (const std::string &column : key.columns)
      name += key.primary ? "" : "_" + column;
    return name + (key.primary ? "_pkey" : "_key");
  }
  if (!isMySql(dialect))
    return {};
  if (key.primary)
    return "PRIMARY";
  std::string base = key.columns.empty() ? "functional_index" : key.columns.front();
  auto taken = [&] {
    return std::ranges::any_of(table.keys, [&](const UniqueKey &k) { return sameName(k.name, name); });
  };
  name = base;
  for (int suffix = 2; taken(); ++suffix)
    name = base + "_" + std::to_string(suffix);
  return name;
}

}  // namespace dbrace::schema
