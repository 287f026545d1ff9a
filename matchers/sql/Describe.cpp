// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Describe.h"

namespace dbrace::sql {
namespace {

template <typename... Ts> struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <typename... Ts> Overloaded(Ts...) -> Overloaded<Ts...>;

template <typename List, typename Render>
std::string joined(const List &list, std::string_view separator, Render render) {
  std::string result;
  bool first = true;
  for (const auto &entry : list) {
    if (!first)
      result += separator;
    first = false;
    result += render(entry);
  }
  return result;
}

std::string list(const std::vector<ExpressionPtr> &expressions, std::string_view separator = ", ") {
  return joined(expressions, separator, [](const ExpressionPtr &entry) { return describe(entry); });
}

std::string hole(Hole hole) { return "{" + std::to_string(hole.id) + "}"; }

std::string withHoles(const std::string &text) {
  std::string result;
  for (const char c : text)
    result += c == '\x01' ? std::string("{}") : std::string(1, c);
  return result;
}

std::string condition(const Condition &condition) {
  static constexpr const char *Spellings[] = {"=",           "<=>",  "<>", "<",      "<=",      ">",   ">=", "is null",
                                              "is not null", "like", "in", "not in", "between", "and", "or", "not"};
  const std::string op = Spellings[static_cast<unsigned>(condition.op)];
  using Op = Condition::Op;
  const std::vector<ExpressionPtr> &operands = condition.operands;
  switch (condition.op) {
  case Op::IsNull:
  case Op::IsNotNull:
    return "(" + describe(operands[0]) + " " + op + ")";
  case Op::Not:
    return "(not " + describe(operands[0]) + ")";
  case Op::In:
  case Op::NotIn:
    return "(" + describe(operands[0]) + " " + op + " (" + list({operands.begin() + 1, operands.end()}) + "))";
  default:
    return "(" + list(operands, " " + op + " ") + ")";
  }
}

std::string items(const std::vector<SelectItem> &items) {
  return joined(items, ", ", [](const SelectItem &item) {
    return describe(item.expression) + (item.alias.empty() ? "" : " as " + withHoles(item.alias));
  });
}

std::string assignments(const std::vector<Assignment> &assignments) {
  return joined(assignments, ", ", [](const Assignment &assignment) {
    return describe(assignment.column) + " = " + describe(assignment.value);
  });
}

std::string where(const ExpressionPtr &where) { return where ? " where " + describe(where) : ""; }
std::string returning(const std::vector<SelectItem> &returned) {
  return returned.empty() ? "" : " returning " + items(returned);
}

std::string tables(const std::vector<TableName> &tables) {
  return joined(tables, ", ", [](const TableName &table) { return describe(table); });
}

std::string insert(const Insert &insert) {
  std::string result = "insert " + describe(insert.table);
  if (insert.columns)
    result += "(" + joined(*insert.columns, ", ", [](const Name &name) { return describe(name); }) + ")";
  if (!insert.rows.empty())
    result += " values " + joined(insert.rows, ", ", [](const auto &row) { return "(" + list(row) + ")"; });
  if (insert.select)
    result += " " + describe(*insert.select);
  if (insert.defaultValues)
    result += " default values";
  for (const Conflict &conflict : insert.conflicts)
    result += " " + describe(conflict);
  return result + returning(insert.returning);
}

std::string transaction(const TransactionControl &control) {
  static constexpr const char *Kinds[] = {"begin",       "commit",  "rollback",      "savepoint",
                                          "rollback to", "release", "set isolation", "set autocommit"};
  static constexpr const char *Modes[] = {"", " deferred", " immediate", " exclusive"};
  static constexpr const char *Levels[] = {
      "", " read uncommitted", " read committed", " repeatable read", " serializable", " snapshot"};
  std::string result = std::string(control.session ? "session " : "") + Kinds[static_cast<unsigned>(control.kind)] +
                       Modes[static_cast<unsigned>(control.mode)] + Levels[static_cast<unsigned>(control.isolation)];
  if (control.kind == TransactionControl::Kind::SetAutocommit)
    result += control.autocommit ? " on" : " off";
  if (control.consistentSnapshot)
    result += " with consistent snapshot";
  return result + (control.savepoint.empty() ? "" : " " + withHoles(control.savepoint));
}

std::string lock(const LockControl &lock) {
  static constexpr const char *Kinds[] = {"lock",       "unlock tables", "advisory lock", "advisory unlock",
                                          "named lock", "named unlock"};
  return std::string(Kinds[static_cast<unsigned>(lock.kind)]) + (lock.tables.empty() ? "" : " " + tables(lock.tables)) +
         (lock.key.empty() ? "" : " (" + list(lock.key) + ")") + (lock.mode.empty() ? "" : " " + lock.mode) +
         (lock.transactional ? " transactional" : "") + (lock.mayFail ? " if free" : "");
}

std::string column(const ColumnDefinition &column) {
  std::string result = describe(column.name) + (column.type.empty() ? "" : " " + column.type);
  const auto flag = [&](bool set, const char *word) { result += set ? std::string(" ") + word : ""; };
  flag(column.notNull, "not null");
  flag(column.primaryKey, column.primaryKeyDescending ? "primary key desc" : "primary key");
  flag(column.unique, "unique");
  flag(column.autoIncrement, "autoincrement");
  flag(column.generated, "generated");
  if (!column.collation.empty())
    result += " collate " + column.collation;
  return result + (column.defaultValue ? " default " + describe(column.defaultValue) : "");
}

std::string key(const KeyDefinition &key) {
  static constexpr const char *Kinds[] = {"primary key", "unique", "index", "foreign key", "check"};
  std::string result = Kinds[static_cast<unsigned>(key.kind)];
  if (const std::string name = describe(key.name); !name.empty())
    result += " " + name;
  if (!key.parts.empty())
    result += "(" +
              joined(key.parts, ", ",
                     [](const KeyPart &part) {
                       return (part.expression ? "[" + part.expressionText + "]" : describe(part.column)) +
                              (part.prefixLength ? "(" + std::to_string(*part.prefixLength) + ")" : "") +
                              (part.collation.empty() ? "" : " collate " + part.collation);
                     }) +
              ")";
  return result + (key.where ? " where " + key.whereText : "") + (key.nullsNotDistinct ? " nulls not distinct" : "") +
         (key.deferrable ? " deferrable" : "");
}

std::string createTable(const CreateTable &table) {
  std::string result = std::string("create ") + (table.temporary ? "temporary " : "") + "table " +
                       describe(table.table) + "(" + joined(table.columns, ", ", column);
  for (const KeyDefinition &definition : table.keys)
    result += "; " + key(definition);
  result += ")";
  result += table.withoutRowid ? " without rowid" : "";
  result += table.strict ? " strict" : "";
  result += table.collation.empty() ? "" : " collate " + table.collation;
  result += table.like ? " like " + describe(*table.like) : "";
  return result + (table.select ? " as " + describe(*table.select) : "");
}

std::string alterTable(const AlterTable &alter) {
  const auto action = [](const AlterTable::Action &action) {
    return std::visit(
        Overloaded{
            [](const AlterTable::AddColumn &a) { return "add " + column(a.column); },
            [](const AlterTable::DropColumn &a) { return "drop " + describe(a.name); },
            [](const AlterTable::AddKey &a) { return "add " + key(a.key); },
            [](const AlterTable::DropKey &a) {
              return "drop key " + (a.primary ? "primary"
                                    : !a.columns.empty()
                                        ? "(" + joined(a.columns, ", ", [](const Name &n) { return describe(n); }) + ")"
                                        : describe(a.name));
            },
            [](const AlterTable::RenameKey &a) { return "rename key " + describe(a.from) + " to " + describe(a.to); },
            [](const AlterTable::AttachPartition &a) { return "attach " + describe(a.table); },
            [](const AlterTable::SetSchema &a) { return "set schema " + describe(a.schema); },
            [](const AlterTable::SetCollation &a) { return "collate " + a.collation; },
            [](const AlterTable::RenameTo &a) { return "rename to " + describe(a.table); },
            [](const AlterTable::RenameColumn &a) { return "rename " + describe(a.from) + " to " + describe(a.to); },
            [](const AlterTable::ChangeColumn &a) { return "change " + describe(a.from) + " to " + column(a.column); },
            [](const AlterTable::SetNotNull &a) {
              return describe(a.column) + (a.notNull ? " set not null" : " drop not null");
            }},
        action);
  };
  return "alter table " + describe(alter.table) + " " + joined(alter.actions, ", ", action);
}

std::string drop(const Drop &drop) {
  static constexpr const char *Kinds[] = {"table ", "index ", "other"};
  const std::string on = describe(drop.onTable);
  return std::string("drop ") + Kinds[static_cast<unsigned>(drop.kind)] + tables(drop.names) +
         (on.empty() ? "" : " on " + on);
}

}  // namespace

std::string describe(const Name &name) { return name.hole ? hole(*name.hole) : withHoles(name.text); }

std::string describe(const TableName &table) {
  const std::string schema = describe(table.schema);
  return (schema.empty() ? "" : schema + ".") + describe(table.name) +
         (table.alias.empty() ? "" : " as " + withHoles(table.alias));
}

std::string describe(const ExpressionPtr &expression) {
  if (!expression)
    return "null pointer";
  return std::visit(
      Overloaded{[](const Constant &constant) -> std::string {
                   switch (constant.kind) {
                   case Constant::Kind::Null:
                     return "null";
                   case Constant::Kind::Text:
                     return "'" + constant.text + "'";
                   case Constant::Kind::Blob:
                     return "x'" + constant.text + "'";
                   default:
                     return constant.text;
                   }
                 },
                 [](const HoleValue &value) { return value.quoted ? "'" + hole(value.hole) + "'" : hole(value.hole); },
                 [](const MixedText &mixed) {
                   return "'" +
                          joined(mixed.text.pieces(), "",
                                 [](const auto &piece) {
                                   const auto *literal = std::get_if<std::string>(&piece);
                                   return literal ? *literal : hole(std::get<Hole>(piece));
                                 }) +
                          "'";
                 },
                 [](const Placeholder &placeholder) -> std::string {
                   if (!placeholder.name.empty())
                     return ":" + placeholder.name;
                   const std::string quote = placeholder.quoted ? "'" : "";
                   return quote + (placeholder.printfStyle ? "%" : "?") + std::to_string(placeholder.index) + quote;
                 },
                 [](const ColumnRef &column) {
                   return (column.table.empty() ? "" : withHoles(column.table) + ".") + describe(column.column);
                 },
                 [](const FunctionCall &call) {
                   return withHoles(call.name) + "(" + (call.star ? "*" : "") + (call.distinct ? "distinct " : "") +
                          list(call.arguments) + ")";
                 },
                 [](const Subquery &subquery) {
                   return std::string(subquery.negated ? "not " : "") + (subquery.exists ? "exists " : "") + "(" +
                          (subquery.select ? describe(*subquery.select) : "") + ")";
                 },
                 [](const Condition &operands) { return condition(operands); },
                 [](const Star &star) { return star.table.empty() ? std::string("*") : star.table + ".*"; },
                 [](const Opaque &opaque) { return "opaque[" + withHoles(opaque.text) + "]"; }},
      expression->what);
}

std::string describe(const KeyLookup &lookup) {
  std::string result = joined(lookup.equalities, ", ", [](const KeyEquality &equality) {
    const std::string column =
        (equality.column.table.empty() ? "" : equality.column.table + ".") + describe(equality.column.column);
    return (equality.wrapper.empty() ? column : equality.wrapper + "(" + column + ")") + "=" + describe(equality.value);
  });
  return result + (lookup.complete ? "" : result.empty() ? "..." : ", ...");
}

std::string describe(const Select &select) {
  std::string result = select.compound ? "compound" : "select";
  const auto flag = [&](bool set, const std::string &word) { result += set ? " " + word : ""; };
  flag(select.distinct, "distinct");
  result += " " + items(select.items);
  flag(!select.from.empty(), "from " + tables(select.from));
  for (const auto &subquery : select.subqueries)
    result += " [" + describe(*subquery) + "]";
  for (const ExpressionPtr &on : select.on)
    result += " on " + describe(on);
  result += where(select.where);
  flag(select.grouped, "grouped");
  flag(select.aggregate, "aggregate");
  flag(select.ordered, select.descending ? "ordered descending" : "ordered");
  flag(select.limited, "limited");
  static constexpr const char *Locks[] = {"", "for share", "for key share", "for no key update", "for update"};
  flag(select.locking.strength != RowLock::None, Locks[static_cast<unsigned>(select.locking.strength)]);
  flag(select.locking.skipLocked, "skip locked");
  flag(select.locking.noWait, "nowait");
  for (const std::string &hint : select.hints)
    flag(true, hint);
  return result;
}

std::string describe(const Conflict &conflict) {
  static constexpr const char *Kinds[] = {"do nothing", "do update", "on duplicate key", "or ignore",
                                          "or replace", "or abort",  "or rollback",      "or fail"};
  std::string result = conflict.kind <= Conflict::Kind::DoUpdate ? "on conflict" : "";
  if (!conflict.target.empty())
    result += "(" + list(conflict.target) + ")";
  if (!conflict.constraint.empty())
    result += " on constraint " + withHoles(conflict.constraint);
  result += where(conflict.targetWhere) + (result.empty() ? "" : " ") + Kinds[static_cast<unsigned>(conflict.kind)];
  if (!conflict.set.empty())
    result += " set " + assignments(conflict.set);
  return result + where(conflict.where);
}

std::string describe(const StatementBody &body) {
  return std::visit(
      Overloaded{[](const Select &body) { return describe(body); }, [](const Insert &body) { return insert(body); },
                 [](const Update &body) {
                   return "update " + describe(body.table) + " set " + assignments(body.set) + where(body.where) +
                          returning(body.returning);
                 },
                 [](const Delete &body) {
                   return "delete " + describe(body.table) + where(body.where) + returning(body.returning);
                 },
                 [](const Merge &body) {
                   return "merge " + describe(body.table) +
                          joined(body.hints, "", [](const std::string &hint) { return " " + hint; }) + " on " +
                          describe(body.on) + " insert " + assignments(body.insert);
                 },
                 [](const TransactionControl &body) { return transaction(body); },
                 [](const LockControl &body) { return lock(body); },
                 [](const CreateTable &body) { return createTable(body); },
                 [](const CreateIndex &body) { return "create " + key(body.key) + " on " + describe(body.table); },
                 [](const AlterTable &body) { return alterTable(body); }, [](const Drop &body) { return drop(body); },
                 [](const RenameTable &body) {
                   return std::string("rename ") + (body.index ? "index " : "") +
                          joined(body.pairs, ", ", [](const auto &pair) {
                            return describe(pair.first) + " to " + describe(pair.second);
                          });
                 },
                 [](const OtherStatement &body) { return "other " + body.verb; },
                 [](const Unreadable &body) {
                   return "unreadable " + body.verb + (body.tables.empty() ? "" : " (" + tables(body.tables) + ")");
                 }},
      body);
}

std::string describe(const Statement &statement) {
  return std::string(statement.partial ? "partial: " : "") + describe(statement.body) +
         joined(statement.with, "", [](const auto &part) { return " with [" + describe(part->body) + "]"; });
}

}  // namespace dbrace::sql
