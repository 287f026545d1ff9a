// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

namespace dbrace::sql::reader {

namespace {

/// Whether a second column of SQL Server's ADD stands here, rather than an action of another dialect.
bool startsColumn(const Token &name, const Token &type) {
  static constexpr Keyword Actions[] = {"OWNER",     "ENABLE",  "DISABLE",  "VALIDATE", "REPLICA",
                                        "FORCE",     "CLUSTER", "NO",       "ORDER",    "LOCK",
                                        "PARTITION", "DETACH",  "TRUNCATE", "INHERIT",  "COMMENT"};
  const auto isWord = [](const Token &token) {
    return token.kind == Token::Kind::Word || token.kind == Token::Kind::QuotedName;
  };
  for (const Keyword action : Actions)
    if (name.key == action.key)
      return false;
  return isWord(name) && isWord(type) && !type.is("COLUMN") && !type.is("CONSTRAINT") && !type.is("INDEX") &&
         !type.is("KEY");
}

}  // namespace

StatementBody Parser::alter() {
  advance();
  acceptAnyOf({"ONLINE", "OFFLINE", "IGNORE", "FOREIGN"});
  if (accept("INDEX"))
    return alterIndex();
  if (!accept("TABLE")) {
    skipStatement();
    return OtherStatement{"ALTER"};
  }
  AlterTable result;
  ifExists();
  accept("ONLY");
  result.table = tableName();
  accept("*");
  do {
    alterAction(result);
    if (!atEnd() && !is(",")) {
      partial_ = true;
      skipToComma();
    }
  } while (accept(","));
  skipStatement();
  result.partial = partial_;
  return result;
}

StatementBody Parser::alterIndex() {
  ifExists();
  RenameTable result{.index = true, .pairs = {}};
  TableName from = tableName();
  const bool renames = accept("RENAME", "TO");
  if (renames)
    result.pairs.emplace_back(std::move(from), tableName());
  skipStatement();
  if (!renames)
    return OtherStatement{"ALTER"};
  return result;
}

void Parser::alterAction(AlterTable &alter) {
  accept("WITH", "CHECK") || accept("WITH", "NOCHECK");
  if (accept("ADD"))
    return alterAdd(alter);
  if (accept("DROP"))
    return alterDrop(alter);
  if (accept("RENAME"))
    return alterRename(alter);
  if (is("CHANGE") || is("MODIFY")) {
    const bool change = is("CHANGE");
    advance();
    accept("COLUMN");
    ifExists();
    const bool listed = accept("(");  // Oracle's MODIFY (a …, b …)
    do {
      AlterTable::ChangeColumn action;
      if (change)
        action.from = name();
      std::vector<KeyDefinition> keys;
      action.column = columnDefinition(&keys);
      if (!change)
        action.from = action.column.name;
      alter.actions.emplace_back(std::move(action));
      for (KeyDefinition &key : keys)
        alter.actions.emplace_back(AlterTable::AddKey{std::move(key)});
    } while (listed && accept(","));
    if (listed)
      expect(")");
    return;
  }
  if (accept("ALTER"))
    return alterColumn(alter);
  if (accept("ATTACH", "PARTITION")) {
    alter.actions.emplace_back(AlterTable::AttachPartition{tableName()});
    return skipToComma();
  }
  if (accept("SET", "SCHEMA")) {
    alter.actions.emplace_back(AlterTable::SetSchema{name()});
    return;
  }
  if (accept("CONVERT", "TO") || is("COLLATE") || is("CHARSET") || is("CHARACTER", "SET") || is("DEFAULT"))
    return alterCollation(alter);
  // SQL Server: ADD a int, b int.
  if (!alter.actions.empty() && (source_.dialect == Dialect::SqlServer || source_.dialect == Dialect::Generic) &&
      std::holds_alternative<AlterTable::AddColumn>(alter.actions.back()) && startsColumn(peek(), peek(1)))
    return alterAdd(alter);
  if (peek().isHole() || !atName())
    partial_ = true;
  // What remains is about owners, storage and names of constraints.
  skipToComma();
}

void Parser::alterAdd(AlterTable &alter) {
  accept("COLUMN");
  ifExists();
  const bool listed = is("(");
  accept("(");
  do {
    accept("COLUMN");  // Some dialects repeat it.
    if (std::optional<KeyDefinition> key = keyDefinition()) {
      alter.actions.emplace_back(AlterTable::AddKey{std::move(*key)});
    } else if (is("PARTITION") || is("PERIOD")) {
      skipToComma();
    } else {
      std::vector<KeyDefinition> keys;
      alter.actions.emplace_back(AlterTable::AddColumn{columnDefinition(&keys)});
      for (KeyDefinition &key : keys)
        alter.actions.emplace_back(AlterTable::AddKey{std::move(key)});
    }
  } while (listed && accept(","));
  if (listed)
    expect(")");
  skipToComma();
}

void Parser::alterDrop(AlterTable &alter) {
  if (accept("PRIMARY")) {
    accept("KEY");
    alter.actions.emplace_back(AlterTable::DropKey{{}, true, {}});
  } else if (is("UNIQUE") && peek(1).is("(")) {
    advance();
    AlterTable::DropKey action;
    for (const KeyPart &part : keyParts())
      action.columns.push_back(part.column);
    alter.actions.emplace_back(std::move(action));
  } else if (acceptAnyOf({"CONSTRAINT", "INDEX", "KEY"}) || accept("FOREIGN", "KEY") ||
             (is("CHECK") && (advance(), true))) {
    ifExists();
    alter.actions.emplace_back(AlterTable::DropKey{name(), false, {}});
  } else {
    accept("COLUMN");
    ifExists();
    const bool listed = accept("(");
    do
      alter.actions.emplace_back(AlterTable::DropColumn{name()});
    while (listed && accept(","));
    if (listed)
      expect(")");
  }
  skipToComma();
}

/// CONVERT TO changes the columns there are; a new default changes none.
void Parser::alterCollation(AlterTable &alter) {
  const bool converts = at_ >= 2 && source_.tokens[at_ - 2].is("CONVERT");
  while (!atEnd() && !is(",")) {
    if (accept("COLLATE")) {
      accept("=");
      if (atName() && converts)
        alter.actions.emplace_back(AlterTable::SetCollation{lowered(name().text)});
    } else {
      advance();
    }
  }
}

void Parser::alterRename(AlterTable &alter) {
  if (accept("TO") || accept("AS")) {
    alter.actions.emplace_back(AlterTable::RenameTo{tableName()});
  } else if ((is("INDEX") || is("KEY") || is("CONSTRAINT")) && peek(2).is("TO")) {
    advance();
    Name from = name();
    advance();
    alter.actions.emplace_back(AlterTable::RenameKey{std::move(from), name()});
  } else {
    const bool column = accept("COLUMN");
    ifExists();
    TableName from = tableName();
    if (accept("TO")) {
      alter.actions.emplace_back(AlterTable::RenameColumn{std::move(from.name), name()});
    } else if (!column) {  // MySQL: RENAME newname
      alter.actions.emplace_back(AlterTable::RenameTo{std::move(from)});
    }
  }
}

void Parser::alterColumn(AlterTable &alter) {
  if (is("INDEX") || is("CONSTRAINT") || is("CHECK"))
    return skipToComma();
  accept("COLUMN");
  ifExists();
  const Name column = name();
  if (accept("SET", "NOT")) {
    accept("NULL");
    alter.actions.emplace_back(AlterTable::SetNotNull{column, true});
  } else if (is("DROP", "NOT")) {
    advance(), advance();
    accept("NULL");
    alter.actions.emplace_back(AlterTable::SetNotNull{column, false});
  } else if (is("SET") || is("DROP") || is("TYPE") || is("RESTART") || is("ADD") || is("RESET")) {
    skipToComma();  // Defaults, types and storage: no promise changes.
  } else {          // SQL Server writes the whole column anew.
    AlterTable::ChangeColumn action;
    action.from = column;
    action.column.name = column;
    action.column.type = typeName();
    while (!atEnd() && !is(",") && !is(")"))
      if (!columnOption(action.column, nullptr))
        is("(") ? skipGroup() : advance();
    alter.actions.emplace_back(std::move(action));
  }
}

}  // namespace dbrace::sql::reader
