// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the worlds say: a write that a lookup decides, with everything a rule needs to judge it.
//
// interpret() fills these values from linked facts; rules/ read them together with the schema. They hold no reference
// to the facts, so that they outlive the program they came from.
#pragma once

#include "sql/Statement.h"
#include "worlds/Literal.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dbrace {

/// A place in a source file. Line and column count from 1 (column in bytes), offsets from 0. File relative to the root.
struct CodePlace {
  std::string file;
  std::uint32_t line = 0, column = 0, begin = 0, end = 0;
  std::string function;  ///< Qualified name of the function around it.
  bool operator==(const CodePlace &) const = default;
};

/// A statement at the place that is specific to it: never inside a wrapper that runs any text.
struct StatementSite {
  CodePlace at;  ///< The innermost call that is specific to this statement.
  std::vector<CodePlace>
      way;  ///< The calls from the function that holds both ends down to `at`, outermost first; `at` is last.
  std::string library;  ///< Of apis/: "sqlite3".
  sql::Dialect dialect = sql::Dialect::Generic;
  bool embedded = false;                  ///< An in-process store.
  std::string text;                       ///< As shown to people: holes are `…`.
  std::optional<CodePlace> registeredAt;  ///< Where the text stands, if that is not on the way: a table, a file.
  std::shared_ptr<const sql::Statement> statement;
  std::shared_ptr<const sql::Text> wholeText;  ///< What `statement` was read from; of writes only.
  LiteralOrigin literal;                       ///< Of writes only.
  std::uint32_t instance = 0;  ///< Its number among the statements of the function that holds both ends.
};

/// How sure it is that the column gets the value that was looked up.
enum class KeyMatch : std::uint8_t {
  Same,      ///< Proven: one symbol, or the same constant.
  Unproven,  ///< Both values are unknown, or the write does not name the column (`defaulted`).
};
struct CheckedColumn {
  std::string column;   ///< As spelled in the lookup.
  std::string wrapper;  ///< "lower" when lower(column) was looked up; "nocase" for a collation; else empty.
  KeyMatch match = KeyMatch::Same;
  bool defaulted = false;
};

/// What the write stores in a column, as far as known. For NULLs and the predicates of partial indexes.
struct WrittenColumn {
  std::string column;
  enum class Null : std::uint8_t { Never, Always, Maybe } null = Null::Maybe;
  std::optional<std::string> constant;  ///< Spelled as in SQL, texts without quotes.
};

struct DecidingBranch {
  CodePlace at;
  std::string condition;  ///< As written, blanks folded; may be empty.
  bool whenTrue = true;   ///< Which side leads to the write.
};

enum class TransactionShape : std::uint8_t {
  Autocommit,  ///< Proven: no transaction around the step.
  Deferred,    ///< BEGIN, START TRANSACTION, a library call for it.
  Immediate,   ///< SQLite BEGIN IMMEDIATE / EXCLUSIVE.
  Unknown,     ///< Callers or unread code may have opened one.
};

enum class LockKind : std::uint8_t {
  Mutex,  ///< Of this process.
  RowUpdate,
  RowShare,  ///< SELECT … FOR UPDATE / FOR SHARE: of the read itself.
  OtherRow,  ///< FOR UPDATE on another table (a parent row).
  Table,     ///< LOCK TABLE(S), with its mode.
  AdvisoryTransaction,
  AdvisorySession,
  Named,
  TableHint,  ///< WITH (UPDLOCK, HOLDLOCK) and the like.
};
struct HeldLock {
  LockKind kind = LockKind::Mutex;
  /// "SHARE ROW EXCLUSIVE", "WRITE", "EXCLUSIVE", "SHARED"; of a row "FOR UPDATE" and the like; hints with commas; or
  /// empty.
  std::string mode;
  std::string what;                  ///< The mutex, table or key as shown to people.
  std::string table;                 ///< Folded: the one it is about; empty where it serves for any.
  CodePlace at;                      ///< Where it is taken.
  bool refused = false;              ///< It was asked for and not had, and the program goes on all the same.
  bool beforeRead = false;           ///< Taken before the read, and
  bool heldAtWrite = false;          ///< still held at the write.
  bool inTransaction = false;        ///< Taken inside a transaction that is still open at the write.
  bool afterOtherRead = false;       ///< Which had read before, and may have had its snapshot.
  bool releasedAfterCommit = false;  ///< Held until after the transaction's end.
};

/// What stands between the two ends on one path.
struct Protection {
  TransactionShape atRead = TransactionShape::Unknown, atWrite = TransactionShape::Unknown;
  bool sameTransaction = false;                            ///< Both in one transaction.
  bool apart = false;                                      ///< They run on different connections.
  sql::Isolation isolation = sql::Isolation::Unspecified;  ///< As set by the program.
  std::vector<HeldLock> locks;
  bool retries = false;  ///< The way around runs again after a failure.
  std::optional<CodePlace> transactionAt;
  std::vector<CodePlace>
      callers;  ///< The calls that lead here from above the function that holds both ends, outermost first.
};

/// What the program does when a rival's row makes the write fail on a unique key.
enum class Handling : std::uint8_t {
  Dropped,    ///< Goes on as if the row had been stored.
  Escapes,    ///< An exception that nothing catches on the known paths.
  Generic,    ///< The path of every other error: logs, rolls back, returns failure.
  Reread,     ///< The key is read again afterwards.
  ToldApart,  ///< A path of its own.
  Unknown,    ///< Could not be followed (over budget, unknown code).
};

