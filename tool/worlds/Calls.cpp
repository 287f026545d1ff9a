// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls: modelled ones do what their model says, known ones are entered, the rest is an uninterpreted function.
#include "worlds/Effects.h"
#include "worlds/Tasks.h"

#include <algorithm>

namespace dbrace::worlds {

const apis::Function *Machine::model(facts::TextId id) {
  if (id == 0)
    return nullptr;
  auto [at, isNew] = modelOf.try_emplace(id, nullptr);
  if (isNew)
    at->second = models.find(program.strings[id]);
  return at->second;
}

namespace {
bool insideTry(const Frame &frame, std::uint32_t number) {
  std::uint32_t step = number;
  for (const Frame *at = &frame; at; step = at->callerStep, at = at->caller) {
    if (blockOf(step) >= at->facts->blocks.size())
      continue;
    const auto &steps = at->facts->blocks[blockOf(step)].steps;
    if (indexOf(step) < steps.size())
      for (facts::CleanupId cleanup = steps[indexOf(step)].cleanup; cleanup != facts::none;
           cleanup = at->facts->cleanups[cleanup].outer)
        if (std::holds_alternative<facts::Try>(at->facts->cleanups[cleanup].what))
          return true;
  }
  return false;
}

bool isConstant(Term term, const Terms &terms) { return terms.kind(term) == TermKind::Int || terms.literal(term); }
}  // namespace

facts::TextId Machine::typeId(std::string_view name) const { return infos.textId(name); }

void Machine::call(const Frame &frame, std::uint32_t number, const facts::Call &call, State &&state, Outcomes &out) {
  ActiveCall active = activate(frame, number, call, state);
  if (observer->learns && !frame.caller)
    tellNames(active, call, state);
  const NamedText *name = nameIn(active, call, state);
  std::size_t before = out.normal.size();
  perform(active, call, std::move(state), out);
  if (name)
    remember(active, name, std::span(out.normal).subspan(before));
}

ActiveCall Machine::activate(const Frame &frame, std::uint32_t number, const facts::Call &call, const State &state) {
  ActiveCall active{.frame = frame, .number = number, .callee = call.callee};
  if (call.receiver != facts::none)
    active.receiver = value(frame, call.receiver, state);
  for (const facts::Argument &argument : call.arguments) {
    active.arguments.push_back(value(frame, argument.value, state));
    const auto *source = std::get_if<facts::Load>(&frame.facts->values[argument.value]);
    active.sources.push_back(source ? place(frame, source->place, state) : noTerm);
    active.writable.push_back(argument.writable);
  }
  active.firstVariadic = call.firstVariadic;
  if (call.result != facts::none)
    active.result = place(frame, call.result, state);
  return active;
}

void Machine::perform(const ActiveCall &active, const facts::Call &call, State &&state, Outcomes &out) {
  const Frame &frame = active.frame;
  const std::uint32_t number = active.number;
  if (call.callee.indirect != facts::none) {
    if (callThroughTable(active, call, state, out))
      return;
    invokeValue(frame, number, value(frame, call.callee.indirect, state), active.arguments, active.result,
                std::move(state), out);
    return;
  }
  if (const apis::Function *modelled = model(call.callee.model)) {
    Effects(*this, active, *modelled).apply(std::move(state), out);
    return;
  }
  if (Term function = queuedBy(active, call, program, infos, terms); function != noTerm) {
    startTask(frame, number, function, {}, active.result, std::move(state), out);
    return;
  }
  std::span<const FunctionIndex> callees = infos.callees(call);
  std::size_t normal = out.normal.size();
  Term choice = active.receiver != noTerm ? classOf(active, state) : noTerm;
  callVariants(active, choice, variantsOf(call, active, callees, state), callees, std::move(state), out);
  for (; normal < out.normal.size(); ++normal)
    setClass(active, out.normal[normal]);
}

std::vector<FunctionIndex> Machine::enteredOf(const ActiveCall &call, std::span<const FunctionIndex> callees,
                                              const State &state) const {
  std::vector<FunctionIndex> entered;
  constexpr std::size_t maxVariants = 4;
  for (FunctionIndex callee : callees) {
    bool cycle = false;
    for (const Frame *at = &call.frame; at; at = at->caller)
      cycle |= at->function == callee;
    if (!cycle && call.frame.depth < limits.depth && entered.size() < maxVariants &&
        (plan->enters(call.frame, call.number, callee) || (state.wrote && plan->entersAfterWrite(callee))))
      entered.push_back(callee);
  }
  return entered;
}

void Machine::runBodies(const ActiveCall &call, std::span<const FunctionIndex> callees, State &&state, Outcomes &out) {
  std::vector<FunctionIndex> entered = enteredOf(call, callees, state);
  if (entered.empty()) {
    runOpaque(call, callees, std::move(state), out);
    return;
  }
  for (FunctionIndex callee : callees)
    observer->onCall(call.frame, call.number, callee, state);
  for (FunctionIndex callee : entered)
    enterWith(call, callee, callee == entered.back() ? std::move(state) : state, out);
}

void Machine::runOpaque(const ActiveCall &call, std::span<const FunctionIndex> callees, State &&state, Outcomes &out) {
  for (FunctionIndex callee : callees)
    observer->onCall(call.frame, call.number, callee, state);
  // What is not entered may still throw; that matters only where something catches.
  if (plan->opaqueCallsThrow() && insideTry(call.frame, call.number))
    for (FunctionIndex callee : callees)
      for (facts::TextId type : infos.throws(callee))
        out.thrown.push_back({state, true, type, noTerm});
  opaque(call, callees, state);
  out.normal.push_back(std::move(state));
}

void Machine::enterWith(const ActiveCall &call, FunctionIndex callee, State state, Outcomes &out) {
  auto bind = [&](Term inner, State &bound) {
    if (call.receiver != noTerm) {
      bound.set(terms.slot("this", inner, 0), call.receiver);
      narrowClass(callee, objectOf(call.receiver, bound), bound);
    }
    const auto &formal = program.functions[callee].facts.parameters;
    std::size_t parameters = formal.size();
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      bool variadic = i >= parameters;
      Term to = variadic ? terms.element(terms.slot("variadic", inner, 0),
                                         terms.integer(static_cast<std::int64_t>(i - parameters)))
                         : terms.slot("parameter", inner, static_cast<std::uint32_t>(i));
      // The front end did not know what it calls: only here is it seen that the variable is passed by reference.
      bool byReference = call.callee.key == 0 && !variadic && formal[i].isReference;
      if (byReference && call.sources[i] != noTerm && terms.kind(call.arguments[i]) != TermKind::Address)
        bound.set(to, terms.address(call.sources[i]));
      else if (call.sources[i] != noTerm)
        copy(to, call.sources[i], bound);
      else
        bound.set(to, call.arguments[i]);
    }
  };
  std::size_t first = out.normal.size();
  enter(call.frame, call.number, callee, call.result, bind, std::move(state), out);
  if (call.result != noTerm && infos.isPure(callee))
    for (State &end : std::span(out.normal).subspan(first))
      nameResult(call, terms.frame(call.frame.id, call.number, callee), end);
}

