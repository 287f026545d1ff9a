// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/PairWorlds.h"

#include "worlds/InnerLookup.h"
#include "worlds/Liveness.h"

#include <algorithm>

namespace dbrace::worlds {

namespace {
constexpr std::uint32_t laterReread = 16;  // In a note, beside State::after.

/// Without its place and what has become of the transaction.
Reread rereadOf(const sql::Statement &statement) {
  Reread result;
  bool complete = true;
  for (const LookupColumn &column : lookupOf(statement, &complete))
    result.key.push_back({column.column, column.wrapper});
  // What is not understood may well be a lock or an order.
  result.narrower = !complete && !statement.partial;
  const sql::Select *select = lookupSelect(statement);
  if (!select)
    result.how = Reread::How::Update;
  else if (select->locking.strength != sql::RowLock::None)
    result.how = Reread::How::LockingRead;
  return result;
}

/// A database in memory that was opened on the way here: nobody else has it. See Effects::run(const apis::Open &).
bool isPrivate(Term connection, const Terms &terms) {
  return connection != noTerm && terms.kind(connection) == TermKind::Symbol && terms.name(connection) == "connection" &&
         terms.operands(connection).size() == 2;
}
}  // namespace

bool asksInsertId(const sql::Statement &statement) {
  const auto *select = std::get_if<sql::Select>(&statement.body);
  return select && std::ranges::any_of(select->items, [](const sql::SelectItem &item) {
           const auto *call = item.expression ? std::get_if<sql::FunctionCall>(&item.expression->what) : nullptr;
           return call && (call->name == "last_insert_rowid" || call->name == "last_insert_id" ||
                           call->name == "currval" || call->name == "lastval");
         });
}

void Pairs::PathPlan::add(const Path &path, std::vector<std::uint32_t> Region::*steps) {
  Terms &terms = session.terms;
  Term frame = terms.frame(noTerm, 0, path.front().function), caller = noTerm;
  for (std::size_t i = 0; i < path.size(); ++i) {
    auto [at, isNew] = regions.try_emplace(frame);
    Region &region = at->second;
    if (isNew) {
      region.function = path[i].function;
      region.caller = caller;
      region.callerStep = i ? path[i - 1].step : 0;
      outsideIn.push_back(frame);
    }
    (region.*steps).push_back(path[i].step);
    if (i + 1 == path.size())
      break;
    onPath.insert(key(frame, path[i].step, path[i + 1].function));
    caller = frame;
    frame = terms.frame(frame, path[i].step, path[i + 1].function);
  }
}

bool Pairs::PathPlan::writesAfter(const Region &region, std::uint32_t step) const {
  const facts::Function &facts = session.machine.factsOf(region.function);
  if (region.writesLater || blockOf(step) >= facts.blocks.size())
    return true;
  for (std::uint32_t write : region.writes)
    if (blockOf(write) == blockOf(step) && indexOf(write) >= indexOf(step))
      return true;
  for (facts::BlockId next : successorsOf(facts, blockOf(step)))
    if (region.toWrite && next < region.toWrite->size() && (*region.toWrite)[next])
      return true;
  return false;
}

void Pairs::PathPlan::complete() {
  for (Term frame : outsideIn) {
    Region &region = regions[frame];
    const facts::Function &facts = session.machine.factsOf(region.function);
    if (!region.reads.empty())
      region.toRead = &session.reaching(facts, region.function, region.reads);
    if (!region.writes.empty())
      region.toWrite = &session.reaching(facts, region.function, region.writes);
    // The call itself may come again in a loop: that is the same write.
    if (region.caller != noTerm)
      region.writesLater = writesAfter(regions[region.caller], region.callerStep + 1);
  }
}

bool Pairs::PathPlan::wants(const Frame &frame, facts::BlockId block, const State &state) const {
  if (state.wrote || (keepsFound && state.marked))
    return true;
  auto at = regions.find(frame.id);
  if (at == regions.end())
    return true;
  const Region &region = at->second;
  auto in = [&](const std::vector<char> *blocks) { return blocks && (blocks->empty() || (*blocks)[block]); };
  if (state.marked)
    // Where the read was made, there is a way to be gone before the write: out of the frame.
    return in(region.toWrite) || region.writesLater;
  // What comes by the read again without having made it started there, too.
  return region.caller != noTerm && in(region.toRead);
}

bool Pairs::PathPlan::entersAfterWrite(FunctionIndex callee) const {
  if (followed.empty())
    return false;
  auto [at, isNew] = asking.try_emplace(callee, false);
  constexpr std::size_t maxSteps = 400, maxPath = 3;  // Who asks for the row again does so nearby.
  if (isNew && session.machine.infosOf(callee).steps <= maxSteps)
    at->second = std::ranges::any_of(summaries.of(callee).instances, [&](const StatementInstance &instance) {
      return instance.reads && instance.table == followed && instance.path.size() <= maxPath;
    });
  return at->second;
}

const std::vector<char> &Pairs::Session::reaching(const facts::Function &facts, FunctionIndex function,
                                                  const std::vector<std::uint32_t> &steps) {
  std::vector<facts::BlockId> blocks;
  for (std::uint32_t step : steps)
    blocks.push_back(blockOf(step));
  std::sort(blocks.begin(), blocks.end());
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  auto [at, isNew] = reached.try_emplace({function, blocks});
  // A step of unwinding stands in no block: it may come from anywhere.
  if (isNew && blocks.back() < facts.blocks.size())
    at->second = worlds::reaching(facts, blocks);
  return at->second;
}

Pairs::Session::Session(const Pairs &owner, FunctionIndex function, double seconds)
    : function(function), texts(owner.options.dialect),
      machine(owner.index, owner.models, owner.infos, terms, texts, owner.summaries.fieldTexts(),
              owner.summaries.namedTexts(), &owner.summaries.restingGlobals()) {
  limits.deadline = deadlineIn(seconds);
}

Term Pairs::Session::runOf(const Path &path) {
  Term frame = terms.frame(noTerm, 0, path.front().function);
  for (std::size_t i = 0; i + 1 < path.size(); ++i)
    frame = terms.frame(frame, path[i].step, path[i + 1].function);
  return terms.run(frame, path.back().step);
}

bool Pairs::Session::differInTable(Term oneRun, Term otherRun) const {
  auto one = tableParts.find(oneRun), other = tableParts.find(otherRun);
  return one != tableParts.end() && other != tableParts.end() && one->second != noTerm && other->second != noTerm &&
         one->second != other->second;
}

bool Pairs::Session::leadsTo(const Path &path, Term frame, facts::BlockId block) {
  Term at = terms.frame(noTerm, 0, path.front().function);
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (at == frame) {
      const facts::Function &facts = machine.factsOf(path[i].function);
      const std::vector<char> &before = reaching(facts, path[i].function, {path[i].step});
      if (before.empty())
        return true;
      for (facts::BlockId next : successorsOf(facts, block))
        if (next < before.size() && before[next])
          return true;
      return false;
    }
    if (i + 1 < path.size())
      at = terms.frame(at, path[i].step, path[i + 1].function);
  }
  return true;
}

