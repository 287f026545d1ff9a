// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-kv-check-then-set: a key is looked up, found missing and written, where the store could do both at once.
#include "rules/KeyValue.h"
#include "rules/Rules.h"
#include "rules/Wording.h"

#include <algorithm>

namespace dbrace {
namespace {

/// What the rival does to this write.
std::string consequence(const Case &facts) {
  switch (lossOf(*facts.write)) {
  case Outcome::DuplicateRows:
    return facts.dialect == sql::Dialect::MongoDb
               ? "insert one: two documents, unless " + keyList(facts) + " has a unique index"
               : "append to it: it gets everything twice";
  default:
    return "write it: the second one replaces what the first one has stored, and nothing fails";
  }
}

/// A value that was not there may be one that anybody can compute.
Confidence limit(const Case &facts) {
  bool claims = asksForPresence(*facts.write) || writesConstant(*facts.write);
  return claims && !facts.write->write.embedded ? Confidence::High : Confidence::Medium;
}

}  // namespace

std::optional<Finding> judgeKvCheckThenSet(const Case &facts) {
  const CheckedWrite &write = *facts.write;
  bool otherPart = std::ranges::any_of(write.key, &CheckedColumn::defaulted);  // A field was looked up, all is written.
  if (facts.form != WriteForm::Insert || otherPart || isCacheFill(write) || isRefused(facts))
    return std::nullopt;
  auto unprotected = facts.pathsWith(Outcome::DuplicateRows);
  std::erase_if(unprotected, [&](const PathVerdict *path) { return keepsRivalOut(facts, *path->protection); });
  if (unprotected.empty())
    return std::nullopt;
  Finding finding = baseFinding("dbrace-kv-check-then-set", facts, unprotected);
  addGuards(finding, facts, unprotected);
  finding.level = Level::Warning;
  finding.confidence = std::min(finding.confidence, limit(facts));
  finding.outcomes = Outcomes{Outcome::OneRow, lossOf(write)}.names();
  finding.message = std::string(rivals(facts)) + " can both find no value for " + keyText(write) + " and both " +
                    consequence(facts) + reservations(facts, unprotected);
  finding.advice = atomicWrite(facts);
  finding.replay.why = "the witness runs SQL, not the commands of a key-value store";
  return finding;
}

}  // namespace dbrace
