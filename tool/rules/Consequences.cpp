// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Consequences.h"

#include "rules/Wording.h"

namespace dbrace {
namespace {

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

}  // namespace

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

std::string bothInsert(const Case &facts) {
  const auto *uncovered = std::get_if<Uncovered>(&facts.covering);
  bool certain = uncovered && !uncovered->undecided;
  return std::string(rivals(facts)) + " can both find no row and both insert one" + (certain ? ": " : ", ") +
         promise(facts);
}

std::string insertFails(const Case &facts, bool violation) {
  const auto *covered = std::get_if<Covered>(&facts.covering);
  std::string fails =
      violation && covered ? "fails on " + describe(*covered->key) : "fails with a serialization failure";
  // A partial key may be over just those conditions.
  std::string further = violation && facts.write->lookupIsNarrower && covered && !covered->key->where
                            ? "; it fails too where a row is there that the lookup's further conditions leave out"
                            : "";
  return "when a rival stores the same " + keyName(facts) + " after the lookup, this insert " + fails + ", " +
         std::string(consequence(facts.write->handling)) + further;
}

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

Level levelOfDuplicates(const Case &facts, Level highest) {
  const auto *uncovered = std::get_if<Uncovered>(&facts.covering);
  bool expected = facts.write->handling == Handling::ToldApart || facts.write->handling == Handling::Reread;
  if (!uncovered && expected)
    return Level::Note;
  return uncovered && !uncovered->undecided ? highest : Level::Warning;
}

}  // namespace dbrace
