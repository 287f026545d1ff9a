// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the references of a model mean in a call, and how a call ends.
#include "worlds/Effects.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace dbrace::worlds {

using Base = apis::Ref::Base;

Effects::Effects(Machine &machine, const ActiveCall &call, const apis::Function &model)
    : machine(machine), terms(machine.terms), call(call), model(model), library(machine.models.libraryOf(model.id)) {}

Term Effects::fresh(std::string_view kind, State &state) {
  Term symbol = terms.symbol(kind, {terms.run(call.frame.id, call.number)});
  state.forget(symbol);
  return symbol;
}

Term Effects::member(Term object, const std::string &field, const State &state) {
  std::string suffix = "::" + field;
  Term found = noTerm;
  state.eachInside(object, terms, [&](Term place, Term) {
    if (found == noTerm && terms.kind(place) == TermKind::Field && terms.base(place) == object &&
        (terms.name(place) == field || terms.name(place).ends_with(suffix)))
      found = place;
  });
  return found != noTerm ? found : machine.memberOf(object, field);
}

Term Effects::value(const apis::Ref &ref, const State &state) {
  Term base = noTerm;
  switch (ref.base) {
  case Base::None:
    return noTerm;
  case Base::Integer:
    return terms.integer(ref.number);
  case Base::Text:
    return terms.literalText(ref.text);
  case Base::Null:
    return terms.integer(0);
  case Base::Type:
    return terms.literalText(tableOfClass(classOf(ref, state)));
  case Base::Argument:
    if (ref.index >= call.arguments.size())
      return terms.symbol("absent", {terms.run(call.frame.id, call.number), ref.index});
    if (!ref.pointee && ref.field.empty())
      return call.arguments[ref.index];
    break;
  case Base::This:
    if (!ref.pointee && ref.field.empty())
      return call.receiver;
    break;
  case Base::Result:
    if (call.result == noTerm)
      return dropped;
    return machine.load(call.result, state);
  }
  base = object(ref, state);
  return machine.load(base, state);
}

Term Effects::text(const apis::Ref &ref, const State &state) {
  Term term = value(ref, state);
  if (ref.base == Base::Argument && ref.index < call.arguments.size() && terms.kind(term) != TermKind::Address &&
      terms.kind(term) != TermKind::Text && call.sources[ref.index] != noTerm && !ref.pointee)
    return machine.textOf(terms.address(call.sources[ref.index]), state);
  return machine.textOf(term, state);
}

/// The object a reference means: for "*arg4" the place that argument 4 points to; for "arg0" and "this" the object
/// itself.
Term Effects::object(const apis::Ref &ref, const State &state) {
  Term place = noTerm;
  switch (ref.base) {
  case Base::Argument:
    if (ref.index >= call.arguments.size())
      return terms.slot("absent", call.frame.id, call.number);
    place = ref.pointee ? terms.deref(call.arguments[ref.index]) : machine.argumentObject(call, ref.index, state);
    break;
  case Base::This:
    place = ref.pointee ? terms.deref(call.receiver) : machine.objectOf(call.receiver, state);
    break;
  case Base::Result:
    place = call.result != noTerm ? call.result : terms.slot("dropped", call.frame.id, call.number);
    if (Term held = ref.pointee ? state.get(place) : noTerm; held != noTerm && terms.kind(held) == TermKind::Address)
      place = terms.operand(held, 0);
    break;
  default:
    return terms.slot("absent", call.frame.id, call.number);
  }
  if (ref.field.empty())
    return place;
  // A member of what a pointer points to, though the pointer is named.
  if (Term held = state.get(place); held != noTerm && terms.kind(held) == TermKind::Address)
    place = terms.operand(held, 0);
  return member(place, ref.field, state);
}

/// The array itself: the member of its elements that a reference may name does not count.
Term Effects::array(apis::Ref ref, const State &state) {
  ref.field.clear();
  Term array = object(ref, state);
  // A pointer to the first of a container's elements (`values.data()`, `&values[0]`).
  bool first = terms.kind(array) == TermKind::Element && terms.operand(array, 1) == terms.integer(0);
  return first && state.get(terms.field(terms.base(array), "#size")) != noTerm ? terms.base(array) : array;
}

/// The values an array or a rest reference stands for. An empty vector: not known.
std::vector<Term> Effects::values(const apis::Ref &ref, const State &state) {
  std::vector<Term> all;
  if (ref.rest) {
    for (std::size_t i = ref.index; i < call.arguments.size(); ++i)
      all.push_back(call.arguments[i]);
    return all;
  }
  Term array = this->array(ref, state);
  constexpr int maxElements = 64;
  for (int i = 0; i < maxElements; ++i) {
    Term element = terms.element(array, terms.integer(i));
    bool known = state.get(element) != noTerm;
    state.eachInside(element, terms, [&](Term, Term) { known = true; });
    if (!known)
      break;
    if (ref.field.empty())
      all.push_back(machine.load(element, state));
    else
      all.push_back(machine.load(member(element, ref.field, state), state));
  }
  return all;
}

