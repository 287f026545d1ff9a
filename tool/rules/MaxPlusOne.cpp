// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-max-plus-one: a new number is computed from the greatest one in use.
#include "rules/Consequences.h"
#include "rules/Remedy.h"
#include "rules/Rules.h"
#include "rules/Wording.h"

namespace dbrace {
namespace {

/// With several columns the last is the number; the others say within what it is counted.
std::string number(const Case &facts) { return facts.write->table + "." + spelled(facts.write->key.back()); }

std::string advice(const Case &facts) {
  if (facts.write->key.size() > 1)
    return "Number the rows under a lock of what they belong to: SELECT the parent row FOR UPDATE as the transaction's "
           "first statement, or keep the last number in it and UPDATE that; or " +
           oneAtATime(facts);
  std::string identity;
  switch (facts.dialect) {
  case sql::Dialect::PostgreSql:
    identity = "GENERATED ALWAYS AS IDENTITY, or a sequence";
    break;
  case sql::Dialect::MySql:
  case sql::Dialect::MariaDb:
    identity = "AUTO_INCREMENT";
    break;
  case sql::Dialect::Sqlite:
    identity = "INTEGER PRIMARY KEY, left out of the INSERT";
    break;
  default:
    identity = "an identity column or a sequence";
  }
  return "Let the database give the number: " + identity + ". Or " + oneAtATime(facts);
}

}  // namespace

std::optional<Finding> judgeMaxPlusOne(const Case &facts) {
  if (facts.table && facts.table->temporary)
    return std::nullopt;
  bool covered = std::holds_alternative<Covered>(facts.covering);
  std::optional<Level> level = covered ? levelOf(facts.write->handling) : Level::Warning;
  auto unprotected = facts.pathsWith(covered ? Outcome::UniqueViolation : Outcome::DuplicateRows);
  if (unprotected.empty() || !level)
    return std::nullopt;
  Finding finding = baseFinding("dbrace-max-plus-one", facts, unprotected);
  addGuards(finding, facts, unprotected);
  finding.level = *level;
  std::string same = std::string(rivals(facts)) + " can both read the same greatest " + number(facts);
  finding.message =
      (covered ? same + ", and " + insertFails(facts)
               : same + " and both store the same next number" +
                     (std::holds_alternative<TableUnknown>(facts.covering) ? ", " : ": ") + promise(facts)) +
      reservations(facts, unprotected);
  finding.advice = advice(facts);
  finding.replay.why = "what the program computes from the number it read is not known to the witness";
  return finding;
}

}  // namespace dbrace
