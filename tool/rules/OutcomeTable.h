// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one table all verdicts are read from: situation -> outcomes.
//
// outcomes.json holds the rows, docs/outcomes.md explains them. A row names the sessions that show it, so that a test
// can run them on the database itself. Rules ask for situations and know nothing of databases.
#pragma once

#include "rules/Outcomes.h"
#include "sql/Statement.h"

#include <array>
#include <map>

namespace dbrace {

enum class Database : std::uint8_t { PostgreSql, MariaDb, Sqlite, Generic };  ///< MySQL is MariaDb here.
Database databaseOf(sql::Dialect dialect);

/// The names of the enumerators, in JSON and in messages, are in OutcomeTable.cpp.
enum class CheckForm : std::uint8_t { None, Select, Count, Max, Update, Delete, NotExists };
enum class WriteForm : std::uint8_t { Insert, InsertSelect, Upsert, DoNothing, Ignore, Replace, Merge };
enum class Around : std::uint8_t {
  Autocommit,
  Deferred,
  Immediate,
  Split
};  ///< Split: checked before BEGIN, written inside.
enum class Guard : std::uint8_t {
  None,
  RowUpdate,  ///< The lookup is FOR UPDATE.
  RowShare,
  ParentRow,  ///< FOR UPDATE of a row that exists, in another table.
  ParentRowShare,
  ParentRowWrite,
  AdvisoryTransaction,
  AdvisoryTransactionShared,
  AdvisorySession,
  Named,  ///< GET_LOCK
  TableRowExclusive,
  TableShareUpdateExclusive,
  TableShare,
  TableShareRowExclusive,
  TableExclusive,
  TableAccessExclusive,
  TableRead,  ///< LOCK TABLES … READ
  TableWrite,
  TableHint,  ///< WITH (UPDLOCK, HOLDLOCK)
  Mutex,
};
enum class Taken : std::uint8_t { BeforeTransaction, BeforeCheck, AfterOtherRead, AfterCheck };
enum class Released : std::uint8_t { AfterCommit, WithTransaction, BeforeCommit, BeforeWrite, WithStatement };
enum class Rival : std::uint8_t { Same, Unguarded, Deferred };  ///< Unguarded: without lock and transaction.
enum class Connection : std::uint8_t { Own, Shared };
enum class Writers : std::uint8_t { Many, OneProcess, OneThread };
enum class KeyKind : std::uint8_t { None, Covering, Narrower, Deferred };  ///< Narrower: or stricter, see Covering.
enum class Recovery : std::uint8_t {  ///< What follows the failed (or the quiet) write.
  None,
  Reread,
  RereadLocking,
  UpdateReread,
  SavepointReread,
  SavepointRereadLocking,
  RollbackReread,
  CommitReread,
  Commit,         ///< The failure is swallowed.
  RetryConflict,  ///< All again, on a unique violation only.
  Retry,          ///< All again, on every failure a rival can cause.
};
enum class Setting : std::uint8_t { Default, SnapshotIsolation, NoBusyTimeout, BusyTimeout };
enum class Target : std::uint8_t { Named, Unnamed };  ///< ON CONFLICT with or without columns.

struct Situation {
  Database database = Database::Generic;
  sql::Isolation isolation = sql::Isolation::ReadCommitted;
  CheckForm check = CheckForm::Select;
  WriteForm write = WriteForm::Insert;
  Around transaction = Around::Autocommit;
  Guard lock = Guard::None;
  Taken taken = Taken::BeforeCheck;  ///< Of the lock; without one it does not matter.
  Released released = Released::WithTransaction;
  Rival rival = Rival::Same;
  Connection connection = Connection::Own;
  Writers writers = Writers::Many;
  KeyKind key = KeyKind::None;
  Recovery handling = Recovery::None;
  Setting setting = Setting::Default;
  Target target = Target::Unnamed;
};
inline constexpr std::size_t dimensions = 14;  ///< Without isolation, which is inside a row.

struct OutcomeRow {
  std::array<std::uint32_t, dimensions> allowed{};  ///< Per dimension a bit for each enumerator the row speaks of.
  std::map<sql::Isolation, Outcomes> outcomes;      ///< Unspecified: at every level.
  std::vector<std::string> sessions;                ///< In the notation of docs/outcomes.md.
  std::string why;                                  ///< Why the lock does not exclude the rival; empty where it does.
  bool matches(const std::array<unsigned, dimensions> &point) const;  ///< One enumerator's number per dimension.
};

struct Verdict {
  Outcomes outcomes;
  const OutcomeRow *row = nullptr;
};

class OutcomeTable {
public:
  /// The rows built into the program.
  static const OutcomeTable &builtIn();
  /// Throws std::runtime_error that names the row and what is allowed.
  explicit OutcomeTable(std::string_view json);

  /// The row for exactly this situation.
  std::optional<Verdict> find(const Situation &situation) const;
  /// The same; where no row is that exact, of the nearest situation that protects less: first without the recovery,
  /// then with a plain SELECT behind the lock, then without the lock, then the upsert alone, then a plain SELECT and
  /// INSERT, then on any database.
  Verdict judge(const Situation &situation) const;

  const std::vector<OutcomeRow> &rows() const { return rows_; }

private:
  std::vector<OutcomeRow> rows_;
};

/// The level a database uses if nobody says another. SQLite knows one only.
sql::Isolation defaultIsolation(Database database);

}  // namespace dbrace