/// The object that a reference copies from, or noTerm where it is a plain value.
Term Effects::source(const apis::Ref &ref, const State &state) {
  if (ref.base != Base::Argument || ref.index >= call.arguments.size())
    return ref.base == Base::This ? object(ref, state) : noTerm;
  if (ref.pointee || !ref.field.empty())
    return object(ref, state);
  if (terms.kind(call.arguments[ref.index]) == TermKind::Address)
    return machine.objectOf(call.arguments[ref.index], state);
  return call.sources[ref.index];
}

void Effects::setResult(Term value, State &state) {
  resultSet = true;
  dropped = value;
  if (call.result != noTerm)
    machine.store(call.result, value, state);
}

void Effects::writeTo(const apis::Ref &ref, Term value, State &state) {
  if ((ref.base == Base::Result && ref.field.empty()) || !given(ref))
    setResult(value, state);
  else {
    Term place = object(ref, state);
    // Written to the start of a buffer (`&text[0]`, `buffer.data()`): that is the buffer's text from now on. A text
    // object in an array is no buffer.
    if (ref.base != Base::This && terms.kind(place) == TermKind::Element && terms.kind(value) != TermKind::Address &&
        (terms.operand(place, 1) == noTerm || terms.operand(place, 1) == terms.integer(0)))
      place = terms.base(place);
    machine.store(place, value, state);
  }
}

/// A new object for "result" and "*argN", the object itself for a handle that exists already.
Term Effects::made(const apis::Ref &ref, State &state, std::uint32_t which) {
  if (!given(ref) || ref.base == Base::Result || ref.pointee) {
    Term object = terms.object(call.frame.id, call.number, which);
    machine.killInside(object, state);
    state.erase(object);
    if (given(ref))
      writeTo(ref, terms.address(object), state);
    return object;
  }
  return this->object(ref, state);
}

int Effects::get(Term object, std::string_view name, const State &state) const {
  Term value = state.get(terms.field(object, name));
  return value != noTerm && terms.kind(value) == TermKind::Int ? static_cast<int>(terms.number(value)) : -1;
}

void Effects::set(Term object, std::string_view name, Term value, State &state) {
  state.set(terms.field(object, name), value);
}

/// The place of what Join waits for.
Term Effects::taskHandle(const apis::Spawn &spawn, const State &state) {
  if (given(spawn.handle))
    return object(spawn.handle, state);
  return call.callee.kind == facts::CallKind::Constructor ? machine.objectOf(call.receiver, state) : call.result;
}

void Effects::apply(State &&state, Outcomes &out, std::size_t from) {
  for (const apis::Effect &effect : std::span(model.effects).subspan(from)) {
    if (std::holds_alternative<apis::NoReturn>(effect))
      return;
    if (const auto *join = std::get_if<apis::Join>(&effect)) {
      machine.endTask(object(join->task, state), call.callee.kind == facts::CallKind::Destructor, state);
      continue;
    }
    if (const auto *search = std::get_if<apis::SearchIf>(&effect)) {
      this->search(*search, std::move(state), out);
      return;
    }
    const apis::Invoke *invoke = std::get_if<apis::Invoke>(&effect);
    const apis::Spawn *spawn = std::get_if<apis::Spawn>(&effect);
    if (invoke || spawn) {
      std::vector<Term> arguments;
      for (const apis::Ref &ref : invoke ? invoke->arguments : spawn->arguments)
        if (ref.rest)
          for (Term term : values(ref, state))
            arguments.push_back(term);
        else
          arguments.push_back(given(ref) ? value(ref, state) : fresh("callback", state));
      Term function = value(invoke ? invoke->function : spawn->function, state);
      const std::size_t next = static_cast<std::size_t>(&effect - model.effects.data()) + 1;
      Outcomes called;
      Outcomes &ends = next == model.effects.size() ? out : called;
      if (invoke)
        machine.invokeValue(call.frame, call.number, function, arguments, call.result, std::move(state), ends);
      else
        machine.startTask(call.frame, call.number, function, arguments, taskHandle(*spawn, state), std::move(state),
                          ends);
      std::ranges::move(called.thrown, std::back_inserter(out.thrown));
      resultSet = invoke != nullptr;
      for (State &normal : called.normal)
        Effects(*this).apply(std::move(normal), out, next);
      return;
    }
    std::visit(
        [&](const auto &one) {
          if constexpr (requires { run(one, state); })
            run(one, state);
        },
        effect);
    if (lookedUpAgain)
      return;
    if (!asked.empty()) {  // A lock that may be had or not: the answer tells, to those who look at it.
      State without = state;
      refuse(without);
      for (Term handle : std::exchange(asked, {})) {
        set(handle, "#had", terms.integer(1), state);
        set(handle, "#had", terms.integer(0), without);
      }
      Effects(*this).apply(std::move(without), out, static_cast<std::size_t>(&effect - model.effects.data()) + 1);
    }
    if (const auto *entity = std::get_if<apis::Entity>(&effect); entity && given(entity->done))
      return callBack(*entity, std::move(state), out);
  }
  if (!callback) {
    if (atEnd != noTerm) {
      State ended = state;
      machine.store(atEnd, terms.integer(0), ended);
      yield(std::move(ended), out);
    }
    yield(std::move(state), out);
    return;
  }
  // Once per row: whether there is a row may be unknown, then both; the value it returns stops the rows at most.
  Outcomes called;
  if (callback->rows != 1)
    called.normal.push_back(state);
  if (callback->rows != 0)
    machine.invokeValue(call.frame, call.number, callback->function, callback->arguments, noTerm, std::move(state),
                        called);
  for (State &normal : called.normal)
    yield(std::move(normal), out);
  for (Exit &thrown : called.thrown)
    out.thrown.push_back(std::move(thrown));
}

