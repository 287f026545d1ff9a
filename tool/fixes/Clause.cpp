// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixes/Clause.h"

#include "schema/Names.h"

#include <algorithm>
#include <optional>

namespace dbrace {

namespace {

using schema::sameName;

bool isMySql(sql::Dialect dialect) { return dialect == sql::Dialect::MySql || dialect == sql::Dialect::MariaDb; }

bool isLower(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) { return !(c >= 'A' && c <= 'Z'); });
}

class Writer {
public:
  explicit Writer(const FixGround &ground)
      : ground(ground), insert(std::get<sql::Insert>(ground.write.write.statement->body)) {}

  std::variant<Clause, NoClause> write() {
    if (auto why = refusal())
      return NoClause{*why};
    if (isMySql(ground.dialect))
      return onDuplicateKey();
    auto target = conflictTarget();
    if (!target)
      return NoClause{"the key cannot be named with certainty: " + unnamed};
    Clause clause{" ON CONFLICT " + *target, {}};
    if (foundUpdate()) {
      auto set = assignments();
      if (!set)
        return NoClause{unsaid};
      return Clause{clause.text + " DO UPDATE SET " + *set, {std::string(changesRow)}};
    }
    if (insert.returning.empty()) {
      clause.text += " DO NOTHING";
      return clause;
    }
    // DO NOTHING returns no row; an update that changes nothing returns the one that is there.
    if (ground.key.columns.empty())
      return NoClause{"RETURNING gives no row back where the insert does nothing"};
    std::string column = *named(ground.key.columns.front());
    clause.text += " DO UPDATE SET " + column + " = excluded." + column;
    clause.reservations.push_back("so that RETURNING gives the row back that is there, it is locked and written again, "
                                  "and triggers for updates run");
    return clause;
  }

private:
  std::optional<std::string> refusal() const {
    using enum sql::Dialect;
    const LeftOut &leftOut = ground.write.leftOut;
    if (ground.dialect != PostgreSql && ground.dialect != Sqlite && !isMySql(ground.dialect))
      return ground.dialect == SqlServer || ground.dialect == Oracle
                 ? "this database has no conflict clause: MERGE, which on SQL Server needs WITH (HOLDLOCK), is written "
                   "anew"
                 : "it is not known which database this is";
    if (!ground.plain || !insert.conflicts.empty())
      return "the insert has a conflict clause already";
    if (insert.partial || ground.write.write.statement->partial)
      return "the statement is not understood in full";
    if (insert.select || insert.defaultValues || insert.rows.size() != 1)
      return "the insert is not one row of values";
    if (ground.narrower)
      return "the key refuses rows that the lookup does not find, and those would be left out silently";
    if (ground.key.deferrable && ground.dialect != Sqlite)
      return "the key is deferrable, and no conflict clause can name it";
    if (!leftOut.known)
      return "what follows the insert could not be followed";
    if (!leftOut.unnoticed && insert.returning.empty())
      return "the code that follows asks how many rows were stored";
    if (leftOut.usesInsertId && !isMySql(ground.dialect))
      return "the code that follows uses the number of the new row, and there is none where a rival was first: read "
             "the "
             "row by its key instead";
    return std::nullopt;
  }

  /// As the insert itself spells it; else as the database has it, where that is beyond doubt.
  std::optional<std::string> named(const std::string &column) {
    const char quote = isMySql(ground.dialect) ? '`' : '"';
    auto quoted = [&](const std::string &name) { return quote + name + quote; };
    for (const sql::Name &name : insert.columns ? *insert.columns : std::vector<sql::Name>())
      if (sameName(name.text, column) && !name.hole && !name.partial)
        return name.quoted ? quoted(name.text) : name.text;
    if (ground.dialect == sql::Dialect::PostgreSql && !isLower(column)) {
      unnamed = "whether \"" + column + "\" needs quotes is not known";
      return std::nullopt;
    }
    if (column.find(quote) != std::string::npos) {
      unnamed = "\"" + column + "\" has a quote in it";
      return std::nullopt;
    }
    return quoted(column);
  }

  /// Expressions and predicates are kept in lower case, which is wrong inside quotes.
  bool isExact(const std::string &text) {
    if (text.find_first_of("\"`") == std::string::npos)
      return true;
    unnamed = text;
    return false;
  }

  std::optional<std::string> conflictTarget() {
    std::string parts;
    for (const std::string &column : ground.key.columns) {
      auto name = named(column);
      if (!name)
        return std::nullopt;
      parts += (parts.empty() ? "" : ", ") + *name;
    }
    for (const std::string &expression : ground.key.expressions) {
      if (!isExact(expression))
        return std::nullopt;
      parts += (parts.empty() ? "(" : ", (") + expression + ")";
    }
    if (parts.empty() || (ground.key.where && !isExact(*ground.key.where)))
      return std::nullopt;
    return "(" + parts + ")" + (ground.key.where ? " WHERE " + *ground.key.where : "");
  }

  const std::optional<FoundUpdate> &foundUpdate() const { return ground.write.leftOut.foundUpdate; }

