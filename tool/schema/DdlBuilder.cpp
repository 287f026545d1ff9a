// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "schema/DdlBuilder.h"

#include "schema/Names.h"

#include <algorithm>

namespace dbrace::schema {
namespace {

bool isKnown(const sql::Name &name) { return !name.text.empty() && !name.hole && !name.partial; }

template <typename Entries> void dropNamed(Entries &entries, const std::string &name) {
  std::erase_if(entries, [&](const auto &entry) { return !name.empty() && sameName(entry.name, name); });
}

bool sameKeys(const Table &left, const Table &right) {
  return std::ranges::equal(left.keys, right.keys, [](const UniqueKey &a, const UniqueKey &b) {
    return std::ranges::equal(a.columns, b.columns, sameName) && a.expressions == b.expressions && a.where == b.where;
  });
}

}  // namespace

void DdlBuilder::apply(const sql::Statement &statement, const DdlPlaces &where, bool literal) {
  places = &where;
  timeless = literal;
  if (const auto *table = std::get_if<sql::CreateTable>(&statement.body))
    create(*table);
  else if (const auto *key = std::get_if<sql::CreateIndex>(&statement.body))
    index(*key);
  else if (const auto *change = std::get_if<sql::AlterTable>(&statement.body))
    alter(*change);
  else if (const auto *gone = std::get_if<sql::Drop>(&statement.body))
    drop(*gone);
  else if (const auto *names = std::get_if<sql::RenameTable>(&statement.body)) {
    for (const auto &[from, to] : names->pairs)
      rename(from, to);
  } else if (std::holds_alternative<sql::Unreadable>(statement.body)) {
    std::string head = folded(where.excerpt());
    bool matters = head.find("table") != std::string::npos || head.find("index") != std::string::npos;
    if (matters && (head.starts_with("create") || head.starts_with("alter") || head.starts_with("drop")))
      warn("not understood and passed over: " + where.excerpt());
  }
}

void DdlBuilder::warn(std::string message) {
  Origin at = places->statement();
  problems.push_back({Problem::Severity::Warning, at.file, at.line, at.column, "", std::move(message)});
}

Table *DdlBuilder::known(const sql::TableName &name) {
  return isKnown(name.name) ? const_cast<Table *>(schema.find(name.name.text, name.schema.text)) : nullptr;
}

void DdlBuilder::create(const sql::CreateTable &create) {
  if (!isKnown(create.table.name))
    return warn("the table's name is known only when the program runs: " + places->excerpt());
  Table table;
  table.name = create.table.name.text;
  if (isKnown(create.table.schema))
    table.schema = create.table.schema.text;
  table.temporary = create.temporary;
  table.origin = places->statement();
  // In ordinary SQLite tables a primary key takes NULL, unless it is the row's number.
  bool rowidTable = dialect == sql::Dialect::Sqlite && !create.withoutRowid && !create.strict;
  for (const sql::ColumnDefinition &column : create.columns)
    addColumn(table, column, rowidTable);
  if (create.like)
    copyLike(table, *create.like);
  for (const sql::KeyDefinition &key : create.keys)
    addKey(table, key, rowidTable);
  if (create.partial)
    warn("understood in part: " + places->excerpt());
  Table *before = known(create.table);
  if (!before)
    schema.tables.push_back(std::move(table));
  else if (!create.ifNotExists && !sameKeys(*before, table))
    warn("table " + table.name + " is created again with other keys; the first one counts (" + before->origin.file +
         ":" + std::to_string(before->origin.line) + ")");
}

void DdlBuilder::copyLike(Table &table, const sql::TableName &from) {
  const Table *model = known(from);
  if (!model)
    return warn("table " + table.name + " is made like one that is not known: " + from.name.text);
  std::string text = folded(places->text());
  bool withKeys = dialect != sql::Dialect::PostgreSql || text.find("including all") != std::string::npos ||
                  text.find("including indexes") != std::string::npos;
  table.columns.insert(table.columns.end(), model->columns.begin(), model->columns.end());
  if (!withKeys)
    return;
  for (UniqueKey key : model->keys) {
    key.origin = places->statement();
    table.keys.push_back(std::move(key));
  }
}

void DdlBuilder::index(const sql::CreateIndex &create) {
  Table *table = known(create.table);
  if (!table) {
    if (create.key.kind == sql::KeyDefinition::Kind::Unique)
      warn("a unique index on a table that is not known: " + places->excerpt());
    return;
  }
  auto taken = [&](const auto &entry) { return sameName(entry.name, create.key.name.text); };
  if (create.ifNotExists && (std::ranges::any_of(table->keys, taken) || std::ranges::any_of(table->indexes, taken)))
    return;
  addKey(*table, create.key);
}

void DdlBuilder::alter(const sql::AlterTable &change) {
  Table *table = known(change.table);
  bool optional = folded(places->excerpt()).find("if exists") != std::string::npos;
  if (!table && optional)
    return;
  if (!table)
    return warn("alters a table that is not known: " + places->excerpt());
  // A key USING INDEX promises what its unique index has promised already.
  if (change.partial && folded(places->text()).find("using index") == std::string::npos)
    warn("understood in part: " + places->excerpt());
  std::size_t index = table - schema.tables.data();
  for (const sql::AlterTable::Action &action : change.actions)
    alter(schema.tables[index], action);
}

void DdlBuilder::alter(Table &table, const sql::AlterTable::Action &action) {
  using Alter = sql::AlterTable;
  auto column = [&](const sql::Name &name) { return const_cast<Column *>(table.column(name.text)); };
  if (const auto *add = std::get_if<Alter::AddColumn>(&action)) {
    if (!column(add->column.name))
      addColumn(table, add->column, dialect == sql::Dialect::Sqlite);
  } else if (const auto *gone = std::get_if<Alter::DropColumn>(&action)) {
    if (!timeless)
      dropColumn(table, gone->name.text, dialect);
  } else if (const auto *key = std::get_if<Alter::AddKey>(&action)) {
    addKey(table, key->key);
  } else if (const auto *old = std::get_if<Alter::DropKey>(&action)) {
    if (old->primary)
      std::erase_if(table.keys, [](const UniqueKey &k) { return k.primary; });
    dropNamed(table.keys, old->name.text);
    dropNamed(table.indexes, old->name.text);
  } else if (const auto *to = std::get_if<Alter::RenameTo>(&action)) {
    if (!timeless && isKnown(to->table.name) && !known(to->table))
      table.name = to->table.name.text;
  } else if (const auto *names = std::get_if<Alter::RenameColumn>(&action)) {
    renameColumn(table, names->from.text, names->to.text);
  } else if (const auto *change = std::get_if<Alter::ChangeColumn>(&action)) {
    if (Column *existing = column(change->from)) {
      renameColumn(table, existing->name, change->column.name.text);
      existing->type = change->column.type;
      existing->nullable = !change->column.notNull;
      if (!change->column.collation.empty())
        existing->collation = change->column.collation;
      if (!table.keys.empty() && table.keys.front().primary)
        addPrimary(table, UniqueKey(table.keys.front()), false);  // Its columns stay NOT NULL.
      if (change->column.unique)
        table.keys.push_back({.columns = {existing->name}, .origin = places->statement()});
    }
  } else if (const auto *null = std::get_if<Alter::SetNotNull>(&action)) {
    if (Column *existing = column(null->column))
      existing->nullable = !null->notNull;
  }
}

void DdlBuilder::drop(const sql::Drop &drop) {
  for (const sql::TableName &name : drop.names) {
    if (drop.kind == sql::Drop::Kind::Table && !timeless) {
      if (Table *table = known(name))
        schema.tables.erase(schema.tables.begin() + (table - schema.tables.data()));
    } else if (drop.kind == sql::Drop::Kind::Index) {
      for (Table &table : schema.tables)
        if (drop.onTable.name.text.empty() || sameName(table.name, drop.onTable.name.text)) {
          dropNamed(table.keys, name.name.text);
          dropNamed(table.indexes, name.name.text);
        }
    }
  }
}

void DdlBuilder::rename(const sql::TableName &from, const sql::TableName &to) {
  if (Table *table = known(from); table && !timeless && isKnown(to.name) && !known(to))
    table->name = to.name.text;
}

}  // namespace dbrace::schema
