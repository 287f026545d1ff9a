// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What it would mean for the program if the database left the row out and said nothing.
//
// ON CONFLICT DO NOTHING turns a violation into a success that stores nothing. Whether the code around can live with
// that is asked in a world of its own, and held against the two that it knows: the row was stored, the row was found.
#include "worlds/PairWorlds.h"

#include <algorithm>

namespace dbrace::worlds {

namespace {

/// May the call do something that the outside notices, and that no model describes?
bool mayMatter(const facts::Function &function, const facts::Call &call) {
  if (call.callee.model != 0 || call.callee.kind == facts::CallKind::Destructor)
    return false;
  // An object made of constants: a flag, a key, a text.
  return call.callee.kind != facts::CallKind::Constructor ||
         !std::ranges::all_of(call.arguments, [&](const facts::Argument &argument) {
           const facts::Value &value = function.values[argument.value];
           return std::holds_alternative<facts::IntConstant>(value) ||
                  std::holds_alternative<facts::TextConstant>(value);
         });
}

/// Does the step count on, or change what the callers see to something that depends on more than the way here?
bool keepsCount(const facts::Function &function, const facts::Step &step) {
  const auto *assign = std::get_if<facts::Assign>(&step.what);
  if (!assign || assign->kind == facts::AssignKind::Declare || assign->kind == facts::AssignKind::Select)
    return false;
  if (assign->kind == facts::AssignKind::Increment)
    return true;
  facts::PlaceId place = assign->place;
  while (const auto *field = std::get_if<facts::Field>(&function.places[place]))
    place = field->base;
  const bool seen = std::holds_alternative<facts::Global>(function.places[place]) ||
                    std::holds_alternative<facts::Pointee>(function.places[place]);
  return seen && std::holds_alternative<facts::Operation>(function.values[assign->value]);
}

}  // namespace

bool changesData(const sql::Statement &statement) {
  return std::holds_alternative<sql::Insert>(statement.body) || std::holds_alternative<sql::Update>(statement.body) ||
         std::holds_alternative<sql::Delete>(statement.body) || std::holds_alternative<sql::Merge>(statement.body);
}

void Pairs::Watcher::noteChange(const RunEvent &event, const std::shared_ptr<const sql::Statement> &statement,
                                const State &state) {
  Session::Change change{.run = event.run, .statement = statement};
  if (const auto *update = std::get_if<sql::Update>(&statement->body)) {
    bool complete = true;
    std::vector<LookupColumn> lookup = lookupOf(*statement, &complete);
    bool sameKey = event.run == readRun;
    if (!sameKey) {
      std::vector<Term> key;
      for (const LookupColumn &column : lookup)
        key.push_back(machine.keyValue(*column.value, event.statementObject, state));
      sameKey = key.size() == state.readKey.size() && std::ranges::is_permutation(key, state.readKey);
    }
    change.ofTheRow = complete && sameKey && !lookup.empty();
    for (const sql::Assignment &set : update->set)
      change.values.emplace_back(set.column.text,
                                 set.value ? machine.keyValue(*set.value, event.statementObject, state) : noTerm);
  }
  auto known = std::ranges::find_if(session.changes, [&](const Session::Change &one) {
    return one.run == change.run && one.statement == change.statement && one.ofTheRow == change.ofTheRow &&
           one.values == change.values;
  });
  auto number = static_cast<std::uint32_t>(known - session.changes.begin());
  if (known == session.changes.end())
    session.changes.push_back(std::move(change));
  notes.push_back({Note::Kind::Change, event.run, number});
}

/// What is done to the row where it is found, and not where it is stored.
void Pairs::judgeFound(const Session &session, const StatementInstance &write, const Trace &stored, const Trace &found,
                       const std::vector<std::pair<std::string, Term>> &written, LeftOut &result) const {
  const PathStep &first = write.path.front();
  // Of calls that were not entered their summaries tell.
  for (const StatementInstance &other : summaries.of(first.function).instances) {
    std::pair<Term, facts::BlockId> at{found.root, blockOf(other.path.front().step)};
    bool entered = other.path.size() == 1 || other.table == write.table;
    result.foundChanges |= !entered && changesData(*other.statement) && found.blocks.contains(at) &&
                           !stored.blocks.contains(at) && at.second != blockOf(first.step);
  }
  std::vector<const Session::Change *> only;
  for (std::uint32_t number : found.changes)
    if (!stored.changes.contains(number))
      only.push_back(&session.changes[number]);
  if (only.empty())
    return;
  const Session::Change &change = *only.front();
  const auto *update = std::get_if<sql::Update>(&change.statement->body);
  bool alone = !result.foundChanges && only.size() == 1 && update && change.ofTheRow && !change.statement->partial &&
               tableOf(*change.statement) == write.table;
  result.foundChanges = true;
  if (!alone)
    return;
  FoundUpdate what;
  for (std::size_t i = 0; i < update->set.size(); ++i) {
    bool same = std::ranges::any_of(written, [&](const auto &one) {
      return one.second != noTerm && one.second == change.values[i].second &&
             sameName(one.first, change.values[i].first);
    });
    what.set.push_back({update->set[i].column, same ? nullptr : update->set[i].value});
  }
  result.foundUpdate = std::move(what);
}

LeftOut Pairs::judgeLeftOut(const StatementInstance &write, const Trace &stored, const Trace &violated,
                            const Trace &leftOut, const Trace &found) const {
  LeftOut result;
  result.known = leftOut.complete && found.complete;
  result.unnoticed = leftOut.blocks == stored.blocks && leftOut.inWrapper == stored.inWrapper &&
                     leftOut.exits == stored.exits && leftOut.rereads == stored.rereads;
  result.usesInsertId = stored.usesInsertId;
  if (write.wholeText)
    for (const sql::Statement &beside : sql::read(*write.wholeText, write.dialect))
      result.usesInsertId |= asksInsertId(beside);
  // `*created = true` tells the callers what a returned value might.
  result.endsAsFound = !stored.exits.empty() && std::ranges::includes(found.exits, stored.exits) &&
                       std::ranges::includes(found.left, stored.left);

  // What follows the write in the function that holds both ends, and not the row that was found.
  const PathStep &first = write.path.front();
  const facts::Function &facts = program.functions[first.function].facts;
  std::vector<std::uint32_t> later;
  auto add = [&](facts::BlockId block, std::size_t from) {
    for (std::size_t i = from; block < facts.blocks.size() && i < facts.blocks[block].steps.size(); ++i)
      later.push_back(stepNumber(block, i));
  };
  add(blockOf(first.step), indexOf(first.step) + 1);
  for (const auto &[frame, block] : stored.blocks)
    if (!found.blocks.contains({frame, block}) && frame == stored.root)
      add(block, 0);
  // Who loses the race did not come there before.
  for (const auto &[frame, block] : stored.blocks)
    if (frame == stored.root && !violated.blocks.contains({frame, block}) && block < facts.blocks.size())
      result.doesMore |= std::ranges::any_of(facts.blocks[block].steps,
                                             [&](const facts::Step &step) { return keepsCount(facts, step); });
  for (std::uint32_t step : later) {
    const auto *call = std::get_if<facts::Call>(&facts.blocks[blockOf(step)].steps[indexOf(step)].what);
    if (!call)
      continue;
    auto bodies = infos.callees(*call);
    result.doesMore |= bodies.empty() && mayMatter(facts, *call);
    result.doesMore |= std::ranges::any_of(summaries.of(first.function).instances, [&](const auto &other) {
      return other.path.front().step == step && other.path != write.path && changesData(*other.statement);
    });
  }
  return result;
}

/// Is a function between the one that holds both ends and the statement called from elsewhere too?
bool Pairs::isShared(const StatementInstance &write) const {
  for (std::size_t i = 1; i <= std::min(write.specific, write.path.size() - 1); ++i)
    for (const EntryContext &context : summaries.contexts(write.path[i].function))
      if (context.caller != write.path[i - 1].function || context.step != write.path[i - 1].step)
        return true;
  return false;
}

}  // namespace dbrace::worlds