void Effects::yield(State &&state, Outcomes &out) {
  bool any = model.throwsOnError;
  for (const auto &one : model.yields.of)
    any |= one.has_value();
  auto goesOn = [&] {
    if (!resultSet && call.result != noTerm)
      machine.store(call.result, fresh("result", state), state);
    out.normal.push_back(std::move(state));
  };
  if (!any || !outcome) {
    goesOn();
    return;
  }
  if (*outcome >= 0) {
    auto known = static_cast<apis::Outcome>(*outcome);
    // An UPDATE that touches no row succeeds like any other.
    if (const auto &given = model.yields[known])
      yieldOne(*given, std::move(state), out);
    else if (model.throwsOnError && (known == apis::Outcome::Violated || known == apis::Outcome::Failed))
      out.thrown.push_back({std::move(state), true, 0, noTerm});
    else
      goesOn();
    return;
  }
  // Unknown: rows and no rows are told apart only where the result is an object, null, or an exception.
  const auto &row = model.yields[apis::Outcome::Row], &none = model.yields[apis::Outcome::None];
  auto splits = [](const std::optional<apis::Yield> &one) {
    return one && (one->kind == apis::Yield::Kind::Null || one->kind == apis::Yield::Kind::NonNull ||
                   one->kind == apis::Yield::Kind::Throws || one->kind == apis::Yield::Kind::Empty);
  };
  if (splits(row) || splits(none)) {
    State other = state;
    if (none)
      yieldOne(*none, std::move(other), out);
    if (row)
      yieldOne(*row, std::move(state), out);
    else
      goesOn();
    return;
  }
  if (call.result != noTerm && !resultSet)
    machine.store(call.result, fresh("yield", state), state);
  out.normal.push_back(std::move(state));
}

/// Of several classes, each of which the library throws for one of its databases, the first that the program names.
facts::TextId Effects::classThrown(std::string_view names) const {
  while (true) {
    std::size_t end = names.find('|');
    facts::TextId id = machine.typeId(names.substr(0, end));
    if (id != 0 || end == names.npos)
      return id;
    names.remove_prefix(end + 1);
  }
}

void Effects::yieldOne(const apis::Yield &yield, State &&state, Outcomes &out) {
  using Kind = apis::Yield::Kind;
  auto bounded = [&](std::int64_t low, std::int64_t high) {
    Term symbol = fresh("yield", state);
    state.learn(symbol).restrict(low, high);
    return symbol;
  };
  Term result = noTerm;
  switch (yield.kind) {
  case Kind::Unknown:
    if (!resultSet)
      result = fresh("yield", state);
    break;
  case Kind::Integer: {
    result = terms.integer(yield.number);
    // Which of the library's codes for a violation it is depends on settings: any of them matches.
    if (outcome == static_cast<int>(apis::Outcome::Violated) && library)
      for (const std::string &code : library->violations)
        if (code == std::to_string(yield.number)) {
          result = terms.apply("violation", {terms.literalText(library->name)});
          state.learn(result).restrict(1, Knowledge::highest);
        }
    break;
  }
  case Kind::Null:
    result = terms.integer(0);
    break;
  case Kind::NonNull:
    if (!resultSet || terms.kind(machine.load(call.result, state)) != TermKind::Address)
      result = bounded(1, Knowledge::highest);
    break;
  case Kind::Positive:
    result = bounded(1, Knowledge::highest);
    break;
  case Kind::Negative:
    result = bounded(Knowledge::lowest, -1);
    break;
  case Kind::NonZero:
  case Kind::Other: {
    result = fresh("yield", state);
    state.learn(result).exclude(yield.kind == Kind::Other ? yield.number : 0);
    break;
  }
  case Kind::Empty:
    result = terms.emptyText();
    break;
  case Kind::Text:
    result = terms.literalText(yield.text);
    break;
  case Kind::Throws: {
    // What its object is asked for is about this operation. It outlives the frame.
    Term exception = terms.slot("exception", noTerm, 0);
    machine.killInside(exception, state);
    state.erase(exception);
    set(exception, "#run", terms.run(call.frame.id, call.number), state);
    if (outcome)
      set(exception, "#outcome", terms.integer(*outcome), state);
    out.thrown.push_back({std::move(state), true, classThrown(yield.exception), terms.address(exception)});
    return;
  }
  }
  if (result != noTerm && call.result != noTerm)
    machine.store(call.result, result, state);
  out.normal.push_back(std::move(state));
}

}  // namespace dbrace::worlds
