// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The reader against SQLite itself, on test-inputs/sql/sqlite*.sql: each statement is prepared and run in order on an
// empty database. The authorizer tells which tables and columns SQLite touches, the bytecode what it does about a
// conflict, the catalogue which keys a definition made.
#include "sql/Corpus.h"
#include "sql/Describe.h"
#include "sql/Essence.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>
#include <sqlite3.h>

namespace dbrace::sql {
namespace {

using Names = std::set<std::string>;

/// What the authorizer hears while a statement is prepared.
struct Touched {
  Names reads, readColumns, inserts, deletes, updates, updatedColumns;
  std::string control;

  static int hear(void *self, int action, const char *first, const char *second, const char *, const char *) {
    auto &touched = *static_cast<Touched *>(self);
    const std::string table = lower(first), column = lower(second);
    switch (action) {
    case SQLITE_READ:
      touched.reads.insert(table);
      touched.readColumns.insert(column);
      break;
    case SQLITE_INSERT:
      touched.inserts.insert(table);
      break;
    case SQLITE_DELETE:
      touched.deletes.insert(table);
      break;
    case SQLITE_UPDATE:
      touched.updates.insert(table);
      touched.updatedColumns.insert(column);
      break;
    case SQLITE_TRANSACTION:
      touched.control = table;
      break;
    case SQLITE_SAVEPOINT:
      touched.control = table + " " + column;
      break;
    default:
      break;
    }
    return SQLITE_OK;
  }
  static std::string lower(const char *text) {
    std::string result = text ? text : "";
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return std::tolower(c); });
    return result;
  }
};

std::string lower(const std::string &text) { return Touched::lower(text.c_str()); }

std::string said(const Names &names) {
  std::string result;
  for (const std::string &name : names)
    result += (result.empty() ? "" : ", ") + name;
  return result;
}

class Database {
public:
  Database() { sqlite3_open(":memory:", &db); }
  ~Database() { sqlite3_close(db); }

  std::vector<std::vector<std::string>> rows(const std::string &sql) {
    std::vector<std::vector<std::string>> result;
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK)
      while (sqlite3_step(statement) == SQLITE_ROW) {
        result.emplace_back();
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
          const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, i));
          result.back().push_back(text ? text : "");
        }
      }
    sqlite3_finalize(statement);
    return result;
  }

  sqlite3 *db = nullptr;
};

void addHoleless(const std::vector<Assignment> &set, Names &to) {
  for (const Assignment &assignment : set)
    to.insert(lower(assignment.column.text));
}

/// The highest parameter number anywhere in the description: "?3" is the fourth.
int parameters(const std::string &described) {
  int count = 0;
  for (std::size_t at = described.find('?'); at != std::string::npos; at = described.find('?', at + 1))
    count = std::max(count, std::atoi(described.c_str() + at + 1) + 1);
  return count;
}

class Comparison {
public:
  Comparison(Database &database, const CorpusStatement &statement) : database(database), corpusStatement(statement) {}

  void run(Dialect dialect) {
    const std::vector<Statement> read = sql::read(Text(corpusStatement.text), dialect);
    ASSERT_EQ(read.size(), 1U);
    EXPECT_FALSE(read[0].partial) << describe(read[0]);
    sqlite3_set_authorizer(database.db, &Touched::hear, &touched);
    const int code = sqlite3_prepare_v2(database.db, corpusStatement.text.c_str(), -1, &prepared, nullptr);
    sqlite3_set_authorizer(database.db, nullptr, nullptr);
    ASSERT_EQ(code, SQLITE_OK) << sqlite3_errmsg(database.db);
    SCOPED_TRACE(describe(read[0]));
    statement = &read[0];
    compareReads();
    std::visit([this](const auto &body) { compare(body); }, read[0].body);
    sqlite3_finalize(prepared);
  }

private:
  void compareReads() {
    if (std::holds_alternative<Select>(statement->body) || std::holds_alternative<Insert>(statement->body)) {
      Names ours;
      for (const std::string &table : tablesRead(*statement))
        ours.insert(lower(table.substr(table.find('.') + 1)));
      Names theirs = touched.reads;
      if (const auto *insert = std::get_if<Insert>(&statement->body))  // A conflict clause reads the target.
        if (const std::string target = lower(insert->table.name.text); !ours.count(target))
          theirs.erase(target);
      EXPECT_EQ(said(ours), said(theirs));
    }
    const bool named = corpusStatement.text.find_first_of(":@$") != std::string::npos;
    if (const int said = parameters(describe(*statement)); said > 0 && !named)
      EXPECT_EQ(said, sqlite3_bind_parameter_count(prepared));
  }
  void expectKey(const ExpressionPtr &where) {
    for (const KeyEquality &equality : keyLookup(where).equalities)
      EXPECT_TRUE(touched.readColumns.count(lower(equality.column.column.text)))
          << equality.column.column.text << " is not read";
  }

