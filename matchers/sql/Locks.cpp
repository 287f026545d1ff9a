// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

namespace dbrace::sql::reader {
namespace {

using Kind = LockControl::Kind;

/// A negative time is no limit.
bool waitsForever(const FunctionCall &call) {
  const Expression *time = call.arguments.size() > 1 ? call.arguments[1].get() : nullptr;
  const auto *constant = time ? std::get_if<Constant>(&time->what) : nullptr;
  const auto *opaque = time ? std::get_if<Opaque>(&time->what) : nullptr;
  return constant ? constant->text.starts_with('-') : opaque && opaque->text.starts_with('-');
}

std::optional<LockControl> lockCall(const ExpressionPtr &expression) {
  if (!expression)
    return std::nullopt;
  if (const auto *condition = std::get_if<Condition>(&expression->what)) {  // SELECT GET_LOCK('a', 1) = 1
    for (const ExpressionPtr &operand : condition->operands)
      if (std::optional<LockControl> lock = lockCall(operand))
        return lock;
    return std::nullopt;
  }
  const auto *call = std::get_if<FunctionCall>(&expression->what);
  if (!call)
    return std::nullopt;
  LockControl lock;
  const std::string_view name = call->name;
  if (name == "cast" && !call->arguments.empty())
    return lockCall(call->arguments[0]);
  if (name == "get_lock" || name == "release_lock" || name == "release_all_locks") {
    lock.kind = name == "get_lock" ? Kind::NamedLock : Kind::NamedUnlock;
    if (!call->arguments.empty())
      lock.key.push_back(call->arguments[0]);
    lock.mode = "EXCLUSIVE";
    lock.mayFail = name == "get_lock" && !waitsForever(*call);
    return lock;
  }
  if (!name.starts_with("pg_advisory_") && !name.starts_with("pg_try_advisory_"))
    return std::nullopt;
  lock.kind = name.find("unlock") == std::string_view::npos ? Kind::Advisory : Kind::AdvisoryUnlock;
  lock.mode = name.ends_with("_shared") ? "SHARED" : "EXCLUSIVE";
  lock.transactional = name.find("_xact_") != std::string_view::npos;
  lock.mayFail = lock.kind == Kind::Advisory && name.starts_with("pg_try_");
  lock.key = call->arguments;
  return lock;
}

}  // namespace

std::optional<LockControl> Parser::lockOf(const Select &select) {
  if (!select.from.empty() || !select.subqueries.empty())
    return std::nullopt;
  for (const SelectItem &item : select.items)
    if (std::optional<LockControl> lock = lockCall(item.expression))
      return lock;
  return std::nullopt;
}

/// LOCK TABLES of MySQL lasts until UNLOCK TABLES, LOCK TABLE of PostgreSQL and Oracle until the transaction ends.
StatementBody Parser::lock() {
  advance();
  LockControl result;
  const bool plural = is("TABLES");
  if (!acceptAnyOf({"TABLE", "TABLES"}) && (is("INSTANCE") || is("BINLOG"))) {
    skipStatement();
    return OtherStatement{"LOCK"};
  }
  std::vector<std::string> modes;
  bool perTable = false;
  do {
    accept("ONLY");
    TableName table = tableName();
    accept("*");
    if (!is("IN") && !is("READ") && !is("WRITE") && !is("LOW_PRIORITY") && !is("NOWAIT"))
      table.alias = aliasText();
    const std::size_t from = at_;
    while (acceptAnyOf({"READ", "LOCAL", "LOW_PRIORITY", "WRITE"}))
      ;
    if (at_ != from) {
      perTable = true;
      modes.push_back(source_.tokens[at_ - 1].is("WRITE") ? "WRITE" : "READ");
    }
    result.tables.push_back(std::move(table));
  } while (accept(","));
  if (perTable) {
    result.mode = modes[0];
    result.modes = std::move(modes);
  } else {
    result.transactional = !plural && !isMySql();
    result.mode = "ACCESS EXCLUSIVE";
    if (accept("IN")) {
      const std::size_t from = at_;
      while (!atEnd() && !is("MODE"))
        advance();
      result.mode = upperSlice(from, at_);
      partial_ = partial_ || source_.tokens[from].isHole();
      accept("MODE");
    }
    accept("NOWAIT");
  }
  return result;
}

StatementBody Parser::unlock() {
  advance();
  skipStatement();
  LockControl result;
  result.kind = Kind::UnlockTables;
  return result;
}

/// SQL Server renames by a procedure: sp_rename 'dbo.t.a', 'b', 'COLUMN'.
StatementBody Parser::renameBySystem() {
  std::vector<std::string> values;
  while (!atEnd() && values.size() < 3) {
    if (peek().kind == Token::Kind::Placeholder && peek(1).is("="))
      advance(), advance();
    values.emplace_back(source_.plain(peek()));
    advance();
    if (!accept(","))
      break;
  }
  values.resize(3);
  std::vector<Name> path(1);
  for (const char c : values[0])
    if (c == '.')
      path.emplace_back();
    else if (c != '[' && c != ']')
      path.back().text += c;
  const std::string kind = lowered(values[2]);
  const Name to{.text = values[1]};
  const auto tableAt = [&](std::size_t fromEnd) {
    TableName table;
    if (path.size() > fromEnd)
      table.name = path[path.size() - 1 - fromEnd];
    if (path.size() > fromEnd + 1)
      table.schema = path[path.size() - 2 - fromEnd];
    return table;
  };
  if (kind == "column") {
    AlterTable result;
    result.table = tableAt(1);
    result.actions.emplace_back(AlterTable::RenameColumn{path.back(), to});
    return result;
  }
  RenameTable result{.index = kind == "index", .pairs = {}};
  result.pairs.emplace_back(tableAt(0), TableName{{}, to, {}});
  return result;
}

/// EXEC, CALL, DO and PERFORM: the locking procedures are known, what others do is not.
StatementBody Parser::execute() {
  const std::size_t from = at_;
  const bool evaluates = is("DO") || is("PERFORM");
  if (evaluates && peek(1).kind == Token::Kind::Text)
    return unreadable();
  advance();
  if (evaluates) {
    Select select;
    selectItems(select.items);
    selectClauses(select);
    if (std::optional<LockControl> lock = lockOf(select))
      return *lock;
    return select;
  }
  if (peek().kind == Token::Kind::Placeholder && peek(1).is("="))
    advance(), advance();
  const TableName procedure = tableName();
  const std::string name = lowered(procedure.name.text);
  if (name == "sp_rename")
    return renameBySystem();
  const bool get = name == "sp_getapplock";
  if (!get && name != "sp_releaseapplock") {
    at_ = from;
    return unreadable();
  }
  LockControl result;
  result.kind = get ? Kind::NamedLock : Kind::NamedUnlock;
  result.mode = "EXCLUSIVE";
  result.transactional = true;  // Its owner is the transaction unless said otherwise.
  while (!atEnd()) {
    std::string parameter;
    if (peek().kind == Token::Kind::Placeholder && peek(1).is("=")) {
      parameter = lowered(source_.slice(peek()));
      advance(), advance();
    }
    const std::string spelled = lowered(source_.plain(peek()));
    ExpressionPtr value = expression();
    if (parameter == "@resource" || (parameter.empty() && result.key.empty()))
      result.key.push_back(std::move(value));
    else if (spelled == "session")
      result.transactional = false;
    else if (spelled == "shared" || spelled == "intentshared")
      result.mode = "SHARED";
    if (!accept(","))
      break;
  }
  return result;
}

}  // namespace dbrace::sql::reader
