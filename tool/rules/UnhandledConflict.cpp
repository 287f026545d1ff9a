// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-unhandled-conflict: a unique key refuses the second of two rivals, and the program does not expect to be
// refused.
#include "rules/Remedy.h"
#include "rules/Rules.h"
#include "rules/Wording.h"

namespace dbrace {
namespace {

std::optional<Level> levelOf(Handling handling) {
  switch (handling) {
  case Handling::Dropped:
  case Handling::Escapes:
    return Level::Warning;
  case Handling::Generic:
  case Handling::Unknown:
    return Level::Note;
  case Handling::Reread:
  case Handling::ToldApart:
    return std::nullopt;
  }
  return std::nullopt;
}

std::string_view consequence(Handling handling) {
  switch (handling) {
  case Handling::Dropped:
    return "and the program goes on as if its row had been stored";
  case Handling::Escapes:
    return "and nothing catches the exception";
  case Handling::Generic:
    return "and the failure is taken like any other, although the row is there now";
  default:
    return "and nothing is seen to expect that";
  }
}

std::string_view handlingText(Handling handling) {
  return handling == Handling::Dropped ? "the failed insert is ignored here"
                                       : "the violation is taken with all other errors here";
}

}  // namespace

std::optional<Finding> judgeUnhandledConflict(const Case &facts) {
  const CheckedWrite &write = *facts.write;
  const auto *covered = std::get_if<Covered>(&facts.covering);
  std::optional<Level> level = levelOf(write.handling);
  if (!covered || !level || facts.table->temporary)
    return std::nullopt;
  bool violation = true;
  auto unprotected = facts.pathsWith(Outcome::UniqueViolation);
  if (unprotected.empty() && facts.form == WriteForm::Insert) {
    // SERIALIZABLE keeps rivals out by refusing the loser; without a retry that is a failure like another.
    unprotected = facts.pathsWith(Outcome::SerializationFailure);
    violation = false;
    level = Level::Note;
  }
  if (unprotected.empty())
    return std::nullopt;

  Finding finding = baseFinding("dbrace-unhandled-conflict", facts, unprotected);
  addGuards(finding, facts, unprotected);
  finding.level = *level;
  if (write.handling == Handling::Unknown)
    finding.confidence = Confidence::Low;
  std::string fails = violation ? "fails on " + describe(*covered->key) : "fails with a serialization failure";
  // A partial key may be over just those conditions.
  std::string further = violation && write.lookupIsNarrower && !covered->key->where
                            ? "; it fails too where a row is there that the lookup's further conditions leave out"
                            : "";
  finding.message = "when a rival stores the same " + keyName(facts) + " after the lookup, this insert " + fails +
                    ", " + std::string(consequence(write.handling)) + further + reservations(facts, unprotected);
  finding.advice =
      violation ? atomicForm(facts) : "Run the whole transaction again on serialization failures and deadlocks";
  if (write.handledAt && write.handling != Handling::Unknown)
    finding.related.push_back({*write.handledAt, std::string(handlingText(write.handling))});
  for (const std::string &column : covered->mayBeNull)
    finding.assumptions.push_back(
        column + " is not NULL in the row that is written: the key lets such rows in, and the lookup does "
                 "not find them either.");
  finding.replay = replayOf(facts, *unprotected.front(), nullptr);
  return finding;
}

}  // namespace dbrace
