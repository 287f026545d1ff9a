// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Blocks, steps, exceptions: one function at a time, states kept apart as far as the budget allows.
#include "worlds/Machine.h"

#include "worlds/IdleBranches.h"
#include "worlds/MergedKeys.h"
#include "worlds/Overload.h"
#include "worlds/TextPositions.h"

#include <set>
#include <utility>

#include <algorithm>

namespace dbrace::worlds {

/// The states waiting in one execution of a function, by block in reverse post-order.
struct Machine::Pending {
  struct Seen {
    std::size_t hash;
    State state;
  };
  struct Merged {
    State state;
    bool waiting = true;
  };
  struct BlockStates {
    std::vector<Seen> seen;
    std::vector<State> waiting;
    std::vector<Merged> merged;  // One per situation that has more states than the limit.
    unsigned rounds = 0;
  };
  std::set<std::pair<std::uint32_t, facts::BlockId>> queue;
  std::unordered_map<facts::BlockId, BlockStates> blocks;
};

Machine::Machine(const ProgramIndex &index, const apis::Models &models, const FunctionInfos &infos, Terms &terms,
                 StatementTexts &texts, const FieldTexts &fieldTexts, const NamedTexts &namedTexts,
                 const RestingGlobals *resting)
    : index(index), program(index.program()), models(models), infos(infos), terms(terms), texts(texts),
      fieldTexts(fieldTexts), namedTexts(namedTexts), resting(resting), reach(terms) {}

bool Machine::run(FunctionIndex rootFunction, const World &assumed, const Plan &chosen, Observer &watcher,
                  const Limits &allowed, std::vector<Start> starts, std::vector<Exit> &exits) {
  root = rootFunction;
  world = &assumed;
  plan = &chosen;
  observer = &watcher;
  limits = allowed;
  stepsLeft = allowed.steps;
  cutShort = false;
  hasRun = false;
  ++runs;
  Frame frame;
  frame.id = rootFrame(root);
  frame.function = root;
  frame.facts = &program.functions[root].facts;
  frame.info = &infos.of(root);
  frame.result = terms.slot("result", frame.id, 0);
  Term self = load(terms.slot("this", frame.id, 0), State());
  for (Start &start : starts) {
    start.state.rest = &atRest;
    narrowClass(root, terms.deref(self), start.state);
  }
  execute(frame, std::move(starts), exits);
  observer = nullptr;
  return !cutShort;
}

bool Machine::exhausted() {
  if (cutShort)
    return true;
  if (stepsLeft == 0 || (stepsLeft % 256 == 0 && std::clock() > limits.deadline))
    cutShort = true;
  else
    --stepsLeft;
  return cutShort;
}

void Machine::execute(const Frame &frame, std::vector<Start> starts, std::vector<Exit> &exits) {
  if (frame.facts->blocks.empty())
    return;
  Pending pending;
  for (Start &start : starts)
    executeBlock(frame, blockOf(start.step), indexOf(start.step), std::move(start.state), pending, exits);
  while (!pending.queue.empty() && !cutShort) {
    facts::BlockId block = pending.queue.begin()->second;
    pending.queue.erase(pending.queue.begin());
    Pending::BlockStates &here = pending.blocks[block];
    std::vector<State> states = std::exchange(here.waiting, {});
    for (Pending::Merged &merged : here.merged)
      if (std::exchange(merged.waiting, false))
        states.push_back(merged.state);
    for (State &state : states)
      executeBlock(frame, block, 0, std::move(state), pending, exits);
  }
}

/// Where a loop over known elements is: what its iterators point to, and where one over a text is that is known. Its
/// rounds are not taken together, since each of them does something else, and they end by themselves.
static std::vector<std::pair<Term, Term>> positionsIn(Term frame, const State &state, Terms &terms) {
  std::vector<std::pair<Term, Term>> positions;
  for (const auto &[place, value] : state.store) {
    if (terms.kind(place) == TermKind::Field && terms.name(place) == "#spliced")
      positions.emplace_back(place, value);
    if (terms.kind(place) == TermKind::Slot && terms.operand(place, 0) == frame && terms.name(place) == "local") {
      if (isPosition(value, terms))
        positions.emplace_back(place, value);
      Term element = terms.kind(value) == TermKind::Address ? terms.operand(value, 0) : noTerm;
      if (element != noTerm && terms.kind(element) == TermKind::Element && terms.operand(element, 1) != noTerm &&
          (terms.isApply(terms.operand(element, 1), "entry") ||
           (terms.kind(terms.operand(element, 1)) == TermKind::Int &&
            state.get(terms.field(terms.base(element), "#length")) != noTerm)))
        positions.emplace_back(place, value);
    }
  }
  return positions;
}

void Machine::enqueue(const Frame &frame, facts::BlockId block, State &&state, Pending &pending) {
  if (!plan->wants(frame, block, state))
    return;
  std::erase_if(state.store, [&](const auto &entry) {
    Term root = terms.root(entry.first);
    if (terms.frameOf(root) != frame.id)
      return false;
    auto slot = static_cast<std::size_t>(terms.number(root));
    if (terms.name(root) == "temporary")
      slot += frame.facts->locals.size();
    else if (terms.name(root) != "local")
      return false;
    return !frame.info->live.atEntry(block, slot);
  });
  reach.forgetUnreachable(state);
  Pending::BlockStates &here = pending.blocks[block];
  std::size_t hash = state.hash();
  std::size_t same = 0, alike = 0;
  constexpr std::size_t mostRounds = 24;
  const auto positions = positionsIn(frame.id, state, terms);
  for (const auto &seen : here.seen) {
    if (seen.hash == hash && seen.state == state)
      return;
    bool otherRound = std::ranges::any_of(positions, [&](const auto &at) {
      Term there = seen.state.get(at.first);
      return there != at.second && (there != noTerm || isPosition(at.second, terms));
    });
    if (otherRound && here.seen.size() < mostRounds)
      continue;
    same += seen.state.sameSituation(state);
    alike += seen.state.sameButKey(state);
  }
  auto wait = [&] {
    constexpr unsigned maxRounds = 120;
    if (pending.queue.emplace(frame.info->order[block], block).second && ++here.rounds > maxRounds)
      cutShort = true;
  };
  const unsigned most = frame.precise                           ? limits.statesPerBlock
                        : infos.reachesDatabase(frame.function) ? limits.statesPerBlockInside
                                                                : 1;
  const bool manyKeys = alike >= 3 * limits.statesPerBlock;
  if (same < most && !manyKeys) {
    here.seen.push_back({hash, state});
    here.waiting.push_back(std::move(state));
    wait();
    return;
  }
  for (Pending::Merged &into : here.merged)
    if (manyKeys ? into.state.sameButKey(state) : into.state.sameSituation(state)) {
      alignObjects(state, into.state);
      auto merged = [&](Term place) { return terms.symbol("merged", {frame.id, terms.integer(block), place}); };
      std::vector<Term> key =
          mergedKey(into.state, state, {merged, [&](Term place, const State &in) { return load(place, in); }}, terms);
      bool changed =
          mergeInto(into.state, state, merged, [&](Term value, const State &in) { return knowledgeOf(value, in); });
      if (key != into.state.readKey) {
        into.state.readKey = std::move(key);
        into.state.keyParts = &partsOf(into.state.readKey);
        changed = true;
      }
      if (changed) {
        into.waiting = true;
        wait();
      }
      return;
    }
  // The first state over the limit starts the merged one. Those seen before have been followed on their own.
  here.merged.push_back({std::move(state)});
  wait();
}

void Machine::executeBlock(const Frame &frame, facts::BlockId block, std::size_t from, State state, Pending &pending,
                           std::vector<Exit> &exits) {
  observer->onBlock(frame, block, state);
  std::vector<State> now, next;
  now.push_back(std::move(state));
  const auto &steps = frame.facts->blocks[block].steps;
  for (std::size_t i = from; i < steps.size() && !now.empty(); ++i) {
    next.clear();
    bool watched = !frame.caller && observer->watchedSteps.contains(stepNumber(block, i));
    for (State &current : now) {
      if (exhausted())
        return;
      if (watched && !observer->onStep(stepNumber(block, i), current))
        continue;
      step(frame, stepNumber(block, i), steps[i], std::move(current), next, pending, exits);
    }
    now.swap(next);
  }
  for (State &current : now)
    terminate(frame, block, std::move(current), pending, exits);
}

void Machine::step(const Frame &frame, std::uint32_t number, const facts::Step &step, State &&state,
                   std::vector<State> &out, Pending &pending, std::vector<Exit> &exits) {
  if (const auto *assignment = std::get_if<facts::Assign>(&step.what)) {
    Term to = place(frame, assignment->place, state);
    if (assignment->kind == facts::AssignKind::Declare &&
        std::holds_alternative<facts::Unknown>(frame.facts->values[assignment->value])) {
      killInside(to, state);
      state.erase(to);
      state.forget(load(to, state));
    } else if (assignment->kind == facts::AssignKind::Increment && terms.kind(load(to, state)) == TermKind::Address) {
      // The next element: which one is unknown, and whether there is one.
      Term next = terms.symbol("next", {load(to, state)});
      state.forget(next);
      store(to, next, state);
    } else
      assign(frame, to, assignment->value, state);
    out.push_back(std::move(state));
    return;
  }
  Outcomes outcomes;
  call(frame, number, std::get<facts::Call>(step.what), std::move(state), outcomes);
  for (State &normal : outcomes.normal)
    out.push_back(std::move(normal));
  for (Exit &thrown : outcomes.thrown)
    unwind(frame, step.cleanup, std::move(thrown.state), thrown.exceptionType, thrown.returned, pending, exits);
}

void Machine::unwind(const Frame &frame, facts::CleanupId cleanup, State &&state, facts::TextId type, Term exception,
                     Pending &pending, std::vector<Exit> &exits) {
  while (cleanup != facts::none) {
    const facts::Cleanup &at = frame.facts->cleanups[cleanup];
    cleanup = at.outer;
    if (const auto *destroyed = std::get_if<facts::Destroy>(&at.what)) {
      Outcomes outcomes;
      destroy(frame, stepNumber(0xffff, cleanup & 0xfff), *destroyed, std::move(state), outcomes);
      if (outcomes.normal.empty())
        return;
      state = std::move(outcomes.normal.front());
    } else if (const auto *tried = std::get_if<facts::Try>(&at.what)) {
      for (const facts::Handler &handler : tried->handlers) {
        bool takes = handler.type == 0 || handler.type == type || (type != 0 && index.isA(type, handler.type));
        // An exception of unknown type may be taken by any handler, or go on.
        if (!takes && type != 0)
          continue;
        State inside = takes ? std::move(state) : state;
        if (handler.variable != facts::none) {
          Term variable = place(frame, handler.variable, inside);
          const auto *local = std::get_if<facts::Local>(&frame.facts->places[handler.variable]);
          if (exception == noTerm)
            store(variable, terms.symbol("caught", {frame.id}), inside);
          else if (local && !frame.facts->locals[local->index].isReference)
            copy(variable, terms.operand(exception, 0), inside);
          else
            store(variable, exception, inside);
        }
        enqueue(frame, handler.block, std::move(inside), pending);
        if (takes)
          return;
      }
    } else
      return;  // std::terminate
  }
  exits.push_back({std::move(state), true, type, exception});
}

void Machine::terminate(const Frame &frame, facts::BlockId block, State &&state, Pending &pending,
                        std::vector<Exit> &exits) {
  const facts::Block &facts = frame.facts->blocks[block];
  // After the write under test it counts what the program does besides.
  if (facts::BlockId meeting = state.wrote ? facts::none : infos.idleBranches().meeting(frame.function, block);
      meeting != facts::none) {
    enqueue(frame, meeting, std::move(state), pending);
    return;
  }
  std::visit(Overload{
                 [&](const facts::Jump &end) { enqueue(frame, end.to, std::move(state), pending); },
                 [&](const facts::Branch &end) {
                   Term condition = value(frame, end.condition, state);
                   for (bool side : {true, false}) {
                     State taken = state;
                     if (!assume(condition, side, taken))
                       continue;
                     observer->onBranch(frame, block, side, taken);
                     enqueue(frame, side ? end.whenTrue : end.whenFalse, std::move(taken), pending);
                   }
                 },
                 [&](const facts::Switch &end) {
                   Term subject = value(frame, end.value, state);
                   Knowledge known = knowledgeOf(subject, state);
                   bool open = true;
                   for (const facts::SwitchCase &one : end.cases) {
                     if (one.high < known.low || one.low > known.high)
                       continue;
                     if (terms.kind(subject) == TermKind::Int && known.low >= one.low && known.low <= one.high)
                       open = false;
                     State taken = state;
                     if (one.low == one.high
                             ? !assumeCompare(facts::Operator::Eq, subject, terms.integer(one.low), true, taken)
                             : !assumeCompare(facts::Operator::Ge, subject, terms.integer(one.low), true, taken) ||
                                   !assumeCompare(facts::Operator::Le, subject, terms.integer(one.high), true, taken))
                       continue;
                     enqueue(frame, one.to, std::move(taken), pending);
                   }
                   if (!open || end.otherwise == facts::none)
                     return;
                   for (const facts::SwitchCase &one : end.cases)
                     if (one.low == one.high &&
                         !assumeCompare(facts::Operator::Eq, subject, terms.integer(one.low), false, state))
                       return;
                   enqueue(frame, end.otherwise, std::move(state), pending);
                 },
                 [&](const facts::Return &end) {
                   Term returned = noTerm;
                   if (end.value != facts::none && frame.result != noTerm) {
                     assign(frame, frame.result, end.value, state);
                     returned = state.get(frame.result);
                   }
                   exits.push_back({std::move(state), false, 0, returned});
                 },
                 [&](const facts::Throw &end) {
                   // The exception object outlives the frame that throws it.
                   Term object = terms.slot("exception", noTerm, 0);
                   if (end.value != facts::none)
                     assign(frame, object, end.value, state);
                   unwind(frame, facts.cleanup, std::move(state), end.type, terms.address(object), pending, exits);
                 },
                 [&](const facts::Stop &) {},
                 [&](const facts::Choice &end) {
                   for (facts::BlockId to : end.to)
                     enqueue(frame, to, State(state), pending);
                 },
             },
             facts.end);
}

}  // namespace dbrace::worlds