  void compare(const Select &select) {
    EXPECT_TRUE(sqlite3_stmt_readonly(prepared));
    EXPECT_EQ(said(touched.inserts) + said(touched.updates) + said(touched.deletes), "");
    expectKey(select.where);
    const bool stars = std::any_of(select.items.begin(), select.items.end(), [](const SelectItem &item) {
      return std::holds_alternative<Star>(item.expression->what);
    });
    if (stars)
      return;
    ASSERT_EQ(static_cast<int>(select.items.size()), sqlite3_column_count(prepared));
    for (std::size_t i = 0; i < select.items.size(); ++i)
      if (!select.items[i].alias.empty())
        EXPECT_EQ(select.items[i].alias, sqlite3_column_name(prepared, static_cast<int>(i)));
    // An aggregate over no rows gives one row, anything else none.
    if (!select.where && !select.compound && !select.limited && !select.from.empty() && select.subqueries.empty()) {
      std::string empty = corpusStatement.text;
      if (const auto rows = database.rows(empty + (select.grouped || select.ordered ? "" : " WHERE 0"));
          !select.ordered && !select.grouped)
        EXPECT_EQ(select.aggregate, !rows.empty());
    }
  }
  void compare(const Insert &insert) {
    EXPECT_EQ(lower(insert.table.name.text), said(touched.inserts));
    Names set;
    int action = 2;  // Abort, as SQLite numbers the answers to a conflict.
    for (const Conflict &conflict : insert.conflicts) {
      addHoleless(conflict.set, set);
      static constexpr int Actions[] = {4, 4, 0, 4, 5, 2, 1, 3};
      action = Actions[static_cast<unsigned>(conflict.kind)];
    }
    EXPECT_EQ(said(set), said(touched.updatedColumns));
    // Halt instructions name the constraint (p1) and the answer (p2).
    Names answers;
    for (const auto &row : database.rows("EXPLAIN " + corpusStatement.text))
      if (row.size() > 3 && row[1] == "Halt" && (row[2] == "1555" || row[2] == "2067" || row[2] == "2579"))
        answers.insert(row[3]);
    if (action <= 3)
      EXPECT_EQ(said(answers), answers.empty() ? "" : std::to_string(action));
    else if (insert.conflicts.size() == 1 && insert.conflicts[0].target.empty())
      EXPECT_EQ(said(answers), "");
    if (insert.columns)  // SQLite has no other way to tell: it refuses a list that lacks one of its values.
      for (const auto &row : insert.rows)
        EXPECT_EQ(row.size(), insert.columns->size());
    compareTarget(insert);
  }
  /// SQLite refuses a conflict target that no unique key of the table has.
  void compareTarget(const Insert &insert) {
    for (const Conflict &conflict : insert.conflicts) {
      Names columns;
      for (const ExpressionPtr &part : conflict.target)
        if (const auto *column = std::get_if<ColumnRef>(&part->what))
          columns.insert(lower(column->column.text));
        else
          return;
      if (columns.empty())
        continue;
      bool found = false;
      const std::string table = insert.table.name.text;
      Names primary;
      for (const auto &row : database.rows("SELECT lower(name) FROM pragma_table_info('" + table + "') WHERE pk > 0"))
        primary.insert(row[0]);
      found = primary == columns;
      for (const auto &index : database.rows("SELECT name FROM pragma_index_list('" + table + "') WHERE \"unique\"")) {
        Names parts;
        for (const auto &row : database.rows("SELECT lower(name) FROM pragma_index_info('" + index[0] + "')"))
          parts.insert(row[0]);
        found = found || parts == columns;
      }
      EXPECT_TRUE(found) << "no key has the columns " << said(columns);
    }
  }
  void compare(const Update &update) {
    EXPECT_EQ(lower(update.table.name.text), said(touched.updates));
    Names set;
    addHoleless(update.set, set);
    EXPECT_EQ(said(set), said(touched.updatedColumns));
    expectKey(update.where);
  }
  void compare(const Delete &deletion) {
    EXPECT_EQ(lower(deletion.table.name.text), said(touched.deletes));
    expectKey(deletion.where);
  }
  void compare(const TransactionControl &control) {
    static constexpr const char *Kinds[] = {"begin", "commit", "rollback", "begin ", "rollback ", "release ", "", ""};
    EXPECT_EQ(Kinds[static_cast<unsigned>(control.kind)] + lower(control.savepoint), touched.control);
  }
  template <typename Body> void compare(const Body &) {}

  Database &database;
  const CorpusStatement &corpusStatement;
  const Statement *statement = nullptr;
  sqlite3_stmt *prepared = nullptr;
  Touched touched;
};

std::string keyColumns(Database &database, const std::string &index) {
  std::string result;
  for (const auto &row : database.rows(
           "SELECT CASE cid WHEN -2 THEN '[]' ELSE name END, coll FROM pragma_index_xinfo('" + index + "') WHERE key"))
    result += (result.empty() ? "" : ", ") + row[0] + (row[1] == "BINARY" ? "" : " collate " + lower(row[1]));
  return result;
}

