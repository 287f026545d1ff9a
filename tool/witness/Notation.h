// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sessions of the outcome table, "B S I C ! R S || S I", as scripts for a database.
#pragma once

#include "rules/OutcomeTable.h"
#include "witness/Interleavings.h"

namespace dbrace::witness {

/// How the key of a row is made real.
struct KeyShape {
  KeyKind key = KeyKind::None;
  bool plainIndex = false;  ///< Without a unique key: an ordinary index in its place.
};

struct NotedSessions {
  std::string text;  ///< One of docs/outcomes.md's; "+ …": the row is there, "- …": the table is empty at first.
  dbrace::Database database = dbrace::Database::Sqlite;
  KeyShape shape;
  bool sharedConnection = false, insideTransaction = false;
};

/// Throws std::runtime_error on a step that the database has no statement for.
Scenario scenarioOf(const NotedSessions &noted);

/// Whether they look for a greatest n rather than for a k; a unique key is over that column then.
bool countsNumbers(const NotedSessions &noted);

/// The statements that make the tables t and p anew.
std::vector<std::string> tablesOf(const NotedSessions &noted);

}  // namespace dbrace::witness
