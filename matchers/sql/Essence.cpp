// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Essence.h"

#include "sql/Describe.h"

#include <algorithm>
#include <set>

namespace dbrace::sql {
namespace {

std::string joined(const std::vector<std::string> &parts) {
  std::string result;
  for (const std::string &part : parts)
    result += (result.empty() ? "" : ", ") + part;
  return result;
}

std::string names(const std::vector<Name> &names) {
  std::vector<std::string> parts;
  for (const Name &name : names)
    parts.push_back(name.text);
  return joined(parts);
}

std::string set(const std::vector<Assignment> &assignments) {
  std::vector<std::string> parts;
  for (const Assignment &assignment : assignments)
    parts.push_back(assignment.column.text);
  return joined(parts);
}

/// Walks to every table that is read.
struct Reads {
  std::set<std::string> tables;

  void add(const TableName &table) {
    tables.insert((table.schema.text.empty() ? "" : table.schema.text + ".") + table.name.text);
  }
  void in(const std::vector<ExpressionPtr> &expressions) {
    for (const ExpressionPtr &expression : expressions)
      in(expression);
  }
  void in(const ExpressionPtr &expression) {
    if (!expression)
      return;
    if (const auto *call = std::get_if<FunctionCall>(&expression->what))
      in(call->arguments);
    else if (const auto *condition = std::get_if<Condition>(&expression->what))
      in(condition->operands);
    else if (const auto *subquery = std::get_if<Subquery>(&expression->what); subquery && subquery->select)
      in(*subquery->select);
  }
  void in(const std::vector<SelectItem> &items) {
    for (const SelectItem &item : items)
      in(item.expression);
  }
  void in(const std::vector<Assignment> &assignments) {
    for (const Assignment &assignment : assignments)
      in(assignment.value);
  }
  void in(const Select &select) {
    in(select.items);
    for (const TableName &table : select.from)
      add(table);
    for (const auto &subquery : select.subqueries)
      in(*subquery);
    in(select.where);
    in(select.on);
  }
  void in(const Insert &insert) {
    for (const auto &row : insert.rows)
      in(row);
    if (insert.select)
      in(*insert.select);
    for (const Conflict &conflict : insert.conflicts) {
      in(conflict.set);
      in(conflict.where);
    }
    in(insert.returning);
  }
  void in(const Statement &statement) {
    std::visit(
        [this](const auto &body) {
          using Body = std::decay_t<decltype(body)>;
          if constexpr (std::is_same_v<Body, Select> || std::is_same_v<Body, Insert>)
            in(body);
          else if constexpr (std::is_same_v<Body, Update> || std::is_same_v<Body, Delete>)
            in(body.where);
          if constexpr (std::is_same_v<Body, Update>)
            in(body.set);
        },
        statement.body);
    for (const auto &part : statement.with)
      in(*part);
  }
};

/// Values in the words both sides can say: constants, parameters, `null`, and `…` for whatever is computed.
std::string value(const ExpressionPtr &expression) {
  const ExpressionPtr bare = withoutCasts(expression);
  if (std::holds_alternative<Constant>(bare->what) || std::holds_alternative<Placeholder>(bare->what))
    return describe(bare);
  return "…";
}

std::string key(const ExpressionPtr &where) {
  const KeyLookup lookup = keyLookup(where);
  std::vector<std::string> parts;
  for (const KeyEquality &equality : lookup.equalities) {
    const std::string column =
        (equality.column.table.empty() ? "" : equality.column.table + ".") + equality.column.column.text;
    parts.push_back((equality.wrapper.empty() ? column : equality.wrapper + "(" + column + ")") + "=" +
                    value(equality.value));
  }
  std::sort(parts.begin(), parts.end());
  if (!lookup.complete)
    parts.push_back("...");
  return joined(parts);
}

std::string keyParts(const std::vector<KeyPart> &parts) {
  std::vector<std::string> result;
  for (const KeyPart &part : parts)
    result.push_back(part.expression ? "…" : part.column.text);
  return joined(result);
}

std::string keyText(const KeyDefinition &key) {
  static constexpr const char *Kinds[] = {"primary", "unique", "index", "foreign", "check"};
  return std::string(Kinds[static_cast<unsigned>(key.kind)]) + " " + key.name.text + "(" +
         (key.kind == KeyDefinition::Kind::Check ? "" : keyParts(key.parts)) + ")" + (key.where ? " where" : "") +
         (key.nullsNotDistinct ? " nulls not distinct" : "") + (key.deferrable ? " deferrable" : "");
}

std::string columnText(const ColumnDefinition &column) {
  return column.name.text + (column.notNull ? " not null" : "") + (column.primaryKey ? " primary" : "") +
         (column.unique ? " unique" : "") + (column.defaultValue ? " default" : "");
}

struct Writer {
  Essence essence;

