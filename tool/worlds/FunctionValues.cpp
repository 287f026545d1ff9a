// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls whose function is a value, what functions compute that do nothing else, and destructors that run unasked when
// an exception passes.
#include "worlds/Effects.h"

#include <algorithm>

namespace dbrace::worlds {

/// Is the function a parameter, a capture or a member of the object, which whoever calls or made it knows? Not one of a
/// table that a pointer leads to: those are many, and nobody near tells which.
static bool isHandedOver(Term function, const Terms &terms) {
  auto pointed = [&](Term value) {
    while (terms.isApply(value, "deref"))
      value = terms.operand(value, 0);
    return value;
  };
  auto atEntry = [&](Term value, bool ofThis) {
    if (terms.kind(value) != TermKind::Symbol || terms.name(value) != "initial")
      return false;
    Term slot = terms.operand(value, 0);
    return terms.kind(slot) == TermKind::Slot && (!ofThis || terms.name(slot) == "this");
  };
  function = pointed(function);
  return atEntry(function, false) ||
         (terms.isApply(function, "field") && atEntry(pointed(terms.operand(function, 0)), true));
}

/// The number of the place that this argument of `std::bind` keeps for one of the call: 1 for `_1`; 0: it is none.
static std::size_t placeNumber(Term argument, const Terms &terms) {
  if (terms.kind(argument) != TermKind::Symbol || terms.name(argument) != "initial" ||
      terms.kind(terms.operand(argument, 0)) != TermKind::Global)
    return 0;
  std::string_view name = terms.name(terms.operand(argument, 0));
  bool isPlace =
      name.size() > 2 && name.find("placeholders::_") != name.npos && name.back() >= '1' && name.back() <= '9';
  return isPlace ? static_cast<std::size_t>(name.back() - '0') : 0;
}

/// Is it what `std::bind` has made? Then it becomes the function, and the arguments become those that this one gets.
static bool unbind(Term &function, std::vector<Term> &arguments, const Terms &terms) {
  if ((!terms.isApply(function, "call:std::bind") && !terms.isApply(function, "call:boost::bind")) ||
      terms.operands(function).empty())
    return false;
  std::vector<Term> all;
  for (Term argument : terms.operands(function).subspan(1)) {
    std::size_t number = placeNumber(argument, terms);
    if (number > arguments.size())
      return false;
    all.push_back(number == 0 ? argument : arguments[number - 1]);
  }
  function = terms.operand(function, 0);
  arguments = std::move(all);
  return true;
}

void Machine::invokeValue(const Frame &frame, std::uint32_t number, Term function, std::span<const Term> arguments,
                          Term result, State &&state, Outcomes &out) {
  function = terms.kind(function) == TermKind::Address ? textOf(function, state) : function;
  std::vector<Term> bound(arguments.begin(), arguments.end());
  if (unbind(function, bound, terms))
    arguments = bound;
  TermKind kind = terms.kind(function);
  if (kind == TermKind::Function || kind == TermKind::Closure) {
    for (FunctionIndex body : infos.bodiesNamed(terms.name(function))) {
      bool cycle = false;
      for (const Frame *at = &frame; at; at = at->caller)
        cycle |= at->function == body;
      if (cycle || frame.depth >= limits.depth)
        continue;
      auto bind = [&](Term inner, State &entered) {
        // A member function gets its object first (std::thread(&Worker::run, this)).
        std::span<const Term> rest = arguments;
        if (kind == TermKind::Function && !program.functions[body].facts.isStatic && !rest.empty()) {
          Term object = rest.front();
          // A pointer is handed on by reference, in a temporary.
          if (Term held = terms.kind(object) == TermKind::Address ? terms.operand(object, 0) : noTerm;
              held != noTerm && terms.kind(held) == TermKind::Slot && terms.name(held) == "temporary" &&
              entered.get(held) != noTerm)
            object = entered.get(held);
          entered.set(terms.slot("this", inner, 0), object);
          rest = rest.subspan(1);
        }
        for (std::size_t i = 0; i < rest.size(); ++i)
          entered.set(terms.slot("parameter", inner, static_cast<std::uint32_t>(i)), rest[i]);
        if (kind == TermKind::Closure)
          for (std::size_t i = 0; i < terms.operands(function).size(); ++i)
            entered.set(terms.slot("capture", inner, static_cast<std::uint32_t>(i)), terms.operand(function, i));
      };
      observer->onCall(frame, number, body, state);
      enter(frame, number, body, result, bind, std::move(state), out);
      return;
    }
  }
  if (isHandedOver(function, terms))
    observer->onMissingContext(frame, number, function);
  for (Term argument : arguments)
    if (terms.kind(argument) == TermKind::Address)
      havoc(objectOf(argument, state), terms.run(frame.id, number), state);
  if (result != noTerm) {
    Term unknown = terms.symbol("result", {terms.run(frame.id, number)});
    state.forget(unknown);
    store(result, unknown, state);
  }
  out.normal.push_back(std::move(state));
}

/// What a pure function has computed and nobody can follow, as in a loop over characters, is a function of what it was
/// given: another call with the same gives the same.
void Machine::nameResult(const ActiveCall &call, Term inner, State &state) {
  Term value = state.get(call.result);
  bool hasMembers = std::ranges::any_of(state.store, [&](const auto &entry) {
    bool mark = terms.kind(entry.first) == TermKind::Field && terms.name(entry.first).starts_with('#');
    return !mark && terms.inside(entry.first, call.result);
  });
  // Either from inside, or one of several ways to end (see reduce).
  auto isOwn = [&](Term part) {
    bool joined = terms.kind(part) == TermKind::Symbol && terms.name(part) == "joined" &&
                  terms.operand(part, 0) == call.frame.id && terms.operand(part, 1) == terms.integer(call.number);
    return joined || terms.mentions(part, inner);
  };
  if (value == noTerm || hasMembers || terms.kind(value) == TermKind::Address || !isOwn(value))
    return;
  std::vector<Term> from;
  if (call.receiver != noTerm)
    from.push_back(textOf(call.receiver, state));
  for (Term argument : call.arguments)
    from.push_back(textOf(argument, state));
  if (from.empty())
    return;
  std::vector<Term> unknown;
  auto named = [&](Term part) {
    if (!isOwn(part))
      return part;
    auto at = std::ranges::find(unknown, part) - unknown.begin();
    if (at == static_cast<std::ptrdiff_t>(unknown.size()))
      unknown.push_back(part);
    Term result = terms.apply(
        "call:" + std::string(program.strings[call.callee.name]) + (at == 0 ? "" : "#" + std::to_string(at)), from);
    if (const Knowledge *known = state.about(part)) {
      Knowledge copy = *known;
      state.learn(result) = std::move(copy);
    }
    return result;
  };
  if (terms.kind(value) != TermKind::Text) {
    state.set(call.result, named(value));
    return;
  }
  std::vector<Term> pieces;
  for (Term piece : terms.operands(value))
    pieces.push_back(terms.kind(piece) == TermKind::Literal ? terms.literalText(terms.name(piece)) : named(piece));
  state.set(call.result, terms.text(pieces));
}

void Machine::destroy(const Frame &frame, std::uint32_t number, const facts::Destroy &what, State &&state,
                      Outcomes &out) {
  ActiveCall active{.frame = frame, .number = number, .callee = what.destructor};
  Term object = place(frame, what.object, state);
  if (terms.kind(object) == TermKind::Deref && terms.operand(object, 0) == terms.integer(0)) {
    out.normal.push_back(std::move(state));  // An owning pointer that holds nothing.
    return;
  }
  active.receiver = terms.address(object);
  if (const apis::Function *modelled = model(what.destructor.model)) {
    Effects(*this, active, *modelled).apply(std::move(state), out);
    return;
  }
  for (FunctionIndex body : index.bodies(what.destructor.key))
    if (frame.depth < limits.depth && plan->enters(frame, number, body)) {
      enterWith(active, body, std::move(state), out);
      return;
    }
  out.normal.push_back(std::move(state));
}

}  // namespace dbrace::worlds