/// What runs first after a rival's row made the write fail: on each way to it, the first statement that asks for the
/// rival's row, and the first of any kind that runs before the transaction was ended or rolled back.
struct Reread {
  CodePlace at;
  enum class How : std::uint8_t {
    Read,
    LockingRead,  ///< FOR UPDATE, FOR SHARE.
    Update,       ///< An UPDATE of the rival's row.
    Other,        ///< Does not ask for that row.
  } how = How::Read;
  /// What has happened to the transaction of the write until then; of several ways the one that did most.
  enum class After : std::uint8_t { Nothing, Savepoint, Rollback, Commit } after = After::Nothing;
  std::vector<CheckedColumn> key;  ///< What it asks for. Empty for Other.
  bool narrower = false;           ///< Further conditions restrict it.
};

/// The row that the lookup found is updated, instead of one that is inserted.
struct FoundUpdate {
  struct Set {
    sql::Name column;
    sql::ExpressionPtr value;  ///< Null: the value that the insert writes to this column.
  };
  std::vector<Set> set;
};

/// What it would mean if the database left a row out that is there already, and said that all is well.
struct LeftOut {
  bool known = false;         ///< Could be followed; if not, nothing below says anything.
  bool unnoticed = false;     ///< The program goes on exactly as if the row had been stored.
  bool usesInsertId = false;  ///< It asks for the number of the row it has stored.
  bool endsAsFound = false;   ///< The function is left as it is where the lookup found the row, and
  bool doesMore = false;      ///< does something in between that it does not do there.
  bool foundChanges = false;  ///< Where the row is found, the program changes data that it does not change here:
  std::optional<FoundUpdate> foundUpdate;  ///< this, and nothing else.
};

enum class Confidence : std::uint8_t { Low, Medium, High };

/// What the read has to do with the write.
enum class Decision : std::uint8_t {
  RowMissing,  ///< The write runs only where the read found no row.
  NotExists,   ///< The same, in one statement.
  BelowLimit,  ///< The write runs only where few rows were counted.
  NextNumber,  ///< The write stores a number that comes after what was read: MAX + 1.
  Replaced,    ///< The read is a DELETE of the key, and the write stores it again.
  Upsert,      ///< There is no read: a unique key is to tell whether the row is there.
  Beside,      ///< Both run at the same time, on one connection in one transaction.
};

/// Two tasks that run statements on one connection in one transaction.
struct Beside {
  CodePlace first, second;         ///< Where they are started; equal: one start, in a loop.
  bool starter = false;            ///< The second is a statement of the function that has started the first.
  bool savepoints = false;         ///< One of them sets savepoints.
  std::optional<CodePlace> begin;  ///< The transaction that both are in; none: the first begins one of its own.
  CodePlace firstBegin;            ///< Then this is where.
};

struct CheckedWrite {
  Decision decision = Decision::RowMissing;
  std::optional<Beside> beside;  ///< Of Decision::Beside. `read` and `write` are statements of the two tasks.
  bool oneStatement = false;     ///< The read is a part of the write, or there is none: `read` is `write`.
  StatementSite read, write;
  std::string table;                   ///< As spelled in the write; may hold '…' where it is only known at run time.
  std::string tableSchema;             ///< Qualifier, or empty.
  std::vector<CheckedColumn> key;      ///< What R looked up and W writes. Empty: rows of the whole table are counted.
  bool lookupIsNarrower = false;       ///< Further conditions restrict the lookup (OR, <, LIKE …).
  std::vector<WrittenColumn> written;  ///< Every column the write names.
  std::vector<std::string>
      unnamedColumns;  ///< Values without a column list: known only by position (then `positional`).
  bool positional = false;
  std::vector<DecidingBranch>
      branches;  ///< The ones that differ between the two worlds, in order; last is closest to W.
  /// The class whose methods run, where the way to the write or the read depends on an object's class.
  std::string backend;
  std::string function;  ///< Qualified name of the lowest function that holds both ends.
  CodePlace functionAt;
  Handling handling = Handling::Unknown;
  std::vector<Reread> rereads;  ///< In order of place.
  LeftOut leftOut;
  bool writeShared = false;             ///< The function that holds the write is called from other places too.
  std::optional<CodePlace> handledAt;   ///< Where the violation is told apart, dropped, or taken with other errors.
  std::vector<Protection> protections;  ///< One per known path; at least one.
  bool callersUnknown = false;          ///< Some callers are not known (entry points, function pointers).
  Confidence confidence = Confidence::High;
  std::vector<std::string> assumptions;  ///< Full sentences: what was assumed.
};

/// What could not be analysed and how much was; shown in the summary.
struct InterpretSummary {
  std::size_t functions = 0, functionsWithStatements = 0;
  std::size_t databaseCalls = 0;  ///< Calls of modelled operations that execute, in the code.
  std::size_t statements = 0;     ///< Distinct (place, text).
  std::size_t understood = 0, understoodInPart = 0, notUnderstood = 0;
  std::vector<std::string> overBudget;  ///< Qualified names with place: skipped or cut short.
};

}  // namespace dbrace
