// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A finding as statements that can be run: what two sessions send to the database, and the tables they need.
//
// The statements are the program's own, as they were folded, with values put where it puts its own. The witness runs
// them and knows nothing else of the finding; what a step is for says what its answer means.
#pragma once

#include "schema/Schema.h"

#include <optional>
#include <string>
#include <vector>

namespace dbrace {

struct Case;
struct PathVerdict;
struct Reread;

struct ReplayStep {
  enum class Role : std::uint8_t {
    Begin,
    Lock,
    Lookup,  ///< Found, if it answers otherwise than on an empty table.
    Update,  ///< Found, if it changes a row.
    Delete,
    Write,  ///< Left out if the row was found.
    Savepoint,
    RollbackTo,
    Rollback,
    Commit,
    Unlock,
    Again,  ///< Everything from the start; no statement.
  } role = Role::Lookup;
  std::string sql;
};

struct ReplaySession {
  std::vector<ReplayStep> steps;
  std::vector<ReplayStep> handler;  ///< What follows instead of the rest when a step fails, once.
  bool handlesEveryRival = false;   ///< Not only unique violations, but deadlocks and serialization failures too.
};

struct ReplayPlan {
  std::vector<std::string> schema;      ///< Statements to run on the tables first: the key that is proposed.
  std::vector<ReplaySession> sessions;  ///< Two.
};

struct Replay {
  sql::Dialect dialect = sql::Dialect::Generic;
  sql::Isolation isolation = sql::Isolation::Unspecified;
  std::vector<schema::Table> tables;  ///< Names without qualifier.
  std::string rows;                   ///< The query for the rows that agree on the key.
  ReplayPlan found;
  std::optional<ReplayPlan> alternative;  ///< What is proposed instead, where it is one that can be written down.
  std::vector<std::string> assumptions;   ///< Full sentences: what was made up.
  std::string why;                        ///< Why nothing of it can be run; then all but this is empty.
};

/// On the path given; `reread` is what follows the violation, or null.
Replay replayOf(const Case &facts, const PathVerdict &path, const Reread *reread);

}  // namespace dbrace
