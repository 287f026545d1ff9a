// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-shared-transaction: concurrent tasks use one connection inside one transaction.
#include "rules/Rules.h"
#include "rules/Wording.h"

#include <algorithm>

namespace dbrace {

std::optional<Finding> judgeSharedTransaction(const Case &facts) {
  const CheckedWrite &write = *facts.write;
  const Beside &beside = *write.beside;
  Finding finding = baseFinding("dbrace-shared-transaction", facts, {});
  finding.level = Level::Error;
  // What the tables promise does not matter here.
  finding.confidence = write.confidence;
  finding.at = beside.first;
  bool again = beside.first == beside.second && !beside.starter;
  auto line = [&](const CodePlace &place) { return "line " + std::to_string(place.line); };
  std::string other = again            ? "others that are started here"
                      : beside.starter ? "the function that starts it (" + line(beside.second) + ")"
                                       : "the task that is started in " + line(beside.second);
  std::string sqlite = facts.dialect == sql::Dialect::Sqlite ? "\"no such savepoint\"" : "an error";
  if (beside.begin && beside.savepoints)
    finding.message = "this task and " + other +
                      " set savepoints on one connection, inside one transaction: savepoints " +
                      "are a stack, and the task that releases or rolls back its own takes those above it with it, " +
                      "so that the other gets " + sqlite + " or loses its work";
  else if (beside.begin)
    finding.message = "this task and " + other +
                      " run statements on one connection, inside one transaction: they come " +
                      "in any order, and an error or ROLLBACK of one undoes the work of the other";
  else
    finding.message = "this task begins a transaction on a connection that " + other + " uses at the same time: what " +
                      "the other does falls into it and ends with it, and a second BEGIN is an error";
  finding.advice =
      "Give each task a connection and a transaction of its own, or run the steps one after the other, or hold "
      "one mutex from BEGIN or SAVEPOINT to its end";
  finding.outcomes = {std::string(nameOf(Outcome::Refused))};
  finding.related.clear();
  finding.flow.clear();
  if (beside.begin)
    finding.related.push_back({*beside.begin, "the transaction is begun here"});
  if (!beside.begin || beside.savepoints)
    finding.related.push_back(
        {beside.firstBegin, beside.begin ? "a savepoint is set here" : "the task begins it here"});
  if (!again && !beside.starter)
    finding.related.push_back({beside.second, "the other task is started here"});
  finding.related.push_back({write.write.at, "the task runs this statement"});
  finding.related.push_back({write.read.at, again            ? "and so do the others"
                                            : beside.starter ? "meanwhile this statement runs"
                                                             : "the other runs this statement"});
  std::erase_if(finding.related, [](const RelatedPlace &place) { return place.at.file.empty(); });
  for (const RelatedPlace &place : finding.related)
    finding.flow.push_back(place);
  finding.assumptions.push_back("The tasks run at the same time, as far as nobody is seen to wait for the first.");
  finding.replay.why = "it is about threads of one connection, which the witness does not replay";
  return finding;
}

}  // namespace dbrace