void Machine::enter(const Frame &frame, std::uint32_t number, FunctionIndex callee, Term result,
                    const std::function<void(Term, State &)> &bind, State state, Outcomes &out) {
  Frame inner;
  inner.id = terms.frame(frame.id, number, callee);
  inner.function = callee;
  inner.facts = &program.functions[callee].facts;
  inner.info = &infos.of(callee);
  inner.caller = &frame;
  inner.callerStep = number;
  inner.depth = frame.depth + 1;
  inner.result = result;
  bind(inner.id, state);
  if (result != noTerm) {
    killInside(result, state);
    state.erase(result);
  }
  inner.precise = plan->precise(frame, number, callee);
  for (Exit &exit : ends(inner, std::move(state)))
    if (exit.threw)
      out.thrown.push_back(std::move(exit));
    else
      out.normal.push_back(std::move(exit.state));
}

/// How a body ends whose frame is bound. On the path of the read or the write under test calls are alike only within
/// one run; any other call is alike in all runs of one world.
std::vector<Exit> Machine::ends(const Frame &inner, State state) {
  auto finish = [&](State entry) {
    std::vector<Exit> exits;
    execute(inner, {{0, std::move(entry)}}, exits);
    for (Exit &exit : exits)
      leave(inner.id, exit.state);
    reduce(*inner.caller, inner.callerStep, inner.precise, exits);
    return exits;
  };
  constexpr std::size_t worthwhile = 8;  // Steps: less is run again in no time.
  if (inner.info->steps < worthwhile && !infos.reachesDatabase(inner.function))
    return finish(std::move(state));
  State visible = reach.split(state, inner.id, inner.result);
  Term context = noTerm;
  if (inner.precise)
    context = terms.symbol("run", {terms.integer(runs)});
  else if (state.marked)
    context =
        terms.apply("world", {world->read, terms.integer(static_cast<int>(world->row)),
                              terms.integer(world->ordinaryRow), terms.integer(world->leftOut),
                              terms.integer(world->followed), terms.integer(world->sameKey ? 1 + *world->sameKey : 0)});
  std::size_t hash = CallMemo::hashOf(inner.id, inner.result, context, visible);
  const CallMemo::Entry *known = memo.find(hash, inner.id, inner.result, context, visible);
  CallMemo::Entry made;
  if (known)
    observer->notes.insert(observer->notes.end(), known->notes.begin(), known->notes.end());
  else {
    auto first = static_cast<std::ptrdiff_t>(observer->notes.size());
    made = {inner.id, inner.result, context, visible, finish(std::move(visible)), {}};
    auto &notes = observer->notes;
    std::sort(notes.begin() + first, notes.end());
    notes.erase(std::unique(notes.begin() + first, notes.end()), notes.end());
    made.notes.assign(notes.begin() + first, notes.end());
    known = &made;
  }
  std::vector<Exit> exits = known->exits;
  for (Exit &exit : exits)
    putBack(state, exit.state);
  if (known == &made && !cutShort)
    memo.add(hash, std::move(made));
  return exits;
}

