// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an SQL text asks the database to do, as far as races are concerned.
//
// Statements are plain values. The reader never fails: what it does not understand is an `Opaque` expression, a clause
// flagged `partial`, or an `Unreadable` statement, each with its text.
#pragma once

#include "sql/Expression.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace dbrace::sql {

enum class Dialect : std::uint8_t {
  Generic,
  PostgreSql,
  MySql,
  MariaDb,
  Sqlite,
  SqlServer,
  Oracle,
  // Stores of keys and values, or of documents: see isKeyValue.
  Redis,
  LevelDb,
  RocksDb,
  Lmdb,
  BerkeleyDb,
  Gdbm,
  Tdb,
  MongoDb,
  Cassandra
};

/// Where a write to a key that is there replaces what it holds, and nothing refuses it.
constexpr bool isKeyValue(Dialect dialect) { return dialect >= Dialect::Redis; }
/// Else its commands are read by keyvalue::readCommand.
constexpr bool speaksSql(Dialect dialect) { return !isKeyValue(dialect) || dialect == Dialect::Cassandra; }

enum class RowLock : std::uint8_t { None, Share, KeyShare, NoKeyUpdate, Update };
struct Locking {
  RowLock strength = RowLock::None;
  bool skipLocked = false, noWait = false;
};

struct SelectItem {
  ExpressionPtr expression;
  std::string alias;
};
struct Select {
  std::vector<SelectItem> items;
  std::vector<TableName> from;  ///< Tables of FROM and JOIN in order; derived tables are in `subqueries`.
  std::vector<std::shared_ptr<const Select>> subqueries;  ///< FROM (SELECT …), WITH …, and both sides of UNION.
  ExpressionPtr where;                                    ///< Null: none.
  std::vector<ExpressionPtr> on;                          ///< Join conditions.
  bool grouped = false;                                   ///< GROUP BY or HAVING: an aggregate may yield no row.
  bool aggregate = false;  ///< Every row set yields exactly one row (COUNT, MAX … without GROUP BY).
  bool outer = false;      ///< LEFT, RIGHT or FULL JOIN.
  bool compound = false;   ///< UNION, EXCEPT, INTERSECT: absence of a row means absence in all parts.
  bool ordered = false, descending = false, limited = false, distinct = false;
  std::string orderedBy;  ///< The first column of ORDER BY, if it is one.
  Locking locking;
  std::vector<std::string> hints;  ///< Upper case: "UPDLOCK", "SERIALIZABLE", "HOLDLOCK".
  bool partial = false;            ///< Some clause was not understood.
};

/// Column = expression, of UPDATE … SET, INSERT … SET, DO UPDATE SET.
struct Assignment {
  Name column;
  ExpressionPtr value;
};
struct Conflict {
  enum class Kind : std::uint8_t {
    DoNothing,
    DoUpdate,
    OnDuplicateKey,
    Ignore,
    Replace,
    Abort,
    Rollback,
    Fail
  } kind = Kind::DoNothing;
  std::vector<ExpressionPtr> target;  ///< ON CONFLICT (columns or expressions); empty: none named.
  std::string constraint;             ///< ON CONSTRAINT name.
  ExpressionPtr targetWhere;          ///< Predicate of the target (partial index).
  std::vector<Assignment> set;
  ExpressionPtr where;
};
struct Insert {
  TableName table;
  std::optional<std::vector<Name>>
      columns;  ///< nullopt: no list, the table's order. A list with a hole has a name with a hole.
  std::vector<std::vector<ExpressionPtr>> rows;  ///< VALUES; INSERT … SET is one row with columns.
  std::shared_ptr<const Select> select;          ///< INSERT … SELECT.
  bool defaultValues = false;
  std::vector<Conflict> conflicts;  ///< In order; INSERT IGNORE / OR IGNORE / REPLACE are one of them.
  std::vector<SelectItem> returning;
  bool partial = false;
};
struct Update {
  TableName table;
  std::vector<Assignment> set;
  ExpressionPtr where;
  std::vector<SelectItem> returning;
  bool partial = false;
};
struct Delete {
  TableName table;
  ExpressionPtr where;
  bool restricted = false;  ///< By more than WHERE: other tables, LIMIT.
  std::vector<SelectItem> returning;
  bool partial = false;
};
struct Merge {
  TableName table;
  ExpressionPtr on;
  std::vector<Assignment> insert;  ///< Columns with their values of WHEN NOT MATCHED.
  std::vector<std::string> hints;
  bool partial = false;
};

