// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Is it the same key, what happens when a rival was first, and what keeps rivals out.
#include "worlds/PairWorlds.h"

#include <algorithm>

namespace dbrace::worlds {

using apis::Outcome;

namespace {

/// A symbol that stands for "could be anything": it neither proves nor refutes that two values are one.
bool isVague(Term term, const Terms &terms) {
  if (term == noTerm)
    return true;
  if (terms.kind(term) == TermKind::Symbol) {
    std::string_view kind = terms.name(term);
    return kind != "initial" && kind != "null" && kind != "caught";
  }
  if (terms.kind(term) == TermKind::Text || terms.kind(term) == TermKind::Apply)
    for (Term operand : terms.operands(term))
      if (terms.kind(operand) != TermKind::Literal && isVague(operand, terms))
        return true;
  return false;
}

/// Is it a place that callers see, and no mark of ours?
bool outlives(Term place, const Terms &terms) {
  TermKind root = terms.kind(terms.root(place));
  bool own = terms.kind(place) == TermKind::Field && terms.name(place).starts_with('#');
  return (root == TermKind::Deref || root == TermKind::Global) && !own;
}

}  // namespace

/// Is it the number that this program's own insert has just been given? Nobody else can have a row with it.
bool Pairs::isFresh(Session &session, Term value) const {
  const Terms &terms = session.terms;
  if (terms.kind(value) == TermKind::Text && terms.operands(value).size() == 1)
    value = terms.operand(value, 0);
  if (!terms.isApply(value, "insertid") && !terms.isApply(value, "column") && !terms.isApply(value, "columntext"))
    return false;
  Term run = terms.operand(value, 0);
  for (const StatementInstance &instance : summaries.of(session.function).instances)
    if (const auto *insert = std::get_if<sql::Insert>(&instance.statement->body);
        insert && session.runOf(instance.path) == run)
      return insert->conflicts.empty();  // Else it may be the number of a row that was there.
  return false;
}

std::optional<std::vector<CheckedColumn>> Pairs::matchKey(Session &session, const std::vector<LookupColumn> &lookup,
                                                          const StatementInstance &write,
                                                          const std::vector<Term> &readKey,
                                                          const std::vector<std::pair<std::string, Term>> &written,
                                                          bool &positional) const {
  Terms &terms = session.terms;
  if (lookup.size() != readKey.size())
    return std::nullopt;
  std::vector<CheckedColumn> key;
  bool proven = false;
  positional = !std::get<sql::Insert>(write.statement->body).columns;
  for (std::size_t i = 0; i < lookup.size(); ++i) {
    Term wanted = readKey[i];
    if (isFresh(session, wanted))
      return std::nullopt;
    if (!lookup[i].wrapper.empty() && terms.kind(wanted) == TermKind::Apply &&
        terms.name(wanted) == "sql:" + lookup[i].wrapper && terms.operands(wanted).size() == 1)
      wanted = terms.operand(wanted, 0);
    CheckedColumn column{lookup[i].column, lookup[i].wrapper, KeyMatch::Unproven, true};
    for (const auto &[name, value] : written) {
      if (positional ? value != wanted : !sameName(name, lookup[i].column))
        continue;
      column.defaulted = false;
      if (value == wanted) {
        column.match = KeyMatch::Same;
        break;
      }
      if (!isVague(value, terms) && !isVague(wanted, terms))
        return std::nullopt;  // Another key.
      if (terms.literal(wanted) && terms.kind(value) == TermKind::Symbol && terms.name(value) == "null")
        return std::nullopt;
    }
    if (positional && column.defaulted)
      continue;  // Which column it is, is unknown.
    // A constant that both ends share proves nothing about the row by itself, unless it is all there is.
    proven |= column.match == KeyMatch::Same;
    key.push_back(std::move(column));
  }
  if (!proven && !lookup.empty())
    return std::nullopt;
  // A row that was looked up by its number and is written without it is not the same row.
  for (const CheckedColumn &column : key)
    if (column.defaulted && (sameName(column.column, "id") || sameName(column.column, "rowid")))
      return std::nullopt;
  return key;
}

Pairs::Trace Pairs::follow(Session &session, const World &world, const PathPlan &plan, const std::vector<Start> &starts,
                           Term wrapper) {
  const Terms &terms = session.terms;
  bool found = world.followed;
  Watcher watcher(session);
  watcher.wrapper = wrapper;
  watcher.fromRead = found;
  watcher.readRun = world.read;
  watcher.trace.root = session.machine.rootFrame(session.function);
  std::vector<Exit> exits;
  watcher.trace.complete = session.machine.run(session.function, world, plan, watcher, session.limits, starts, exits);
  watcher.conclude();
  for (const Exit &exit : exits) {
    if (found ? !exit.state.marked : !exit.state.wrote)
      continue;
    std::string how = exit.threw ? "throws " + std::to_string(exit.exceptionType) : "returns ";
    if (!exit.threw && exit.returned != noTerm) {
      if (terms.kind(exit.returned) == TermKind::Int)
        how += std::to_string(terms.number(exit.returned));
      else if (terms.isApply(exit.returned, "violation") || terms.isApply(exit.returned, "failure"))
        how += "an error code";
      else
        how += "a value";
    }
    watcher.trace.exits.insert(how);
    for (const auto &[place, value] : exit.state.store)
      if (terms.kind(value) == TermKind::Int && outlives(place, terms))
        watcher.trace.left.emplace(place, terms.number(value));
  }
  return std::move(watcher.trace);
}

/// The block of the handler that takes an exception of the type which comes out of the call; facts::none: nobody does.
static facts::BlockId handlerOf(const ProgramIndex &index, const EntryContext &call, facts::TextId type) {
  const facts::Function &caller = index.program().functions[call.caller].facts;
  const auto &steps = caller.blocks[blockOf(call.step)].steps;
  facts::CleanupId at = indexOf(call.step) < steps.size() ? steps[indexOf(call.step)].cleanup : facts::none;
  for (; at != facts::none; at = caller.cleanups[at].outer)
    if (const auto *tried = std::get_if<facts::Try>(&caller.cleanups[at].what))
      for (const facts::Handler &handler : tried->handlers)
        if (handler.type == 0 || handler.type == type || index.isA(type, handler.type))
          return handler.block;
  return facts::none;
}

/// Does every caller take the one exception elsewhere than the other?
bool Pairs::callersTellApart(FunctionIndex function, facts::TextId violation, facts::TextId failure,
                             unsigned depth) const {
  constexpr unsigned highest = 3;
  const auto &contexts = summaries.contexts(function);
  return depth < highest && !contexts.empty() &&
         std::ranges::all_of(
             contexts,
             [&](const EntryContext &call) {
               facts::BlockId taken = handlerOf(index, call, violation);
               if (taken == facts::none)
                 return call.caller != function && callersTellApart(call.caller, violation, failure, depth + 1);
               return taken != handlerOf(index, call, failure);
             });
}

bool Pairs::tellsExceptionsApart(FunctionIndex function, const Trace &stored, const Trace &violated,
                                 const Trace &failed) const {
  auto thrown = [&](const Trace &trace) {
    std::vector<facts::TextId> types;
    for (const std::string &how : trace.exits)
      if (how.starts_with("throws ") && !stored.exits.contains(how))
        types.push_back(static_cast<facts::TextId>(std::stoul(how.substr(std::string_view("throws ").size()))));
    return types;
  };
  const std::vector<facts::TextId> violations = thrown(violated), failures = thrown(failed);
  return !violations.empty() && std::ranges::all_of(violations, [&](facts::TextId violation) {
    return violation != 0 && std::ranges::all_of(failures, [&](facts::TextId failure) {
             return failure != 0 && failure != violation && callersTellApart(function, violation, failure, 0);
           });
  });
}

void Pairs::judgeHandling(Session &session, const Candidate &candidate, Term readRun, Term writeRun,
                          const StatementInstance &write, const std::vector<std::pair<std::string, Term>> &written,
                          CheckedWrite &result) {
  Terms &terms = session.terms;
  const std::vector<Start> &starts = session.starts[candidate.read->path.front().step];
  PathPlan plan(summaries, session);
  plan.addRead(candidate.read->path);
  plan.addWrite(write.path);
  plan.complete();
  plan.followRereads(candidate.read->table);
  // What a shared wrapper does inside (it logs, it counts) is not handling: what it tells its caller may be.
  Term wrapper = terms.frame(noTerm, 0, write.path.front().function);
  for (std::size_t i = 0; i <= write.specific && wrapper != noTerm; ++i)
    wrapper = i + 1 < write.path.size() ? terms.frame(wrapper, write.path[i].step, write.path[i + 1].function) : noTerm;
  World world = worldOf(*candidate.read, readRun, World::Row::Absent);
  world.write = writeRun;
  auto ending = [&](Outcome outcome) {
    world.outcome = outcome;
    return follow(session, world, plan, starts, wrapper);
  };
  Trace stored = ending(Outcome::Stored), violated = ending(Outcome::Violated), failed = ending(Outcome::Failed);
  noteUnlocks(session, stored.unlocked, result);
  // A retry begins with the lookup of the same key, in a transaction of its own; a loop over many looks up the next
  // one.
  auto again = failed.first.find(readRun);
  if (again != failed.first.end() && again->second.asks && !stored.rereads.contains(readRun))
    for (Protection &protection : result.protections)
      protection.retries = again->second.after >= Reread::After::Rollback || !protection.sameTransaction;
  if (!stored.complete || !violated.complete || !failed.complete) {
    result.handling = Handling::Unknown;
    return;
  }
  // A raw `return rc` is one class whatever the code is.
  if (violated.exits.contains("returns an error code")) {
    std::set<std::string> classes;
    for (const std::string &how : failed.exits)
      classes.insert(how.starts_with("returns ") && !stored.exits.contains(how) && !violated.exits.contains(how)
                         ? "returns an error code"
                         : how);
    failed.exits = std::move(classes);
  }
  bool escapes = false;
  for (const std::string &how : violated.exits)
    escapes |= how.starts_with("throws") && !stored.exits.contains(how);
  // Who gives up after some attempts has told it apart first, and comes back where another error never does.
  for (const std::string &how : violated.exits)
    escapes &= how.starts_with("throws") || failed.exits.contains(how);
  bool rereads = false;
  for (Term run : violated.rereads)
    rereads |= !stored.rereads.contains(run);
  bool likeStored = violated.blocks == stored.blocks && violated.exits == stored.exits;
  bool likeFailed = violated.blocks == failed.blocks && violated.exits == failed.exits;
  // The wrapper may know a violation from other errors, and tell its callers that all is well.
  bool toldInside = violated.inWrapper != stored.inWrapper && violated.inWrapper != failed.inWrapper;
  if (likeStored && !likeFailed && toldInside && violated.rereads.empty())
    result.handling = Handling::ToldApart;
  else if (likeStored)
    result.handling = violated.rereads.empty() ? Handling::Dropped : Handling::Reread;
  else if (rereads)
    result.handling = Handling::Reread;
  else if (escapes) {
    bool caught = !summaries.contexts(session.function).empty();
    for (const EntryContext &context : summaries.contexts(session.function))
      caught &= context.catches;
    result.handling = tellsExceptionsApart(session.function, stored, violated, failed) ? Handling::ToldApart
                      : caught                                                         ? Handling::Generic
                                                                                       : Handling::Escapes;
  } else
    result.handling = likeFailed ? Handling::Generic : Handling::ToldApart;
  bool expected = result.handling == Handling::Reread || result.handling == Handling::ToldApart;
  bool leaves = result.handling == Handling::Escapes || result.handling == Handling::Generic;
  if (leaves && handledByCallers(session.function, candidate, write, result))
    return;
  if (!expected && levelsUp == 0 && result.decision == Decision::RowMissing) {
    world.outcome = Outcome::Stored;
    world.leftOut = true;
    Trace leftOut = follow(session, world, plan, starts, wrapper);
    PathPlan whenFound(summaries, session);
    whenFound.addRead(candidate.read->path);
    whenFound.addWrite(write.path);
    for (const StatementInstance &other : summaries.of(session.function).instances)
      if (other.table == write.table && changesData(*other.statement))
        whenFound.addWrite(other.path);
    whenFound.complete();
    whenFound.followFound();
    world = worldOf(*candidate.read, readRun, World::Row::Present);
    world.followed = true;
    Trace found = follow(session, world, whenFound, starts, wrapper);
    result.leftOut = judgeLeftOut(write, stored, violated, leftOut, found);
    judgeFound(session, write, stored, found, written, result.leftOut);
  } else if (expected)
    for (const auto &[run, first] : violated.first)
      result.rereads.push_back(rereadAt(session, run, first.after, first.asks));
  std::ranges::sort(result.rereads, {}, [](const Reread &one) { return std::tie(one.at.file, one.at.begin, one.how); });
  // The first place where a violation goes another way than a stored row.
  if (!likeStored)
    for (const auto &at : violated.blocks)
      if (!stored.blocks.contains(at)) {
        const facts::Function &facts = program.functions[static_cast<std::size_t>(terms.number(at.first))].facts;
        const facts::Block &block = facts.blocks[at.second];
        result.handledAt = codePlace(program, facts, block.steps.empty() ? block.source : block.steps.front().source);
        break;
      }
}

Reread Pairs::rereadAt(Session &session, Term run, Reread::After after, bool asks) const {
  Reread result = asks ? session.rereads[run] : Reread{.how = Reread::How::Other};
  result.after = after;
  // In the function that holds both ends: that is where the program goes on.
  result.at = summaries.placeOf(outermost(run, session.terms));
  return result;
}

}  // namespace dbrace::worlds