/// What is made when it is missing (`if (!statement) statement = prepare()`) is there afterwards either way: the one
/// that was there before is taken to be like it.
bool Machine::madeOnce(Term place, Term value) const {
  auto isObject = [&](Term root) { return terms.kind(root) == TermKind::Object; };
  return isObject(terms.root(place)) ||
         (terms.kind(place) == TermKind::Field && terms.kind(value) == TermKind::Address &&
          isObject(terms.root(terms.operand(value, 0))));
}

/// A text that a call made in one of several ways ('' of an empty name, else the name in quotes, or what a function
/// makes of it): the same ways at another call are taken for the same text. noTerm if it is none, or of too many ways.
static Term eitherText(Term left, Term right, Terms &terms) {
  constexpr std::size_t mostWays = 4;
  std::vector<Term> ways;
  bool isText = false;
  for (Term one : {left, right})
    if (one == noTerm)
      return noTerm;
    else if (terms.isApply(one, "either")) {
      ways.insert(ways.end(), terms.operands(one).begin(), terms.operands(one).end());
      isText = true;
    } else if (terms.kind(one) == TermKind::Text || terms.kind(one) == TermKind::Apply) {
      ways.push_back(one);
      isText |= terms.kind(one) == TermKind::Text;
    } else
      return noTerm;
  std::sort(ways.begin(), ways.end());
  ways.erase(std::unique(ways.begin(), ways.end()), ways.end());
  return ways.size() > mostWays || !isText ? noTerm : terms.apply("either", ways);
}

