// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

#include <algorithm>

namespace dbrace::sql::reader {

std::vector<Statement> Parser::statements() {
  std::vector<Statement> result;
  while (peek().kind != Token::Kind::End) {
    if (accept(";"))
      continue;
    if (std::optional<Statement> read = statement())
      result.push_back(std::move(*read));
  }
  return result;
}

std::optional<Statement> Parser::statement() {
  withNames_.clear();
  withSelects_.clear();
  withWrites_.clear();
  partial_ = valueWanted_ = doubleQuotedNames_ = false;
  const std::size_t start = at_;
  Statement result;
  result.begin = peek().begin;
  result.body = body();
  if (at_ == start)
    advance();
  const auto *other = std::get_if<OtherStatement>(&result.body);
  const bool opensBlock = other && (other->verb == "BEGIN" || other->verb == "IF" || other->verb == "ELSE");
  if (!atEnd() && !opensBlock) {
    if (!std::holds_alternative<OtherStatement>(result.body) && !std::holds_alternative<Unreadable>(result.body))
      partial_ = true;
    while (!atEnd() && !(blocks_ && is("END")))
      advance();
  }
  result.partial = partial_ || std::holds_alternative<Unreadable>(result.body);
  result.end = source_.tokens[at_ - 1].end;
  result.with = std::move(withWrites_);
  withWrites_.clear();
  return result;
}

StatementBody Parser::body() {
  if (peek().isHole() && (atQuery() || peek(1).is("SELECT") || peek(1).is("INSERT") || peek(1).is("UPDATE") ||
                          peek(1).is("DELETE") || peek(1).is("REPLACE") || peek(1).is("WITH")))
    skipClauseHoles();  // A comment, hint or EXPLAIN in front.
  switch (peek().key) {
  case Keyword("SELECT").key:
  case Keyword("VALUES").key:
  case Keyword("(").key: {
    if (!atQuery())
      break;
    const std::shared_ptr<Select> read = select();
    if (std::optional<LockControl> lock = lockOf(*read))
      return *lock;
    return *read;
  }
  case Keyword("WITH").key:
    return withBody();
  case Keyword("INSERT").key:
  case Keyword("REPLACE").key:
    return insert();
  case Keyword("UPDATE").key:
    if (!peek(1).is("STATISTICS"))
      return update();
    break;
  case Keyword("DELETE").key:
    return deletion();
  case Keyword("TRUNCATE").key:
    return truncation();
  case Keyword("MERGE").key:
    return merge();
  case Keyword("TABLE").key:
    return *select();
  case Keyword("LOCK").key:
    return lock();
  case Keyword("UNLOCK").key:
    return unlock();
  case Keyword("EXEC").key:
  case Keyword("EXECUTE").key:
  case Keyword("CALL").key:
  case Keyword("DO").key:
  case Keyword("PERFORM").key:
    return execute();
  case Keyword("CREATE").key:
    return create();
  case Keyword("ALTER").key:
    return alter();
  case Keyword("DROP").key:
    return drop();
  case Keyword("RENAME").key:
    return renameTable();
  default:
    break;
  }
  if (std::optional<StatementBody> control = transaction())
    return std::move(*control);
  if (std::optional<StatementBody> other = otherBody())
    return std::move(*other);
  return unreadable();
}

/// Statements that touch no row that matters.
std::optional<StatementBody> Parser::otherBody() {
  static constexpr Keyword Verbs[] = {
      "PRAGMA",     "SHOW",   "EXPLAIN", "ANALYZE",  "ANALYSE",   "VACUUM",  "GRANT",    "REVOKE",     "USE",
      "DESCRIBE",   "DESC",   "COMMENT", "FETCH",    "MOVE",      "CLOSE",   "OPEN",     "DEALLOCATE", "REINDEX",
      "ATTACH",     "DETACH", "LISTEN",  "UNLISTEN", "NOTIFY",    "REFRESH", "FLUSH",    "KILL",       "OPTIMIZE",
      "CHECK",      "REPAIR", "INSTALL", "HELP",     "PRINT",     "RETURN",  "RESET",    "DISCARD",    "CLUSTER",
      "CHECKPOINT", "PURGE",  "CHANGE",  "STOP",     "RAISERROR", "GO",      "WAITFOR",  "DBCC",       "CHECKSUM",
      "CACHE",      "DENY",   "BACKUP",  "RESTORE",  "SHUTDOWN",  "UPDATE",  "REASSIGN", "SECURITY",   "HANDLER"};
  const std::string verb = upperSlice(at_, at_ + 1);
  if (is("DECLARE")) {  // DECLARE c CURSOR … FOR SELECT … reads.
    std::size_t ahead = 1;
    while (ahead < 10 && !peek(ahead).is("CURSOR") && !peek(ahead).is(";"))
      ++ahead;
    if (peek(ahead).is("CURSOR")) {
      while (!atEnd() && !is("SELECT") && !is("WITH"))
        advance();
      if (is("SELECT"))
        return *select();
    }
    skipStatement();
    return OtherStatement{verb};
  }
  if (is("IF") || is("ELSE") || is("ELSEIF") || is("ELSIF") || is("WHILE")) {  // T-SQL: the statement follows at once.
    const bool conditional = !is("ELSE");
    advance();
    if (conditional) {
      partial_ = true;
      expression();
    }
    accept("THEN");
    return OtherStatement{conditional ? "IF" : "ELSE"};
  }
  for (const Keyword known : Verbs)
    if (is(known)) {
      skipStatement();
      return OtherStatement{verb};
    }
  return std::nullopt;
}

/// Reads in WITH belong to the statement that follows: to a query as its subqueries, to a write as statements beside
/// it.
StatementBody Parser::withBody() {
  withClause();
  std::vector<std::shared_ptr<const Select>> selects = std::move(withSelects_);
  withSelects_.clear();
  if (atQuery()) {
    const std::shared_ptr<Select> result = select();
    result->subqueries.insert(result->subqueries.end(), selects.begin(), selects.end());
    result->partial = partial_;
    return *result;
  }
  if (is("WITH"))
    return unreadable();
  for (const std::shared_ptr<const Select> &read : selects) {
    Statement part;
    part.body = *read;
    part.partial = read->partial;
    withWrites_.push_back(std::make_shared<const Statement>(std::move(part)));
  }
  return body();
}

StatementBody Parser::unreadable() {
  Unreadable result;
  partial_ = true;
  if (peek().kind == Token::Kind::Word && !peek().holes)
    result.verb = upperSlice(at_, at_ + 1);
  while (!atEnd()) {
    const bool names = is("INTO") || is("FROM") || is("UPDATE") || is("JOIN");
    const bool callable = is("FROM") || is("JOIN");
    advance();
    if (!names)
      continue;
    acceptAnyOf({"ONLY", "IGNORE"});
    const bool named = peek().kind == Token::Kind::Word || peek().kind == Token::Kind::QuotedName || peek().isHole();
    if (named && !endsOperand() && !(callable && peek(1).is("(")))
      result.tables.push_back(tableNameBeforeClause());
  }
  return result;
}

}  // namespace dbrace::sql::reader
