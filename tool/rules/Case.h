// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A checked write with the facts that all rules ask for: the table's promise, and what can happen on each path.
#pragma once

#include "rules/Covering.h"
#include "rules/OutcomeTable.h"

namespace dbrace {

struct JudgeOptions {
  sql::Dialect dialect = sql::Dialect::Generic;  ///< Generic: the client library's, else the schema's.
  std::optional<sql::Isolation> isolation;       ///< nullopt: the schema's, else the database's own.
  std::optional<Writers> writers;                ///< nullopt: many; one-process for in-process stores.
  Confidence minConfidence = Confidence::Low;
};

/// A lock on a path that does not keep the rival out.
struct IdleGuard {
  const HeldLock *lock = nullptr;
  std::string why;
  bool otherKey = false;  ///< It would, if the rival took the same.
};

/// What keeps the rival out of a path; nothing known (an upsert, one thread) is the first.
struct KeptByTransaction {};
struct KeptByRetry {};
struct KeptByLock {
  const HeldLock *lock = nullptr;
  std::string whyDeadlock;  ///< Why one of two fails nevertheless; empty: nobody does.
};
using Keeper = std::variant<std::monostate, KeptByTransaction, KeptByRetry, KeptByLock>;

struct PathVerdict {
  const Protection *protection = nullptr;
  Situation situation;  ///< Without transaction, lock and recovery.
  Outcomes outcomes;    ///< With the lock that protects best.
  std::vector<IdleGuard> idle;
  Keeper keeper;
};

struct Case {
  const CheckedWrite *write = nullptr;
  const schema::Schema *schema = nullptr;  ///< Null: none is known.
  const schema::Table *table = nullptr;    ///< Null: in no schema.
  Covering covering;
  sql::Dialect dialect = sql::Dialect::Generic;
  Writers writers = Writers::Many;
  bool writersAssumed = true;  ///< Nobody has said who they are.
  WriteForm form = WriteForm::Insert;
  std::vector<PathVerdict> paths;  ///< One for each of write->protections.

  /// The paths on which `outcome` can happen.
  std::vector<const PathVerdict *> pathsWith(Outcome outcome) const;
  /// Those on which the rival's row is stored too, or refused.
  std::vector<const PathVerdict *> pathsThatFail() const;
  /// Lowered where columns are unproven or transactions unknown.
  Confidence confidence() const;
};

Case caseOf(const CheckedWrite &write, const schema::Schema *schema, const JudgeOptions &options);

}  // namespace dbrace
