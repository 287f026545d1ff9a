// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "schema/DdlBuilder.h"

#include "schema/Names.h"

#include <algorithm>
#include <cctype>

namespace dbrace::schema {
namespace {

/// A name that is nothing but the marks of a template is none.
bool isKnown(const sql::Name &name) {
  bool says = std::ranges::any_of(name.text, [](unsigned char c) { return std::isalnum(c) || c == '_' || c >= 0x80; });
  return says && !name.hole && !name.partial;
}

template <typename Entries> void dropNamed(Entries &entries, const std::string &name) {
  std::erase_if(entries, [&](const auto &entry) { return !name.empty() && sameName(entry.name, name); });
}

/// Where a name without a schema is looked up, when nobody says otherwise.
bool inUsualSchema(const Table &table) {
  return !table.schema || sameName(*table.schema, "public") || sameName(*table.schema, "dbo") ||
         sameName(*table.schema, "main");
}

bool hasIndex(const Table &table, const std::string &name) {
  auto named = [&](const auto &entry) { return !name.empty() && sameName(entry.name, name); };
  return std::ranges::any_of(table.keys, named) || std::ranges::any_of(table.indexes, named);
}

template <typename Entries> void renameNamed(Entries &entries, const std::string &from, const std::string &to) {
  for (auto &entry : entries)
    if (!from.empty() && sameName(entry.name, from))
      entry.name = to;
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
      if (Table *table = names->index ? nullptr : known(from))
        rename(*table, to);
      else if (names->index)
        renameIndex(from, to);
  } else if (std::holds_alternative<sql::OtherStatement>(statement.body) ||
             std::holds_alternative<sql::Select>(statement.body)) {
    session();
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
  if (!isKnown(name.name))
    return nullptr;
  const Table *found = nullptr;
  if (current && name.schema.text.empty())
    found = schema.find(name.name.text, *current);
  return const_cast<Table *>(found ? found : schema.find(name.name.text, name.schema.text));
}

/// `SET search_path = app` and `USE shop` say where tables without a schema go.
void DdlBuilder::session() {
  std::string_view text = places->text();
  std::string words = folded(text.substr(0, 200));
  std::size_t path = words.find("search_path");
  bool use = words.starts_with("use ") && isMySql(dialect);
  if (timeless || (!use && (path == std::string::npos || !(words.starts_with("set") || words.starts_with("select")))))
    return;
  std::size_t from = text.find_first_not_of(" \t\r\n=,'`\"", use ? 4 : path + 11);
  if (!use && from != std::string::npos && words.substr(from).starts_with("to "))
    from = text.find_first_not_of(" '\"", from + 3);
  std::size_t to = from;
  while (to < text.size() && (std::isalnum(static_cast<unsigned char>(text[to])) || text[to] == '_'))
    ++to;
  current = from >= to || words.substr(from, to - from) == "false" || words.substr(from, to - from) == "default"
                ? std::nullopt
                : std::optional(std::string(text.substr(from, to - from)));
}

void DdlBuilder::create(const sql::CreateTable &create) {
  if (!isKnown(create.table.name))
    return warn("the table's name is known only when the program runs: " + places->excerpt());
  Table table;
  table.name = create.table.name.text;
  if (isKnown(create.table.schema))
    table.schema = create.table.schema.text;
  else if (create.table.schema.text.empty())
    table.schema = current;
  table.temporary = create.temporary;
  table.withoutRowid = create.withoutRowid;
  table.origin = places->statement();
  // In ordinary SQLite tables a primary key takes NULL, unless it is the row's number.
  bool rowidTable = dialect == sql::Dialect::Sqlite && !create.withoutRowid && !create.strict;
  for (const sql::TableName &parent : create.inherits)
    inherit(table, parent);
  if (create.partitionOf) {
    inherit(table, *create.partitionOf);
    partitions.emplace_back(create.table, *create.partitionOf);
  }
  for (const sql::ColumnDefinition &column : create.columns)
    if (!table.column(column.name.text))
      addColumn(table, column, rowidTable);
  if (isMySql(dialect) && !create.collation.empty())
    collateColumns(table, create.collation, false);
  if (create.like)
    copyLike(table, *create.like, create.likeIndexes);
  for (const sql::KeyDefinition &key : create.keys)
    addKey(table, key, rowidTable);
  table.inPart = create.partial;
  if (create.partial)
    warn("understood in part: " + places->excerpt());
  bool replaces = folded(places->text().substr(0, 40)).find("or replace") != std::string::npos;
  if (Table *before = known(create.table); before && replaces)
    *before = std::move(table);
  else
    add(std::move(table), create.ifNotExists);
}

void DdlBuilder::add(Table table, bool ifNotExists) {
  Table *before = const_cast<Table *>(schema.find(table.name, table.schema.value_or("")));
  if (!before)
    schema.tables.push_back(std::move(table));
  else if (timeless && takesPlace(*before, table.origin))
    *before = std::move(table);
  else if (!ifNotExists && !sameKeys(*before, table))
    warn("table " + table.name + " is created again with other keys; the first one counts (" + before->origin.file +
         ":" + std::to_string(before->origin.line) + ")");
}

/// Columns come down, keys do not: two tables of a family may hold equal rows.
void DdlBuilder::inherit(Table &table, const sql::TableName &from) {
  if (const Table *parent = known(from))
    for (const Column &column : parent->columns)
      if (!table.column(column.name))
        table.columns.push_back(column);
}

void DdlBuilder::finish() {
  for (const auto &[name, of] : partitions) {
    Table *partition = known(name);
    const Table *whole = known(of);
    if (!partition || !whole || partition == whole)
      continue;
    if (partition->columns.empty())
      partition->columns = whole->columns;
    for (const UniqueKey &key : whole->keys)
      if (std::ranges::none_of(partition->keys, [&](const UniqueKey &own) {
            return std::ranges::equal(own.columns, key.columns, sameName) && own.expressions == key.expressions &&
                   own.where == key.where;
          }))
        partition->keys.insert(key.primary ? partition->keys.begin() : partition->keys.end(), key);
  }
}

void DdlBuilder::copyLike(Table &table, const sql::TableName &from, bool withIndexes) {
  const Table *model = known(from);
  if (!model)
    return warn("table " + table.name + " is made like one that is not known: " + from.name.text);
  bool withKeys = dialect != sql::Dialect::PostgreSql || withIndexes;
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
  if (!table && change.actions.empty())
    return;  // Owners of sequences and views, storage.
  if (!table)
    return warn("alters a table that is not known: " + places->excerpt());
  table->inPart |= change.partial;
  if (change.partial)
    warn("understood in part: " + places->excerpt());
  for (const sql::AlterTable::Action &action : change.actions)
    if (const auto *to = std::get_if<sql::AlterTable::RenameTo>(&action))
      table = &rename(*table, to->table);
    else
      alter(*table, action);
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
    if (!old->columns.empty())
      std::erase_if(table.keys, [&](const UniqueKey &k) {
        return std::ranges::equal(k.columns, old->columns, sameName, {}, &sql::Name::text);
      });
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
  } else if (const auto *key = std::get_if<Alter::RenameKey>(&action)) {
    renameNamed(table.keys, key->from.text, key->to.text);
    renameNamed(table.indexes, key->from.text, key->to.text);
  } else if (const auto *part = std::get_if<Alter::AttachPartition>(&action)) {
    partitions.emplace_back(
        part->table,
        sql::TableName{.schema = {.text = table.schema.value_or("")}, .name = {.text = table.name}, .alias = {}});
  } else if (const auto *moved = std::get_if<Alter::SetSchema>(&action)) {
    if (isKnown(moved->schema))
      table.schema = moved->schema.text;
  } else if (const auto *collate = std::get_if<Alter::SetCollation>(&action)) {
    collateColumns(table, collate->collation, true);
  } else if (const auto *null = std::get_if<Alter::SetNotNull>(&action)) {
    if (Column *existing = column(null->column))
      existing->nullable = !null->notNull;
  }
}

void DdlBuilder::drop(const sql::Drop &drop) {
  for (const sql::TableName &name : drop.names) {
    if (drop.kind == sql::Drop::Kind::Table) {
      Table *table = known(name);
      if (table && !(timeless && leaves(*table)))
        schema.tables.erase(schema.tables.begin() + (table - schema.tables.data()));
    } else if (drop.kind == sql::Drop::Kind::Index) {
      Table *table = drop.onTable.name.text.empty() ? holderOf(name) : known(drop.onTable);
      if (table) {
        dropNamed(table->keys, name.name.text);
        dropNamed(table->indexes, name.name.text);
      }
    }
  }
}

Table &DdlBuilder::rename(Table &table, const sql::TableName &to) {
  if (!isKnown(to.name))
    return table;
  // It stays where it is unless the new name says another schema; MySQL takes the one in use.
  sql::TableName target = to;
  if (!isKnown(to.schema))
    target.schema = {.text = isMySql(dialect) && current ? *current : table.schema.value_or("")};
  Table *there = known(target);
  if (there && target.schema.text.empty() && !inUsualSchema(*there))
    there = nullptr;
  if (timeless && there && there != &table && takesPlace(*there, places->statement())) {
    // The copy, complete now, takes the place of the table that it was made of.
    Table copy = table;
    copy.name = there->name;
    copy.schema = there->schema;
    *there = std::move(copy);
    const std::ptrdiff_t gone = &table - schema.tables.data(), kept = there - schema.tables.data();
    schema.tables.erase(schema.tables.begin() + gone);
    return schema.tables[static_cast<std::size_t>(kept - (gone < kept ? 1 : 0))];
  }
  if (timeless)
    leaves(table);
  else if (!there) {
    table.name = to.name.text;
    if (!target.schema.text.empty())
      table.schema = target.schema.text;
  }
  return table;
}

void DdlBuilder::renameIndex(const sql::TableName &from, const sql::TableName &to) {
  if (Table *table = holderOf(from)) {
    renameNamed(table->keys, from.name.text, to.name.text);
    renameNamed(table->indexes, from.name.text, to.name.text);
  }
}

Table *DdlBuilder::holderOf(const sql::TableName &index) {
  const std::string &qualifier = index.schema.text;
  const bool ofTable = dialect == sql::Dialect::SqlServer;
  Table *best = nullptr;
  int bestRank = -1;
  for (Table &table : schema.tables) {
    const bool fits = qualifier.empty() ||
                      (ofTable ? sameName(table.name, qualifier) : !table.schema || sameName(*table.schema, qualifier));
    if (!fits || !hasIndex(table, index.name.text))
      continue;
    const bool inUse = table.schema && sameName(*table.schema, qualifier.empty() ? current.value_or("") : qualifier);
    const int rank = (inUse ? 2 : 0) + (inUsualSchema(table) ? 1 : 0);
    if (rank > bestRank) {
      best = &table;
      bestRank = rank;
    }
  }
  return best;
}

}  // namespace dbrace::schema