Pairs::Watcher::Watcher(Session &session) : session(session), terms(session.terms), machine(session.machine) {}

void Pairs::Watcher::onRun(const RunEvent &event, const State &state) {
  if (!event.statements)
    return;
  for (const auto &statement : event.statements->statements)
    if (Term part = unknownTablePart(*statement, event.text, terms)) {
      auto [at, isNew] = session.tableParts.try_emplace(event.run, part);
      if (at->second != part)
        at->second = noTerm;
    }
  if (fromRead ? state.marked || event.run == readRun : state.wrote)
    for (const auto &statement : event.statements->statements)
      if (changesData(*statement))
        noteChange(event, statement, state);
  if (state.wrote) {
    auto after = static_cast<std::uint32_t>(state.after);
    if (std::ranges::any_of(event.statements->statements, [](const auto &one) { return asksInsertId(*one); }))
      notes.push_back({Note::Kind::InsertId, event.run});
    // Of the re-reads all are noted, the first on each way as such.
    if (event.reread) {
      notes.push_back({Note::Kind::Reread, event.run, state.reread ? after | laterReread : after});
      session.rereads[event.run] = rereadOf(*event.reread);
    } else if (!state.reread && state.after == Reread::After::Nothing &&
               std::ranges::any_of(event.statements->statements,
                                   [](const auto &statement) { return !tableOf(*statement).empty(); }))
      notes.push_back({Note::Kind::Statement, event.run, after});
  }
  if ((!state.marked && !ownKey) || !targets.contains(event.run) || isPrivate(event.connection, terms))
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
          if (auto text = terms.literal(value))
            column.constant = std::string(*text);
        } else if (value == terms.symbol("null", {}))
          column.null = WrittenColumn::Null::Always;
        else if (written.value && (std::holds_alternative<sql::HoleValue>(written.value->what) ||
                                   std::holds_alternative<sql::MixedText>(written.value->what)))
          // Between quotes, or a number put into the text: never NULL.
          column.null = WrittenColumn::Null::Never;
      }
      sighting.columns.push_back(std::move(column));
    }
    sighting.readTransaction = ownKey ? state.transaction : state.readTransaction.value_or(TransactionState());
    sighting.transaction = state.transaction;
    sighting.apart = event.apart && !ownKey;
    sighting.readLocks = ownKey ? state.locks : state.readLocks;
    // Of this run's own statement: the holes of one that another run has read are terms of that one.
    if (auto inner = ownKey ? innerLookup(*insert) : std::nullopt)
      for (const sql::KeyEquality &equality : inner->key)
        sighting.readKey.push_back(machine.keyValue(*equality.value, event.statementObject, state));
    sighting.locks = state.locks;
    sighting.afterDelete = state.rowDeleted;
    sightings.push_back(std::move(sighting));
  }
}

