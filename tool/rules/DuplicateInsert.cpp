// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-duplicate-insert: a row is looked up, found missing and inserted, and nothing refuses the second of two
// rivals.
#include "rules/Remedy.h"
#include "rules/Rules.h"
#include "rules/Wording.h"

namespace dbrace {
namespace {

/// What the schema says about the key, as the end of a sentence.
std::string promise(const Case &facts) {
  const auto *uncovered = std::get_if<Uncovered>(&facts.covering);
  bool narrower = facts.write->lookupIsNarrower;
  std::string further = narrower ? "; the lookup has further conditions" : "";
  if (!uncovered)  // No schema has the table: it may well have the key.
    return "unless " + keyList(facts) + " is unique in " + facts.write->table + further;
  if (uncovered->undecided)
    return "unless it is known that the key holds: " + uncovered->why + further;
  std::string text = narrower ? "no unique key refuses a second row with the same " + keyName(facts) +
                                    " that also meets the lookup's further conditions"
                              : keyName(facts) + " has no unique key";
  return uncovered->why.empty() ? text : text + ", " + uncovered->why;
}

}  // namespace

std::optional<Finding> judgeDuplicateInsert(const Case &facts) {
  auto unprotected = facts.pathsWith(Outcome::DuplicateRows);
  if (unprotected.empty() || (facts.table && facts.table->temporary))
    return std::nullopt;
  const auto *uncovered = std::get_if<Uncovered>(&facts.covering);
  bool certain = uncovered && !uncovered->undecided;
  Finding finding = baseFinding("dbrace-duplicate-insert", facts, unprotected);
  addGuards(finding, facts, unprotected);
  finding.level = certain ? Level::Error : Level::Warning;
  // Who handles the violation on a table that no schema has knows of a key there.
  bool expected = facts.write->handling == Handling::ToldApart || facts.write->handling == Handling::Reread;
  if (!uncovered && expected)
    finding.level = Level::Note;
  finding.message = std::string(rivals(facts)) + " can both find no row and both insert one" + (certain ? ": " : ", ") +
                    promise(facts) + reservations(facts, unprotected);
  finding.advice = constraintAndAtomicForm(facts);
  if (std::holds_alternative<TableUnknown>(facts.covering))
    finding.advice = "If there is such a key, give dbrace the schema that has it. If not: " + finding.advice;
  finding.replay = replayOf(facts, *unprotected.front(), nullptr);
  return finding;
}

}  // namespace dbrace