std::string keyColumns(const std::vector<KeyPart> &parts, const std::vector<ColumnDefinition> &columns) {
  std::string result;
  for (const KeyPart &part : parts) {
    std::string collation = part.collation;
    for (const ColumnDefinition &column : columns)
      if (collation.empty() && lower(column.name.text) == lower(part.column.text))
        collation = column.collation;
    result += (result.empty() ? "" : ", ") + (part.expression ? std::string("[]") : part.column.text) +
              (collation.empty() || collation == "binary" ? "" : " collate " + collation);
  }
  return result;
}

/// After CREATE TABLE ran: the catalogue against what we read.
void compareTable(Database &database, const CreateTable &table) {
  if (table.select || table.table.name.text.empty())
    return;
  const std::string name = table.table.name.text;
  const auto columns = database.rows(
      "SELECT name, lower(type), \"notnull\", pk, dflt_value IS NOT NULL, hidden FROM pragma_table_xinfo('" + name +
      "')");
  ASSERT_EQ(columns.size(), table.columns.size());
  std::string primary;
  for (const KeyDefinition &key : table.keys)
    if (key.kind == KeyDefinition::Kind::Primary)
      primary = keyColumns(key.parts, {});
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ColumnDefinition &column = table.columns[i];
    EXPECT_EQ(column.name.text, columns[i][0]);
    std::string type = columns[i][1];
    const std::string always = " generated always";
    if (type.ends_with(always))
      type.resize(type.size() - always.size());
    EXPECT_EQ(column.type, type);
    EXPECT_EQ(column.notNull, columns[i][2] == "1" && !(table.withoutRowid && columns[i][3] != "0" && !column.notNull))
        << column.name.text;
    EXPECT_EQ(column.defaultValue != nullptr, columns[i][4] == "1") << column.name.text;
    EXPECT_EQ(column.generated, columns[i][5] != "0") << column.name.text;
    if (primary.empty())
      EXPECT_EQ(column.primaryKey, columns[i][3] != "0") << column.name.text;
    else
      EXPECT_EQ((", " + primary + ", ").find(", " + column.name.text + ", ") != std::string::npos, columns[i][3] != "0")
          << column.name.text;
  }
  Names ours, theirs;
  for (const ColumnDefinition &column : table.columns)
    if (column.unique)
      ours.insert(column.name.text +
                  (column.collation.empty() || column.collation == "binary" ? "" : " collate " + column.collation));
  for (const KeyDefinition &key : table.keys)
    if (key.kind == KeyDefinition::Kind::Unique)
      ours.insert(keyColumns(key.parts, table.columns));
  for (const auto &index : database.rows("SELECT name FROM pragma_index_list('" + name + "') WHERE origin = 'u'"))
    theirs.insert(keyColumns(database, index[0]));
  EXPECT_EQ(said(ours), said(theirs));
}

void compareIndex(Database &database, const CreateIndex &index) {
  const auto rows = database.rows("SELECT \"unique\", partial FROM pragma_index_list('" + index.table.name.text +
                                  "') WHERE name = '" + index.key.name.text + "'");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(index.key.kind == KeyDefinition::Kind::Unique, rows[0][0] == "1");
  EXPECT_EQ(index.key.where != nullptr, rows[0][1] == "1");
  const auto withoutCollations = [](std::string text) {  // The column's own collation is not in the statement.
    for (std::size_t at; (at = text.find(" collate ")) != std::string::npos;)
      text.erase(at, text.find_first_of(",", at) - at);
    return text;
  };
  EXPECT_EQ(withoutCollations(keyColumns(index.key.parts, {})),
            withoutCollations(keyColumns(database, index.key.name.text)));
  for (const KeyPart &part : index.key.parts)
    if (!part.collation.empty() && part.collation != "binary")
      EXPECT_NE(keyColumns(database, index.key.name.text).find(part.column.text + " collate " + part.collation),
                std::string::npos);
}

TEST(Sqlite, AgreesOnTheCorpus) {
  std::size_t compared = 0;
  for (const std::string &file : corpusFiles()) {
    if (!file.starts_with("sqlite"))
      continue;
    Database database;
    for (const CorpusStatement &statement : corpus(file)) {
      SCOPED_TRACE(statement.place + ": " + statement.text);
      for (const Dialect dialect : {Dialect::Sqlite, Dialect::Generic})
        Comparison(database, statement).run(dialect);
      ++compared;
      char *message = nullptr;
      sqlite3_exec(database.db, statement.text.c_str(), nullptr, nullptr,
                   &message);  // It may violate a key; it was read.
      sqlite3_free(message);
      const std::vector<Statement> read = sql::read(Text(statement.text), Dialect::Sqlite);
      if (const auto *table = std::get_if<CreateTable>(&read.at(0).body))
        compareTable(database, *table);
      else if (const auto *index = std::get_if<CreateIndex>(&read[0].body))
        compareIndex(database, *index);
    }
  }
  EXPECT_GE(compared, 150U);
}

}  // namespace
}  // namespace dbrace::sql