void Pairs::Watcher::onUnlock(const LockState &lock, const State &state) {
  if (state.wrote && state.transaction.kind == TransactionState::Kind::Open)
    notes.push_back({Note::Kind::Unlock, lock.at, 0});
}

void Pairs::Watcher::onBlock(const Frame &frame, facts::BlockId block, const State &state) {
  if (state.wrote || (fromRead && state.marked))
    notes.push_back({Note::Kind::Block, frame.id, block});
}

void Pairs::Watcher::onBranch(const Frame &frame, facts::BlockId block, bool whenTrue, const State &state) {
  if (state.marked && !state.wrote)
    notes.push_back({whenTrue ? Note::Kind::WhenTrue : Note::Kind::WhenFalse, frame.id, block});
}

void Pairs::Watcher::conclude() {
  auto inWrapper = [&](Term frame) {
    while (frame != noTerm && frame != wrapper)
      frame = terms.operand(frame, 0);
    return wrapper != noTerm && frame == wrapper;
  };
  for (const Note &note : notes)
    switch (note.kind) {
    case Note::Kind::Block:
      (inWrapper(note.where) ? trace.inWrapper : trace.blocks).emplace(note.where, note.block);
      break;
    case Note::Kind::WhenTrue:
      sides[{note.where, note.block}] |= 1;
      break;
    case Note::Kind::WhenFalse:
      sides[{note.where, note.block}] |= 2;
      break;
    case Note::Kind::Reread:
      trace.rereads.insert(note.where);
      if (!(note.block & laterReread)) {
        Trace::First &first = trace.first[note.where];
        first = {std::max(first.after, static_cast<Reread::After>(note.block)), true};
      }
      break;
    case Note::Kind::Statement:
      trace.first.try_emplace(note.where);
      break;
    case Note::Kind::Unlock:
      trace.unlocked.insert(note.where);
      break;
    case Note::Kind::InsertId:
      trace.usesInsertId = true;
      break;
    case Note::Kind::Change:
      trace.changes.insert(note.block);
      break;
    }
  notes.clear();
}

}  // namespace dbrace::worlds
