// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

namespace dbrace::sql::reader {
namespace {

using Kind = TransactionControl::Kind;

TransactionControl control(Kind kind) {
  TransactionControl result;
  result.kind = kind;
  return result;
}

}  // namespace

std::optional<StatementBody> Parser::transaction() {
  if (is("BEGIN"))
    return begin();
  if (is("START") && (peek(1).is("TRANSACTION") || peek(1).isHole())) {
    advance(), advance();
    TransactionControl result = control(Kind::Begin);
    transactionModes(result);
    return result;
  }
  if (is("COMMIT") || is("END")) {
    advance();
    if (blocks_ && source_.tokens[at_ - 1].is("END")) {
      --blocks_;
      return OtherStatement{"END"};
    }
    skipStatement();
    return control(Kind::Commit);
  }
  if (is("ROLLBACK") || is("ABORT"))
    return rollback();
  if (is("SAVEPOINT") || is("SAVE")) {
    advance();
    acceptAnyOf({"TRANSACTION", "TRAN"});
    TransactionControl result = control(Kind::Savepoint);
    result.savepoint = name().text;
    return result;
  }
  if (is("RELEASE")) {
    advance();
    accept("SAVEPOINT");
    TransactionControl result = control(Kind::Release);
    result.savepoint = name().text;
    return result;
  }
  if (is("SET"))
    return set();
  return std::nullopt;
}

/// BEGIN opens a transaction, unless statements follow it without a semicolon: then it opens a block.
StatementBody Parser::begin() {
  advance();
  TransactionControl result = control(Kind::Begin);
  using Mode = TransactionControl::Mode;
  if (accept("DEFERRED"))
    result.mode = Mode::Deferred;
  else if (accept("IMMEDIATE"))
    result.mode = Mode::Immediate;
  else if (accept("EXCLUSIVE"))
    result.mode = Mode::Exclusive;
  else
    accept("CONCURRENT");
  const bool said = acceptAnyOf({"TRANSACTION", "TRAN", "WORK"});
  if (!said && (peek().is("NOT") || (!atEnd() && result.mode == Mode::Default && peek().kind == Token::Kind::Word &&
                                     !is("ISOLATION") && !is("READ") && !is("DEFERRABLE")))) {
    ++blocks_;
    accept("NOT", "ATOMIC");
    return OtherStatement{"BEGIN"};
  }
  transactionModes(result);
  return result;
}

StatementBody Parser::rollback() {
  advance();
  acceptAnyOf({"TRANSACTION", "TRAN", "WORK"});
  TransactionControl result = control(Kind::Rollback);
  if (accept("TO")) {
    accept("SAVEPOINT");
    result.kind = Kind::RollbackTo;
    result.savepoint = name().text;
  } else if (atName() && !is("AND") && !is("RELEASE") && !is("NO") && !is("PREPARED") && !peek().isHole()) {
    result.kind = Kind::RollbackTo;  // SQL Server names its savepoints so.
    result.savepoint = name().text;
  }
  skipStatement();
  return result;
}

void Parser::transactionModes(TransactionControl &control) {
  while (!atEnd()) {
    if (accept("ISOLATION", "LEVEL"))
      control.isolation = isolation();
    else if (accept("WITH", "CONSISTENT")) {
      accept("SNAPSHOT");
      control.consistentSnapshot = true;
    } else {
      if (peek().isHole())
        partial_ = true;
      advance();
    }
  }
}

/// `REPEATABLE READ`, `'REPEATABLE-READ'`, `repeatable_read`.
Isolation Parser::isolation() {
  std::string words;
  for (unsigned i = 0; i < 2 && !atEnd() && !is(","); ++i) {
    for (const char c : source_.plain(peek()))
      if (isLetter(c) && c != '_')
        words += upper(c);
    advance();
    if (words == "SERIALIZABLE" || words == "SNAPSHOT")
      break;
  }
  if (words == "READUNCOMMITTED")
    return Isolation::ReadUncommitted;
  if (words == "READCOMMITTED")
    return Isolation::ReadCommitted;
  if (words == "REPEATABLEREAD")
    return Isolation::RepeatableRead;
  if (words == "SERIALIZABLE")
    return Isolation::Serializable;
  if (words == "SNAPSHOT")
    return Isolation::Snapshot;
  partial_ = true;
  return Isolation::Unspecified;
}

StatementBody Parser::set() {
  advance();
  // Both are MySQL; LOCAL is PostgreSQL, for this transaction.
  bool session = acceptAnyOf({"SESSION", "GLOBAL", "PERSIST"});
  accept("LOCAL");
  if (accept("CHARACTERISTICS", "AS"))
    session = true;
  if (accept("TRANSACTION")) {
    TransactionControl result = control(Kind::SetIsolation);
    result.session = session || dialect_ == Dialect::SqlServer;
    transactionModes(result);
    if (result.isolation == Isolation::Unspecified && !partial_)
      return OtherStatement{"SET"};
    return result;
  }
  while (!atEnd()) {
    if (std::optional<TransactionControl> result = setVariable(session)) {
      skipStatement();
      return *result;
    }
    skipToComma();
    if (!accept(",")) {
      skipStatement();
      break;
    }
  }
  return OtherStatement{"SET"};
}

/// autocommit and the isolation, in the spellings of MySQL, PostgreSQL and SQL Server.
std::optional<TransactionControl> Parser::setVariable(bool session) {
  if (is("@@SESSION") || is("@@GLOBAL")) {
    advance(), accept(".");
    session = true;
  }
  const Token &variable = peek();
  const bool autocommit = variable.is("AUTOCOMMIT") || variable.is("@@AUTOCOMMIT");
  const bool implicit = variable.is("IMPLICIT_TRANSACTIONS");
  const bool level = variable.is("TRANSACTION_ISOLATION") || variable.is("TX_ISOLATION") ||
                     variable.is("@@TRANSACTION_ISOLATION") || variable.is("@@TX_ISOLATION");
  const bool standing = variable.is("DEFAULT_TRANSACTION_ISOLATION");
  if (!autocommit && !implicit && !level && !standing)
    return std::nullopt;
  // MySQL's `SET @@transaction_isolation` is for the next transaction, without the signs it is for the session.
  const bool next = variable.is("@@TRANSACTION_ISOLATION") || variable.is("@@TX_ISOLATION");
  advance();
  if (!accept("=") && !accept(":="))
    accept("TO");
  if (level || standing) {
    TransactionControl result = control(Kind::SetIsolation);
    result.session = session || standing || (!next && dialect_ != Dialect::PostgreSql);
    result.isolation = isolation();
    return result;
  }
  TransactionControl result = control(Kind::SetAutocommit);
  const std::string value = source_.plain(peek());
  const bool on =
      keyOf(value) == Keyword("1").key || keyOf(value) == Keyword("ON").key || keyOf(value) == Keyword("TRUE").key;
  partial_ = partial_ || peek().isHole() || peek().kind == Token::Kind::Placeholder;
  result.session = true;
  result.autocommit = on != implicit;
  return result;
}

}  // namespace dbrace::sql::reader
