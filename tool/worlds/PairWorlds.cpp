// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/PairWorlds.h"

#include <algorithm>

namespace dbrace::worlds {

void Pairs::PathPlan::add(const Path &path, Terms &terms) {
  Term frame = terms.frame(noTerm, 0, path.front().function);
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    onPath.insert(key(frame, path[i].step, path[i + 1].function));
    frame = terms.frame(frame, path[i].step, path[i + 1].function);
  }
}

Pairs::Session::Session(const Pairs &owner, FunctionIndex function)
    : function(function), texts(owner.options.dialect),
      machine(owner.index, owner.models, owner.infos, terms, texts, owner.summaries.fieldTexts()) {
  limits.deadline = std::chrono::steady_clock::now() +
                    std::chrono::microseconds(static_cast<std::int64_t>(owner.options.secondsPerFunction * 1e6));
}

Term Pairs::Session::runOf(const Path &path) {
  Term frame = terms.frame(noTerm, 0, path.front().function);
  for (std::size_t i = 0; i + 1 < path.size(); ++i)
    frame = terms.frame(frame, path[i].step, path[i + 1].function);
  return terms.run(frame, path.back().step);
}

void Pairs::Watcher::onRun(const RunEvent &event, const State &state) {
  if (!event.statements)
    return;
  if (state.wrote)
    for (const auto &statement : event.statements->statements)
      // Reading the rival's row, or writing to it, is what a loser does that knows why it lost.
      if ((lookupSelect(*statement) || std::holds_alternative<sql::Update>(statement->body)) && tableOf(*statement) == table) {
        bool sameKey = true;
        std::vector<LookupColumn> lookup = lookupOf(*statement);
        for (const LookupColumn &column : lookup) {
          Term value = machine.keyValue(*column.value, event.statementObject, state);
          sameKey &= std::find(state.readKey.begin(), state.readKey.end(), value) != state.readKey.end();
        }
        if (sameKey && !lookup.empty())
          trace.rereads.insert(event.run);
      }
  if (!state.marked || !targets.contains(event.run))
    return;
  for (const auto &statement : event.statements->statements) {
    const auto *insert = std::get_if<sql::Insert>(&statement->body);
    if (!insert)
      continue;
    Sighting sighting{.run = event.run, .readKey = state.readKey};
    for (const WrittenValue &written : writtenBy(*insert)) {
      Term value = written.value ? machine.keyValue(*written.value, event.statementObject, state) : noTerm;
      sighting.written.emplace_back(written.column, value);
      WrittenColumn column{.column = written.column};
      if (value != noTerm) {
        if (terms.kind(value) == TermKind::Text) {
          column.null = WrittenColumn::Null::Never;
          auto pieces = terms.operands(value);
          if (pieces.empty())
            column.constant = "";
          else if (pieces.size() == 1 && terms.kind(pieces[0]) == TermKind::Literal)
            column.constant = std::string(terms.name(pieces[0]));
        } else if (value == terms.symbol("null", {}))
          column.null = WrittenColumn::Null::Always;
        else if (written.value && (std::holds_alternative<sql::HoleValue>(written.value->what) ||
                                   std::holds_alternative<sql::MixedText>(written.value->what)))
          // Between quotes, or a number put into the text: never NULL.
          column.null = WrittenColumn::Null::Never;
      }
      sighting.columns.push_back(std::move(column));
    }
    sighting.readTransaction = state.readTransaction.value_or(TransactionState());
    sighting.transaction = state.transaction;
    sighting.readLocks = state.readLocks;
    sighting.locks = state.locks;
    sighting.reads = state.reads;
    sightings.push_back(std::move(sighting));
  }
}

void Pairs::Watcher::onBlock(const Frame &frame, facts::BlockId block, const State &state) {
  if (!state.wrote)
    return;
  if (wrapper != noTerm)
    for (const Frame *at = &frame; at; at = at->caller)
      if (at->id == wrapper)
        return;
  trace.blocks.emplace(frame.id, block);
}

void Pairs::Watcher::onBranch(const Frame &frame, facts::BlockId block, bool whenTrue, const State &state) {
  if (state.marked && !state.wrote)
    sides[{frame.id, block}] |= whenTrue ? 1 : 2;
}

} // namespace dbrace::worlds