  /// What the program does to a row that it finds, for one that a rival was first to store.
  std::optional<std::string> assignments() const {
    std::string text;
    for (const FoundUpdate::Set &set : foundUpdate()->set) {
      if (set.column.hole || set.column.partial)
        return std::nullopt;
      std::string column = spelled(set.column);
      auto value = set.value                 ? rendered(*set.value)
                   : isMySql(ground.dialect) ? std::optional("VALUES(" + column + ")")
                                             : std::optional("excluded." + column);
      if (!value)
        return std::nullopt;
      text += (text.empty() ? "" : ", ") + column + " = " + *value;
    }
    return text.empty() ? std::nullopt : std::optional(text);
  }

  std::string spelled(const sql::Name &name) const {
    const char quote = isMySql(ground.dialect) ? '`' : '"';
    return name.quoted ? quote + name.text + quote : name.text;
  }

  /// An expression over constants and columns of the row that is there; what a run gives it cannot be said again.
  std::optional<std::string> rendered(const sql::Expression &expression) const {
    if (const auto *constant = std::get_if<sql::Constant>(&expression.what)) {
      switch (constant->kind) {
      case sql::Constant::Kind::Null:
        return "NULL";
      case sql::Constant::Kind::Number:
      case sql::Constant::Kind::Boolean:
        return constant->text;
      case sql::Constant::Kind::Text:
        if (constant->text.find_first_of("'\\") == std::string::npos)
          return "'" + constant->text + "'";
        return std::nullopt;
      case sql::Constant::Kind::Blob:
        return std::nullopt;
      }
    }
    if (const auto *column = std::get_if<sql::ColumnRef>(&expression.what)) {
      // A table with another name in the statement is not known by its own in the clause.
      if (column->column.hole || column->column.partial || !insert.table.alias.empty() ||
          (!column->table.empty() && !sameName(column->table, insert.table.name.text)))
        return std::nullopt;
      // PostgreSQL wants to know whether the old row or the new one is meant.
      return (isMySql(ground.dialect) ? "" : spelled(insert.table.name) + ".") + spelled(column->column);
    }
    const auto *call = std::get_if<sql::FunctionCall>(&expression.what);
    if (!call || call->star || call->distinct)
      return std::nullopt;
    std::vector<std::string> arguments;
    for (const sql::ExpressionPtr &argument : call->arguments) {
      auto text = argument ? rendered(*argument) : std::nullopt;
      if (!text)
        return std::nullopt;
      bool nested = std::holds_alternative<sql::FunctionCall>(argument->what);
      arguments.push_back(nested ? "(" + *text + ")" : *text);
    }
    bool infix = call->name == "+" || call->name == "-" || call->name == "*" || call->name == "||";
    if (infix && arguments.size() == 2)
      return arguments[0] + " " + call->name + " " + arguments[1];
    return std::nullopt;
  }

  bool writes(const std::string &column) const {
    return ground.write.positional || !insert.columns ||
           std::ranges::any_of(*insert.columns, [&](const sql::Name &name) { return sameName(name.text, column); });
  }

  const schema::UniqueKey *primaryKey() const {
    auto found = std::ranges::find_if(ground.table.keys, [](const auto &key) { return key.primary; });
    return found == ground.table.keys.end() || found->columns.empty() ? nullptr : &*found;
  }

  std::variant<Clause, NoClause> onDuplicateKey() {
    const schema::UniqueKey *primary = primaryKey();
    const schema::UniqueKey &unchanged = primary ? *primary : ground.key;
    if (unchanged.columns.empty())
      return NoClause{"the table has no key column that could be set to itself"};
    auto column = named(unchanged.columns.front());
    if (!column)
      return NoClause{unnamed};
    Clause clause{" ON DUPLICATE KEY UPDATE " + *column + " = ", {}};
    const bool asksId = ground.write.leftOut.usesInsertId;
    if (asksId && (!primary || primary->columns.size() != 1))
      return NoClause{"the code that follows uses the number of the new row, which is no column of the table's"};
    if (asksId && !insert.returning.empty())
      return NoClause{"the code that follows uses both RETURNING and the number of the new row"};
    clause.text += asksId ? "LAST_INSERT_ID(" + *column + ")" : *column;
    if (foundUpdate()) {
      auto set = assignments();
      if (!set)
        return NoClause{unsaid};
      clause.text = asksId ? clause.text + ", " + *set : " ON DUPLICATE KEY UPDATE " + *set;
      clause.reservations.emplace_back(changesRow);
    }
    for (const schema::UniqueKey &key : ground.table.keys) {
      bool same = key.columns == ground.key.columns && key.expressions == ground.key.expressions;
      if (!same && (!key.expressions.empty() ||
                    std::ranges::any_of(key.columns, [&](const std::string &name) { return writes(name); })))
        clause.reservations.push_back("ON DUPLICATE KEY takes the violation of every unique key, not only of this one");
    }
    return clause;
  }

  const FixGround &ground;
  const sql::Insert &insert;
  std::string unnamed;
  static constexpr std::string_view changesRow = "who loses the race then changes the row as one that is found";
  static constexpr const char *unsaid =
      "where the row is found the program changes it, in a way that a clause cannot say";
};

}  // namespace

std::variant<Clause, NoClause> conflictClause(const FixGround &ground) {
  if (!ground.write.write.statement || !std::holds_alternative<sql::Insert>(ground.write.write.statement->body))
    return NoClause{"it is no INSERT that could get a conflict clause"};
  return Writer(ground).write();
}

}  // namespace dbrace