  void target(const TableName &table) {
    essence["table"] = (table.schema.text.empty() ? "" : table.schema.text + ".") + table.name.text;
    if (!table.alias.empty())
      essence["alias"] = table.alias;
  }
  void where(const ExpressionPtr &where) {
    if (where)
      essence["key"] = key(where);
  }
  void returning(const std::vector<SelectItem> &items) {
    if (!items.empty())
      essence["returning"] = std::to_string(items.size());
  }
  void operator()(const Select &select) {
    essence["kind"] = "select";
    where(select.where);
    const bool values = select.compound;
    if (!values)
      essence["items"] = std::to_string(select.items.size());
    std::string flags;
    for (const auto &[set, word] : {std::pair{select.distinct, " distinct"},
                                    {select.grouped, " grouped"},
                                    {select.compound, " compound"},
                                    {select.ordered, " ordered"},
                                    {select.descending, " descending"},
                                    {select.limited, " limited"},
                                    {select.locking.skipLocked, " skip locked"},
                                    {select.locking.noWait, " nowait"}})
      flags += set ? word : "";
    static constexpr const char *Locks[] = {"", " share", " key share", " no key update", " update"};
    essence["flags"] = flags + Locks[static_cast<unsigned>(select.locking.strength)];
  }
  void operator()(const Insert &insert) {
    essence["kind"] = "insert";
    target(insert.table);
    if (insert.columns)
      essence["columns"] = names(*insert.columns);
    std::vector<std::string> widths;
    for (const auto &row : insert.rows)
      widths.push_back(std::to_string(row.size()));
    essence["rows"] = insert.select ? "select" : insert.defaultValues ? "default" : joined(widths);
    for (const Conflict &conflict : insert.conflicts) {
      std::vector<std::string> parts;
      for (const ExpressionPtr &part : conflict.target) {
        const auto *call = std::get_if<FunctionCall>(&part->what);
        const ExpressionPtr bare = call && call->name == "collate" ? call->arguments[0] : part;
        const auto *column = std::get_if<ColumnRef>(&bare->what);
        parts.push_back(column ? column->column.text : "…");
      }
      essence["conflict"] = std::string(conflict.kind == Conflict::Kind::DoUpdate ? "update" : "nothing") + "(" +
                            joined(parts) + ")" + conflict.constraint + (conflict.targetWhere ? " where" : "");
      if (!conflict.set.empty())
        essence["set"] = set(conflict.set);
      where(conflict.where);
    }
    returning(insert.returning);
  }
  void operator()(const Update &update) {
    essence["kind"] = "update";
    target(update.table);
    essence["set"] = set(update.set);
    where(update.where);
    returning(update.returning);
  }
  void operator()(const Delete &deletion) {
    essence["kind"] = "delete";
    target(deletion.table);
    where(deletion.where);
    returning(deletion.returning);
  }
  void operator()(const Merge &merge) {
    essence["kind"] = "merge";
    target(merge.table);
    essence["columns"] = set(merge.insert);
    essence["key"] = key(merge.on);
  }
  void operator()(const TransactionControl &control) {
    static constexpr const char *Kinds[] = {"begin",       "commit",  "rollback",      "savepoint",
                                            "rollback to", "release", "set isolation", "autocommit"};
    static constexpr const char *Levels[] = {
        "", "read uncommitted", "read committed", "repeatable read", "serializable", "snapshot"};
    essence["kind"] = Kinds[static_cast<unsigned>(control.kind)];
    if (control.isolation != Isolation::Unspecified)
      essence["isolation"] = Levels[static_cast<unsigned>(control.isolation)];
    if (!control.savepoint.empty())
      essence["savepoint"] = control.savepoint;
  }
  void operator()(const LockControl &lock) {
    essence["kind"] = lock.kind == LockControl::Kind::Table ? "lock" : "select";
    if (lock.kind != LockControl::Kind::Table)
      return;
    std::vector<std::string> tables;
    for (const TableName &table : lock.tables)
      tables.push_back((table.schema.text.empty() ? "" : table.schema.text + ".") + table.name.text);
    essence["table"] = joined(tables);
    essence["mode"] = lock.mode;
  }
  void operator()(const CreateTable &table) {
    essence["kind"] = "create table";
    target(table.table);
    std::vector<std::string> parts;
    for (const ColumnDefinition &column : table.columns)
      parts.push_back(columnText(column));
    essence["columns"] = joined(parts);
    parts.clear();
    for (const KeyDefinition &key : table.keys)
      parts.push_back(keyText(key));
    essence["keys"] = joined(parts);
    if (table.temporary)
      essence["temporary"] = "yes";
    if (table.ifNotExists)
      essence["if not exists"] = "yes";
    if (table.select)
      essence["rows"] = "select";
  }
  void operator()(const CreateIndex &index) {
    essence["kind"] = "create index";
    target(index.table);
    essence["keys"] = keyText(index.key);
  }
  void operator()(const AlterTable &alter) {
    essence["kind"] = "alter table";
    target(alter.table);
    std::vector<std::string> parts;
    for (const AlterTable::Action &action : alter.actions)
      if (const auto *add = std::get_if<AlterTable::AddColumn>(&action))
        parts.push_back("add " + columnText(add->column));
      else if (const auto *drop = std::get_if<AlterTable::DropColumn>(&action))
        parts.push_back("drop " + drop->name.text);
      else if (const auto *addKey = std::get_if<AlterTable::AddKey>(&action))
        parts.push_back("add " + keyText(addKey->key));
      else if (const auto *dropKey = std::get_if<AlterTable::DropKey>(&action))
        parts.push_back("drop key " + dropKey->name.text);
      else if (const auto *to = std::get_if<AlterTable::RenameTo>(&action))
        parts.push_back("rename to " + to->table.name.text);
      else if (const auto *rename = std::get_if<AlterTable::RenameColumn>(&action))
        parts.push_back("rename " + rename->from.text + " to " + rename->to.text);
      else if (const auto *notNull = std::get_if<AlterTable::SetNotNull>(&action))
        parts.push_back(notNull->column.text + (notNull->notNull ? " not null" : " nullable"));
      else if (std::holds_alternative<AlterTable::ChangeColumn>(action))
        parts.push_back("change");
    essence["actions"] = joined(parts);
  }
  void operator()(const Drop &drop) {
    static constexpr const char *Kinds[] = {"drop table", "drop index", "-"};
    essence["kind"] = Kinds[static_cast<unsigned>(drop.kind)];
    std::vector<std::string> tables;
    for (const TableName &table : drop.names)
      tables.push_back((table.schema.text.empty() ? "" : table.schema.text + ".") + table.name.text);
    if (drop.kind != Drop::Kind::Other)
      essence["table"] = joined(tables);
  }
  void operator()(const RenameTable &) { essence["kind"] = "rename"; }
  void operator()(const OtherStatement &) { essence["kind"] = "-"; }
  void operator()(const Unreadable &) { essence["kind"] = "unreadable"; }
};

}  // namespace

std::vector<std::string> tablesRead(const Statement &statement) {
  Reads reads;
  reads.in(statement);
  return {reads.tables.begin(), reads.tables.end()};
}

Essence essenceOf(const Statement &statement) {
  Writer writer;
  std::visit(writer, statement.body);
  const std::string &kind = writer.essence["kind"];
  if (kind == "select" || kind == "insert")
    if (const std::string reads = joined(tablesRead(statement)); !reads.empty())
      writer.essence["reads"] = reads;
  return std::move(writer.essence);
}

std::string show(const Essence &essence) {
  std::string result;
  for (const auto &[name, value] : essence)
    result += name + ": " + value + "\n";
  return result;
}

}  // namespace dbrace::sql
