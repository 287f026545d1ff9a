// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Admit.h"

#include "schema/Names.h"
#include "sql/Token.h"
#include "witness/Tables.h"

#include <algorithm>
#include <memory_resource>
#include <stdexcept>

namespace dbrace::witness {
namespace {

using sql::reader::Token;

/// Words that stand before a parenthesis: syntax, types, and functions that only compute or lock. A server has others
/// that change settings, files, or rows.
constexpr const char *beforeParenthesis[] = {
    // Syntax
    "ALL", "AND", "ANY", "AS", "BETWEEN", "BY", "CASE", "CHECK", "CONFLICT", "DISTINCT", "ELSE", "EXISTS", "FROM",
    "HAVING", "IN", "INTO", "IS", "JOIN", "KEY", "LIKE", "LIMIT", "MATCHED", "NOT", "OF", "ON", "OR", "OVER",
    "RETURNING", "SELECT", "SET", "SOME", "THEN", "UNION", "UNIQUE", "USING", "VALUE", "VALUES", "WHEN", "WHERE",
    "INSERT", "OFFSET", "INDEX", "FILTER", "UPDATE",
    // Types
    "BINARY", "BIT", "CHAR", "CHARACTER", "DATETIME", "DEC", "DECIMAL", "DOUBLE", "FLOAT", "INT", "INTEGER", "BIGINT",
    "NUMERIC", "TIMESTAMP", "TINYINT", "VARBINARY", "VARCHAR", "NVARCHAR", "VARYING",
    // Functions
    "ABS", "AVG", "BTRIM", "CAST", "CEIL", "CHAR_LENGTH", "COALESCE", "CONCAT", "CONVERT", "COUNT", "CRC32", "CURDATE",
    "CURRENT_TIMESTAMP", "DATE", "DATE_ADD", "DATE_FORMAT", "DATE_SUB", "DATE_TRUNC", "EXTRACT", "FLOOR",
    "FROM_UNIXTIME", "GEN_RANDOM_UUID", "GET_LOCK", "GREATEST", "HEX", "IF", "IFNULL", "INSTR", "JULIANDAY",
    "LAST_INSERT_ID", "LAST_INSERT_ROWID", "LEAST", "LEFT", "LENGTH", "LOCALTIMESTAMP", "LOWER", "LPAD", "LTRIM", "MAX",
    "MD5", "MIN", "MOD", "NOW", "NULLIF", "PG_ADVISORY_LOCK", "PG_ADVISORY_LOCK_SHARED", "PG_ADVISORY_UNLOCK",
    "PG_ADVISORY_UNLOCK_SHARED", "PG_ADVISORY_XACT_LOCK", "PG_ADVISORY_XACT_LOCK_SHARED", "RANDOM", "RELEASE_LOCK",
    "REPLACE", "RIGHT", "ROUND", "RPAD", "RTRIM", "SHA1", "SHA2", "STRFTIME", "SUBSTR", "SUBSTRING", "SUM", "TIME",
    "TO_TIMESTAMP", "TRIM", "UNHEX", "UNIXEPOCH", "UNIX_TIMESTAMP", "UPPER", "UTC_TIMESTAMP", "UUID"};

class Admission {
public:
  explicit Admission(const Replay &replay) : replay(replay) {}

  void plan(const ReplayPlan &plan) {
    for (const std::string &statement : plan.schema)
      definition(statement);
    for (const ReplaySession &session : plan.sessions)
      for (const auto *list : {&session.steps, &session.handler})
        for (const ReplayStep &step : *list)
          if (step.role != ReplayStep::Role::Again)
            this->step(step.sql);
  }

  void definition(const std::string &text) {
    sql::Statement statement = single(text);
    if (const auto *made = std::get_if<sql::CreateTable>(&statement.body))
      own(made->table, text);
    else if (const auto *index = std::get_if<sql::CreateIndex>(&statement.body))
      own(index->table, text);
    else
      refuse(text, "it makes neither a table nor an index");
    words(text, true);
  }

  void step(const std::string &text) {
    sql::Statement statement = single(text);
    std::visit([&](const auto &what) { body(what, text); }, statement.body);
    for (const auto &part : statement.with)
      std::visit([&](const auto &what) { body(what, text); }, part->body);
    words(text, false);
  }

private:
  [[noreturn]] static void refuse(const std::string &text, const std::string &why) {
    throw std::runtime_error("a statement of the report is not run, because it " + why + ": " + text);
  }