enum class Isolation : std::uint8_t {
  Unspecified,
  ReadUncommitted,
  ReadCommitted,
  RepeatableRead,
  Serializable,
  Snapshot
};
struct TransactionControl {
  enum class Kind : std::uint8_t {
    Begin,
    Commit,
    Rollback,
    Savepoint,
    RollbackTo,
    Release,
    SetIsolation,
    SetAutocommit
  } kind = Kind::Begin;
  enum class Mode : std::uint8_t { Default, Deferred, Immediate, Exclusive } mode = Mode::Default;  ///< SQLite
  Isolation isolation = Isolation::Unspecified;
  bool session = false;  ///< SET SESSION / GLOBAL / CHARACTERISTICS: for later transactions too.
  bool consistentSnapshot = false;
  bool autocommit = false;  ///< SetAutocommit: the new value.
  std::string savepoint;
};
struct LockControl {
  enum class Kind : std::uint8_t {
    Table,
    UnlockTables,
    Advisory,
    AdvisoryUnlock,
    NamedLock,
    NamedUnlock
  } kind = Kind::Table;
  std::vector<TableName> tables;
  std::string mode;  ///< Upper case: "SHARE ROW EXCLUSIVE", "WRITE", "READ"; advisory: "EXCLUSIVE" or "SHARED".
  std::vector<std::string> modes;  ///< MySQL: "READ" or "WRITE" of each table; else empty.
  bool transactional = false;      ///< Released at the end of the transaction.
  bool mayFail = false;            ///< Its answer says whether it was had.
  std::vector<ExpressionPtr> key;
};