void Machine::reduce(const Frame &frame, std::uint32_t number, bool precise, std::vector<Exit> &exits) {
  std::size_t limit = precise ? 8 : 0;
  std::vector<Exit> kept;
  for (Exit &exit : exits) {
    bool absorbed = false;
    std::size_t alike = 0;
    for (Exit &other : kept) {
      if (other.threw != exit.threw || other.exceptionType != exit.exceptionType ||
          !other.state.sameSituation(exit.state))
        continue;
      if (other.state == exit.state) {
        absorbed = true;
        break;
      }
      // Constants that come back (true and false, error codes) decide what the caller does: they stay apart.
      bool constants =
          other.returned != exit.returned && exit.returned != noTerm && terms.kind(exit.returned) == TermKind::Int;
      if ((constants && alike < 3) || ++alike <= limit)
        continue;
      alignObjects(exit.state, other.state);
      mergeInto(
          other.state, exit.state,
          [&](Term place) {
            Term text = eitherText(other.state.get(place), exit.state.get(place), terms);
            return text != noTerm ? text : terms.symbol("joined", {frame.id, terms.integer(number), place});
          },
          [&](Term value, const State &in) { return knowledgeOf(value, in); },
          [&](Term place, Term value, const State &missing) -> std::optional<Term> {
            return madeOnce(place, value) ? noTerm : load(place, missing);
          });
      if (other.returned != exit.returned)
        other.returned = noTerm;
      absorbed = true;
      break;
    }
    if (!absorbed)
      kept.push_back(std::move(exit));
  }
  exits = std::move(kept);
}

void Machine::opaque(const ActiveCall &call, std::span<const FunctionIndex> callees, State &state) {
  Term why = terms.run(call.frame.id, call.number);
  bool writes = false;
  // Perhaps passed by reference. Who hands over a variable that holds a constant wants it filled; any other value is
  // more likely asked for than replaced.
  auto mayBeFilled = [&](std::size_t i) {
    return call.writable[i] && call.callee.key == 0 && call.sources[i] != noTerm &&
           isConstant(call.arguments[i], terms);
  };
  if (callees.empty()) {
    for (std::size_t i = 0; i < call.arguments.size(); ++i)
      if (call.writable[i] && terms.kind(call.arguments[i]) == TermKind::Address) {
        havoc(objectOf(call.arguments[i], state), why, state);
        writes = true;
      } else if (mayBeFilled(i)) {
        havoc(call.sources[i], why, state);
        writes = true;
      }
  } else
    for (FunctionIndex callee : callees) {
      const WriteSet &written = infos.writes(callee);
      writes |= !written.empty();
      if (written.writesThroughParameters)
        for (std::size_t i = 0; i < call.arguments.size(); ++i)
          if (call.writable[i] &&
              (terms.kind(call.arguments[i]) == TermKind::Address || state.get(terms.deref(call.arguments[i]))))
            havoc(objectOf(call.arguments[i], state), why, state);
          else if (mayBeFilled(i))
            havoc(call.sources[i], why, state);
      std::vector<Term> places;
      for (const auto &entry : state.store)
        if (TermKind kind = terms.kind(entry.first); kind == TermKind::Field || kind == TermKind::Global)
          if (facts::TextId name = infos.textId(terms.name(entry.first)))
            if ((kind == TermKind::Field ? written.fields : written.globals).contains(name))
              places.push_back(entry.first);
      for (Term place : places)
        havoc(place, why, state);
    }
  std::string_view name = program.strings[call.callee.name];
  if (call.result != noTerm && (name == "operator new" || name == "operator new[]")) {
    Term object = terms.object(call.frame.id, call.number, 0);
    killInside(object, state);
    state.erase(object);
    store(call.result, terms.address(object), state);
    return;
  }
  if (call.receiver != noTerm && call.callee.kind == facts::CallKind::Constructor) {
    // An object of unknown content, equal to another one made from the same values.
    std::vector<Term> from = call.arguments;
    Term object = objectOf(call.receiver, state);
    store(object, terms.apply("made:" + std::string(program.strings[call.callee.name]), from), state);
  }
  if (call.result == noTerm)
    return;
  std::vector<Term> from;
  if (call.receiver != noTerm)
    from.push_back(textOf(call.receiver, state));
  for (Term argument : call.arguments)
    from.push_back(textOf(argument, state));
  Term result = writes || (from.empty() && !callees.empty())
                    ? terms.symbol("result", {why})
                    : terms.apply("call:" + std::string(program.strings[call.callee.name]), from);
  state.forget(result);
  store(call.result, result, state);
}

}  // namespace dbrace::worlds