  bool isTable(std::string_view name) const {
    return std::ranges::any_of(replay.tables,
                               [&](const schema::Table &table) { return schema::sameName(table.name, name); });
  }
  void own(const sql::TableName &table, const std::string &text) const {
    if (!table.schema.text.empty() || table.schema.hole || !isTable(table.name.text))
      refuse(text, "names a table that is not the replay's");
  }

  template <typename Other> void body(const Other &, const std::string &text) const {
    refuse(text, "is of a kind that no finding has");
  }
  void body(const sql::Select &select, const std::string &text) const {
    for (const sql::TableName &table : select.from)
      own(table, text);
    for (const auto &part : select.subqueries)
      body(*part, text);
  }
  void body(const sql::Insert &insert, const std::string &text) const { own(insert.table, text); }
  void body(const sql::Update &update, const std::string &text) const { own(update.table, text); }
  void body(const sql::Delete &statement, const std::string &text) const { own(statement.table, text); }
  void body(const sql::Merge &merge, const std::string &text) const { own(merge.table, text); }
  void body(const sql::LockControl &lock, const std::string &text) const {
    for (const sql::TableName &table : lock.tables)
      own(table, text);
  }
  void body(const sql::TransactionControl &control, const std::string &text) const {
    using Kind = sql::TransactionControl::Kind;
    if (control.kind == Kind::SetIsolation || control.kind == Kind::SetAutocommit)
      refuse(text, "is of a kind that no finding has");
  }

  sql::Statement single(const std::string &text) const {
    // MariaDB runs what stands in such comments.
    if (text.find("/*!") != std::string::npos || text.find("/*M!") != std::string::npos ||
        text.find('\0') != std::string::npos)
      refuse(text, "has a comment that may be run");
    std::vector<sql::Statement> statements = sql::read(sql::Text(text), replay.dialect);
    if (statements.size() != 1)
      refuse(text, "is not one statement");
    return std::move(statements[0]);
  }

  /// The reader passes over what it does not understand; no word of that may lead elsewhere either.
  void words(const std::string &text, bool definition) const {
    std::pmr::monotonic_buffer_resource memory;
    sql::reader::Source source = sql::reader::tokenize(sql::Text(text), replay.dialect, &memory);
    const auto &list = source.tokens;
    bool tableFollows = false, severalTables = false;
    for (std::size_t i = 0; i + 1 < list.size(); ++i) {
      const Token &token = list[i], &next = list[i + 1];
      if (token.is(";") && next.kind != Token::Kind::End)
        refuse(text, "is not one statement");
      bool locks = i > 0 && (list[i - 1].is("FOR") || list[i - 1].is("KEY") || list[i - 1].is("DO"));
      if (token.is("UPDATE") && !locks)
        tableFollows = severalTables = true;
      else if (token.is("DELETE"))
        severalTables = true;
      else if (token.is("INTO") || token.is("FROM") || token.is("JOIN") || token.is("TABLE") || token.is("TABLES"))
        tableFollows = true;
      else if (token.is("SET") || token.is("WHERE") || token.is("RETURNING") || token.is("SELECT"))
        severalTables = false;
      else if (token.is(",") && severalTables)
        refuse(text, "changes several tables");
      else if (token.kind == Token::Kind::Word || token.kind == Token::Kind::QuotedName) {
        bool modifies = token.is("ONLY") || token.is("OR") || token.is("IGNORE") || token.is("ABORT") ||
                        token.is("ROLLBACK") || token.is("FAIL") || token.is("REPLACE") || token.is("LATERAL");
        bool column = i > 0 && list[i - 1].is(".");
        if (next.is(".") && (tableFollows || column || definition))
          refuse(text, "names something of another schema");
        if (tableFollows && !modifies && !isTable(source.plain(token)))
          refuse(text, "names a table that is not the replay's");
        if (next.is("(") && (column || !mayBeCalled(token, source.plain(token))))
          refuse(text, "calls " + source.plain(token));
        tableFollows = tableFollows && modifies;
      } else
        tableFollows = false;
    }
  }

  bool mayBeCalled(const Token &token, const std::string &name) const {
    if (replay.dialect == sql::Dialect::Sqlite || isTable(name))  // A file of its own, and no extensions.
      return true;
    return token.kind == Token::Kind::Word &&
           std::ranges::any_of(beforeParenthesis, [&](const char *word) { return schema::sameName(word, name); });
  }

  const Replay &replay;
};

}  // namespace

void admit(const Replay &replay) {
  Admission admission(replay);
  for (const schema::Table &table : replay.tables)
    for (const std::string &statement : statementsFor(table, replay.dialect))
      admission.definition(statement);
  admission.step(replay.rows);
  admission.plan(replay.found);
  if (replay.alternative)
    admission.plan(*replay.alternative);
}

}  // namespace dbrace::witness
