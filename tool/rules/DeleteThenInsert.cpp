// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-delete-then-insert: rows are deleted and inserted again outside of a transaction.
#include "rules/Remedy.h"
#include "rules/Rules.h"
#include "rules/Wording.h"
#include "schema/Names.h"

#include <algorithm>

namespace dbrace {
namespace {

bool isWritten(const schema::UniqueKey *key, const CheckedWrite &write) {
  if (key && write.positional)
    return true;
  return key && !key->columns.empty() && std::ranges::all_of(key->columns, [&](const std::string &column) {
           return std::ranges::any_of(write.written, [&](const WrittenColumn &written) {
             return schema::sameName(written.column, column) && written.null != WrittenColumn::Null::Always;
           });
         });
}

}  // namespace

std::optional<Finding> judgeDeleteThenInsert(const Case &facts) {
  auto unprotected = facts.pathsThatFail();
  // In one transaction nobody sees the gap; that two of them may both find nothing to delete is left to the key.
  std::erase_if(unprotected, [](const PathVerdict *path) { return path->protection->sameTransaction; });
  if (unprotected.empty() || (facts.table && facts.table->temporary))
    return std::nullopt;
  Finding finding = baseFinding("dbrace-delete-then-insert", facts, unprotected);
  addGuards(finding, facts, unprotected);
  finding.level = Level::Warning;
  const auto *covered = std::get_if<Covered>(&facts.covering);
  // A key over more than the DELETE asks for refuses the rival's rows where they are like these, and no others.
  const auto *uncovered = std::get_if<Uncovered>(&facts.covering);
  const schema::UniqueKey *wider =
      uncovered && isWritten(uncovered->nearest, *facts.write) ? uncovered->nearest : nullptr;
  std::string others = "leaves its rows beside these";
  if (covered)
    others = "makes the INSERT fail on " + describe(*covered->key);
  else if (wider)
    others += ", or makes the INSERT fail on " + describe(*wider);
  std::string rows =
      facts.write->key.empty() ? "all rows of " + facts.write->table : "the rows with this " + keyName(facts);
  // TRUNCATE commits on MySQL, and on others locks the table.
  bool truncates = facts.write->read.text.starts_with("TRUNCATE") || facts.write->read.text.starts_with("truncate");
  std::string deletion = truncates ? "TRUNCATE" : "DELETE";
  finding.message = "between the " + deletion + " and this INSERT " + rows +
                    " are gone: who reads then finds none, a rival that " + "does the same " + others +
                    ", and a failure in between loses them" + reservations(facts, unprotected);
  finding.advice = truncates ? "Delete the rows with DELETE, and put it and all INSERTs into one transaction"
                             : "Put the DELETE and all INSERTs into one transaction";
  if (facts.dialect == sql::Dialect::Sqlite)
    finding.advice += ": BEGIN IMMEDIATE ... COMMIT";
  else if (!covered)
    finding.advice += ". Where there may be nothing to delete, two such transactions still both insert: lock the row "
                      "that the rows belong to first";
  finding.replay = replayOf(facts, *unprotected.front(), nullptr);
  return finding;
}

}  // namespace dbrace
