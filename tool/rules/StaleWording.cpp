// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/StaleWording.h"

#include "rules/Remedy.h"
#include "rules/Wording.h"

namespace dbrace {
namespace {

std::string_view levelName(sql::Isolation isolation) {
  switch (isolation) {
  case sql::Isolation::RepeatableRead:
  case sql::Isolation::Snapshot:
    return "REPEATABLE READ";
  case sql::Isolation::Serializable:
    return "SERIALIZABLE";
  default:
    return "READ COMMITTED";
  }
}

std::string refusal(const Case &facts) {
  const auto *covered = std::get_if<Covered>(&facts.covering);
  std::string key = covered ? describe(*covered->key) : "its unique key";
  if (facts.form == WriteForm::Ignore)
    return "this insert is ignored on " + key;
  return "this insert fails on " + key;
}

std::string hiddenByKey(const Case &facts) {
  const auto &covered = std::get<Covered>(facts.covering);
  std::string text = ", and the row is then looked for by " + keyList(facts) + ": ";
  if (covered.stricter && !covered.narrower)
    return text + "the key folds values that this lookup tells apart, and the row in the way need not be found";
  return text + "the key refuses more than this lookup asks for, and the row in the way need not be found";
}

std::string hiddenByTransaction(const StaleWording &stale) {
  std::string around = "the transaction";
  const Protection &protection = *stale.path.protection;
  if (!protection.callers.empty() && protection.transactionAt)
    around += " that " + protection.transactionAt->function + " begins";
  if (stale.outcome == Outcome::TransactionAborted)
    return std::string(", which aborts ") + around + ": the " +
           (stale.reread.how == Reread::How::Other ? "statement" : "lookup") +
           " that follows is refused, like everything before a rollback";
  return ", and the row is then looked for in " + around + ", whose snapshot at " +
         std::string(levelName(stale.path.situation.isolation)) + " is older than the rival's row: it is not found";
}

}  // namespace

std::string staleText(const Case &facts, const StaleWording &stale) {
  std::string text = "when a rival stores the same " + keyName(facts) + " after the lookup, " + refusal(facts);
  return text + (stale.byKey ? hiddenByKey(facts) : hiddenByTransaction(stale));
}

void addReread(Finding &finding, const StaleWording &stale) {
  bool asks = stale.reread.how != Reread::How::Other;
  const char *consequence = stale.outcome == Outcome::TransactionAborted ? "this is refused after the violation"
                            : asks                                       ? "the row is looked for again here"
                                                                         : "the program goes on here";
  RelatedPlace again{stale.reread.at, consequence};
  finding.related.push_back(again);
  const Protection &protection = *stale.path.protection;
  if (!stale.byKey && protection.transactionAt)
    finding.related.push_back({*protection.transactionAt, "the transaction begins here"});
  std::vector<RelatedPlace> way;
  if (!stale.byKey)
    for (const CodePlace &call : protection.callers)
      way.push_back({call, "this call is inside the transaction"});
  finding.flow.insert(finding.flow.begin(), way.begin(), way.end());
  finding.flow.push_back(again);
}

std::string visibleAgain(const Case &facts, Outcome outcome) {
  bool postgres = facts.dialect == sql::Dialect::PostgreSql;
  if (outcome == Outcome::TransactionAborted)
    return "Set a savepoint before the insert, and roll back to it before reading the row; or end the transaction and "
           "run it again. Better, let one statement decide: " +
           lowered(atomicForm(facts));
  std::string text = "Leave the transaction before reading again: ROLLBACK (or COMMIT), then read. ";
  if (postgres)
    return text + "Or run it at READ COMMITTED, with a savepoint around the insert";
  return text +
         "Or use INSERT ... ON DUPLICATE KEY UPDATE, or re-read with LOCK IN SHARE MODE, or run at READ COMMITTED: SET "
         "SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, transaction-isolation = READ-COMMITTED for the server; "
         "it "
         "changes what every later statement sees, and old servers need row-based binary logs with it";
}

std::string askByKey(const Case &facts) {
  const auto &covered = std::get<Covered>(facts.covering);
  return "After the violation read the row by what " + describe(*covered.key) +
         " compares, and expect one that differs in the rest; or make the key and the lookup agree";
}

}  // namespace dbrace
