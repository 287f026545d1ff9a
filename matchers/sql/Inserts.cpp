// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

namespace dbrace::sql::reader {
namespace {

Conflict plainConflict(Conflict::Kind kind) {
  Conflict conflict;
  conflict.kind = kind;
  return conflict;
}

}  // namespace

/// INSERT and REPLACE.
StatementBody Parser::insert() {
  Insert result;
  if (accept("REPLACE"))
    result.conflicts.push_back(plainConflict(Conflict::Kind::Replace));
  else
    advance();
  if (accept("OR")) {
    using Kind = Conflict::Kind;
    static constexpr struct {
      Keyword word;
      Kind kind;
    } Words[] = {{"IGNORE", Kind::Ignore},
                 {"REPLACE", Kind::Replace},
                 {"ABORT", Kind::Abort},
                 {"ROLLBACK", Kind::Rollback},
                 {"FAIL", Kind::Fail}};
    for (const auto &[word, kind] : Words)
      if (accept(word))
        result.conflicts.push_back(plainConflict(kind));
  }
  while (acceptAnyOf({"LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "OVERWRITE"}))
    ;
  if (accept("IGNORE"))
    result.conflicts.push_back(plainConflict(Conflict::Kind::Ignore));
  if (accept("TOP"))
    is("(") ? skipGroup() : advance();
  if (is("ALL") || is("FIRST"))
    insertAll(result);
  if (peek().isHole() && (peek(1).is("INTO") || peek(1).is("IGNORE")))
    skipClauseHoles();  // "INSERT %s INTO": IGNORE, OR REPLACE, or nothing.
  accept("INTO");
  accept("TABLE");
  if (!result.table.name.text.empty()) {
    result.partial = partial_;
    return result;
  }
  result.table = tableName();
  if (accept("PARTITION"))
    skipGroup();
  result.table.alias = is("AS") || (isAlias() && !is("VALUE") && !is("TABLE") && !is("EXEC") && !is("EXECUTE"))
                           ? aliasText()
                           : std::string();
  if (is("WITH") && peek(1).is("(")) {
    std::vector<std::string> hints;
    advance();
    tableHints(hints);
  }
  if (is("(") && !atQuery())
    result.columns = nameList();
  insertSource(result);
  for (;;) {
    skipClauseHoles();
    if (is("RETURNING") || is("OUTPUT"))
      returning(result.returning);
    else if (is("AS") && atName()) {  // MySQL's alias of the new row.
      advance();
      name();
      if (is("("))
        nameList();
    } else if (!conflictClause(result))
      break;
  }
  result.partial = partial_;
  return result;
}

void Parser::insertSource(Insert &insert) {
  skipClauseHoles();
  if (is("OVERRIDING"))
    advance(), advance(), accept("VALUE");
  if (is("OUTPUT"))
    returning(insert.returning);
  if (accept("DEFAULT", "VALUES")) {
    insert.defaultValues = true;
  } else if (is("VALUE") || (is("VALUES") && !peek(1).is("ROW"))) {
    advance();
    if (is("("))
      insert.rows = valueRows();
    else
      skipClauseHoles();
  } else if (is("VALUES")) {  // VALUES ROW(1, 2), ROW(3, 4)
    do {
      advance(), accept("ROW");
      if (accept("("))
        insert.rows.push_back(expressionList());
    } while (is(","));
  } else if (accept("SET")) {
    insert.columns.emplace();
    insert.rows.emplace_back();
    for (Assignment &assignment : assignments()) {
      insert.columns->push_back(std::move(assignment.column));
      insert.rows[0].push_back(std::move(assignment.value));
    }
  } else if (atQuery() || is("TABLE")) {
    insert.select = select();
  } else if (is("EXEC") || is("EXECUTE")) {
    partial_ = true;
    skipStatement();
  } else {
    partial_ = true;
  }
}

/// After VALUES: `(1, 2), (3, 4)`. Never empty.
std::vector<std::vector<ExpressionPtr>> Parser::valueRows() {
  std::vector<std::vector<ExpressionPtr>> rows;
  const bool wanted = std::exchange(valueWanted_, true);
  do {
    accept("ROW");
    if (peek().isHole() && !rows.empty()) {  // VALUES (?, ?), %s
      skipClauseHoles();
      continue;
    }
    if (!accept("("))
      break;
    rows.push_back(expressionList());
    skipClauseHoles();
  } while (accept(","));
  valueWanted_ = wanted;
  if (rows.empty())
    rows.emplace_back();
  return rows;
}

/// Oracle's INSERT ALL INTO a … INTO b … SELECT: the first target stands for all of them.
void Parser::insertAll(Insert &insert) {
  partial_ = true;
  advance();
  while (!atEnd() && !is("SELECT")) {
    if (accept("INTO")) {
      TableName table = tableName();
      if (insert.table.name.text.empty()) {
        insert.table = std::move(table);
        insert.columns = nameList();
        if (accept("VALUES"))
          insert.rows = valueRows();
      }
    } else if (is("(")) {
      skipGroup();
    } else {
      advance();
    }
  }
  if (is("SELECT"))
    insert.select = select();
}

bool Parser::conflictClause(Insert &insert) {
  if (is("ON", "CONFLICT")) {
    advance(), advance();
    insert.conflicts.push_back(onConflict());
    return true;
  }
  if (is("ON", "DUPLICATE")) {
    advance(), advance();
    accept("KEY", "UPDATE");
    Conflict conflict = plainConflict(Conflict::Kind::OnDuplicateKey);
    conflict.set = assignments();
    insert.conflicts.push_back(std::move(conflict));
    return true;
  }
  if (dialect_ == Dialect::Cassandra && is("IF", "NOT") && peek(2).is("EXISTS")) {
    advance(), advance(), advance();
    insert.conflicts.emplace_back();
    return true;
  }
  if (dialect_ == Dialect::Cassandra && accept("USING")) {  // TTL 60 AND TIMESTAMP 1
    skipStatement();
    return true;
  }
  return false;
}

Conflict Parser::onConflict() {
  Conflict conflict;
  if (accept("(")) {
    while (!atEnd() && !is(")")) {
      conflict.target.push_back(expression());
      if (peek().kind == Token::Kind::Word && !is("ASC") && !is("DESC"))  // An operator class.
        advance();
      acceptAnyOf({"ASC", "DESC"});
      if (!is(",") && !is(")")) {
        partial_ = true;
        skipToComma();
      }
      accept(",");
    }
    expect(")");
    if (accept("WHERE"))
      conflict.targetWhere = expression();
  } else if (is("ON", "CONSTRAINT")) {
    advance(), advance();
    conflict.constraint = name().text;
  }
  if (accept("DO", "NOTHING"))
    return conflict;
  if (!accept("DO", "UPDATE")) {
    partial_ = true;
    return conflict;
  }
  conflict.kind = Conflict::Kind::DoUpdate;
  if (expect("SET"))
    conflict.set = assignments();
  if (accept("WHERE"))
    conflict.where = condition();
  return conflict;
}

void Parser::returning(std::vector<SelectItem> &items) {
  advance();
  selectItems(items);
  if (accept("INTO")) {  // Host variables of Oracle, a table of SQL Server.
    while (atName() || peek().kind == Token::Kind::Placeholder || is(",") || is("(") || is(".")) {
      if (is("VALUES") || is("SELECT") || is("WHERE") || is("FROM") || is("DEFAULT"))
        break;
      is("(") ? skipGroup() : advance();
    }
  }
}

}  // namespace dbrace::sql::reader
