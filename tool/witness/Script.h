// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one session does, statement by statement, and what it makes of the answers.
//
// The outcome table's notation and the statements of a finding both become scripts; the scheduler knows nothing else.
#pragma once

#include "rules/Outcomes.h"

#include <string>
#include <vector>

namespace dbrace::witness {

struct Step {
  std::string name;  ///< As in docs/outcomes.md, or for people.
  std::string text;  ///< The statement. Empty: everything starts anew.
  /// In text: {k} and {k2} are keys no other run has, {run} the number they come from, {own} the session's number, {n}
  /// what the step that yields Number has read. Only in scripts made from the notation.
  bool holes = false;
  bool onlyIfAbsent = false;  ///< Left out once the row was found, or stored.
  enum class Yields {
    Nothing,
    Row,       ///< Found, if there is a row in the answer; else absent.
    Answer,    ///< Found, if the answer is not `absent`.
    Affected,  ///< Found, if it has changed something; else absent.
    Stored,    ///< The session has its row now.
    Number,
    Dropped,  ///< The session takes its own row back.
  } yields = Yields::Nothing;
  std::string absent;  ///< For Answer: what the lookup says without the row, as answerOf() has it.
  bool local =
      false;  ///< Nobody else can notice when it runs: BEGIN and SAVEPOINT that take neither snapshot nor lock.
};

struct Script {
  std::vector<Step> steps;
  std::vector<Step> handler;  ///< Runs instead of what is left when a step fails in a way that is handled, once.
  enum class Handles { Nothing, Violation, Rival } handles = Handles::Nothing;  ///< Rival: also deadlocks and the like.
  std::string ownRow;  ///< A query that finds the row this session has stored; empty: it is not looked for.
};

}  // namespace dbrace::witness