struct ColumnDefinition {
  Name name;
  std::string type;  ///< Lower case, blanks folded, with its length.
  bool notNull = false;
  bool primaryKey = false;
  bool primaryKeyDescending = false;
  bool unique = false;
  bool autoIncrement = false;
  bool generated = false;
  std::string generatedText;  ///< Its expression: lower case, blanks folded.
  std::string keyName;        ///< CONSTRAINT name PRIMARY KEY or UNIQUE.
  std::string collation;
  ExpressionPtr defaultValue;
};
struct KeyPart {
  Name column;  ///< Empty where it is an expression.
  ExpressionPtr expression;
  std::string expressionText;  ///< Lower case, blanks folded.
  std::optional<unsigned> prefixLength;
  std::string collation;
};
struct KeyDefinition {
  enum class Kind : std::uint8_t { Primary, Unique, Index, Foreign, Check } kind = Kind::Unique;
  Name name;
  std::vector<KeyPart> parts;
  ExpressionPtr where;
  std::string whereText;
  std::string usingIndex;  ///< PostgreSQL: without parts; that index becomes the key.
  bool nullsNotDistinct = false;
  bool deferrable = false;
};
struct CreateTable {
  TableName table;
  bool temporary = false, ifNotExists = false, withoutRowid = false, strict = false;
  std::vector<ColumnDefinition> columns;
  std::vector<KeyDefinition> keys;
  std::optional<TableName> like;
  bool likeIndexes = false;  ///< PostgreSQL: INCLUDING INDEXES or ALL.
  std::optional<TableName> partitionOf;
  std::vector<TableName> inherits;
  std::shared_ptr<const Select> select;
  std::string collation;  ///< MySQL: of all columns that name none. Lower case.
  bool partial = false;
};
struct CreateIndex {
  TableName table;
  KeyDefinition key;
  bool ifNotExists = false;
};
struct AlterTable {
  struct AddColumn {
    ColumnDefinition column;
  };
  struct DropColumn {
    Name name;
  };
  struct AddKey {
    KeyDefinition key;
  };
  struct DropKey {
    Name name;
    bool primary = false;
    std::vector<Name> columns;  ///< Oracle names a key by them.
  };
  struct RenameKey {
    Name from, to;
  };
  struct AttachPartition {
    TableName table;
  };
  struct SetSchema {
    Name schema;
  };
  struct SetCollation {  ///< MySQL: of all text columns. Lower case.
    std::string collation;
  };
  struct RenameTo {
    TableName table;
  };
  struct RenameColumn {
    Name from, to;
  };
  struct ChangeColumn {
    Name from;
    ColumnDefinition column;
  };  ///< MODIFY too, with from = column.name.
  struct SetNotNull {
    Name column;
    bool notNull = true;
  };
  using Action = std::variant<AddColumn, DropColumn, AddKey, DropKey, RenameTo, RenameColumn, ChangeColumn, SetNotNull,
                              RenameKey, AttachPartition, SetSchema, SetCollation>;
  TableName table;
  std::vector<Action> actions;
  bool partial = false;
};
struct Drop {
  enum class Kind : std::uint8_t { Table, Index, Other } kind = Kind::Table;
  std::vector<TableName> names;
  TableName onTable;  ///< DROP INDEX i ON t
};
struct RenameTable {
  bool index = false;  ///< Of indexes: ALTER INDEX i RENAME TO j.
  std::vector<std::pair<TableName, TableName>> pairs;
};

/// Known to touch no row that matters: PRAGMA, SHOW, EXPLAIN, ANALYZE, VACUUM, GRANT, USE …
struct OtherStatement {
  std::string verb;  ///< Upper case.
};
/// Not understood at all; `verb` is the first word if there is one, `tables` what follows INTO / FROM / UPDATE.
struct Unreadable {
  std::string verb;
  std::vector<TableName> tables;
};

using StatementBody = std::variant<Select, Insert, Update, Delete, Merge, TransactionControl, LockControl, CreateTable,
                                   CreateIndex, AlterTable, Drop, RenameTable, OtherStatement, Unreadable>;
struct Statement {
  StatementBody body;
  std::vector<std::shared_ptr<const Statement>> with;  ///< Data-modifying parts of WITH.
  bool partial = false;                                ///< Something in it, at any depth, is opaque or partial.
  std::size_t begin = 0, end = 0;  ///< Within the text: literal characters counted, a hole counts 1.
};

/// Reads a text of any number of statements separated by `;`. Generic accepts every dialect's spelling; a given dialect
/// only decides what is ambiguous (double quotes, backslashes, `#`, brackets).
std::vector<Statement> read(const Text &text, Dialect dialect = Dialect::Generic);

/// For reports: the text with holes shown as `…`, blanks folded, cut at `limit` characters (0: not cut).
std::string show(const Text &text, std::size_t limit = 0);

/// The equality conjuncts of a WHERE clause: `a = x AND (b = 3) AND c IS NULL` gives three. `complete` is false where
/// other conditions restrict the rows further (OR, <, LIKE, functions over columns).
struct KeyEquality {
  ColumnRef column;
  std::string wrapper;  ///< "lower" for lower(column) = …; "nocase" and the like for COLLATE; else empty.
  ExpressionPtr value;
};
struct KeyLookup {
  std::vector<KeyEquality> equalities;
  bool complete = true;
};
KeyLookup keyLookup(const ExpressionPtr &where);

/// What CAST and `::` are applied to; the expression itself where there is none.
ExpressionPtr withoutCasts(ExpressionPtr expression);

}  // namespace dbrace::sql
