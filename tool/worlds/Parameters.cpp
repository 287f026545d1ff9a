// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values on their way into statements: bound one by one, as an array, with the call that runs it, or collected in an
// object of their own before.
#include "worlds/Effects.h"

#include <algorithm>
#include <cctype>

namespace dbrace::worlds {

using apis::Outcome;

void Effects::run(const apis::Bind &effect, State &state) {
  outcome = static_cast<int>(Outcome::Stored);
  Term statement = handle(effect.statement, state);
  // What only collects values began empty and never has a text of its own.
  if (terms.kind(machine.load(statement, state)) != TermKind::Text)
    needs(statement, "#sql", state);
  auto bind = [&](std::string_view which, Term value) { set(statement, "#bind:" + std::string(which), value, state); };
  if (given(effect.values)) {
    bindAll(statement, effect.values, state);
    return;
  }
  if (effect.late)
    set(statement, "#late", terms.integer(1), state);  // Variables stay bound, whatever text is run next.
  bool isNull = !given(effect.value) || effect.value.base == apis::Ref::Base::Null;
  Term value = isNull        ? terms.symbol("null", {})
               : effect.late ? this->value(effect.value, state)
                             : text(effect.value, state);
  Term name = given(effect.name) ? text(effect.name, state) : terms.emptyText();
  if (name != terms.emptyText()) {
    if (terms.kind(name) == TermKind::Text && terms.operands(name).size() == 1)
      bind(terms.name(terms.operand(name, 0)), value);
    return;
  }
  std::int64_t index = 0;
  if (given(effect.index)) {
    Term given = this->value(effect.index, state);
    if (terms.kind(given) != TermKind::Int) {
      // By a name that was looked up (sqlite3_bind_parameter_index), or by a counter: nothing is known.
      if (auto name = terms.literal(machine.textOf(given, state)))
        bind(*name, value);
      return;
    }
    index = terms.number(given) - effect.base;
  } else {
    index = std::max(get(statement, "#next", state), 0);
    set(statement, "#next", terms.integer(index + 1), state);
  }
  bind(std::to_string(index), value);
}

/// Binds all of `values`: an array that is read when the statement runs, or arguments of this call.
void Effects::bindAll(Term statement, const apis::Ref &values, State &state) {
  if (!values.rest) {
    set(statement, "#binds", array(values, state), state);
    set(statement, "#bindfield", values.field.empty() ? terms.emptyText() : terms.literalText(values.field), state);
    return;
  }
  int next = std::max(get(statement, "#next", state), 0);
  auto bind = [&](Term value) { set(statement, "#bind:" + std::to_string(next++), value, state); };
  for (apis::Ref one = values; one.index < call.arguments.size(); ++one.index) {
    one.rest = false;
    Term collected = handle(one, state);
    if (get(collected, "#bound", state) > 0)
      continue;  // Variables for results.
    if (get(collected, "#late", state) == 1)
      set(statement, "#late", terms.integer(1), state);
    bool byName = false;
    for (const auto &[place, value] : std::vector<std::pair<Term, Term>>(state.store))
      if (terms.kind(place) == TermKind::Field && terms.base(place) == collected &&
          terms.name(place).starts_with("#bind:") && !std::isdigit(static_cast<unsigned char>(terms.name(place)[6]))) {
        byName = true;
        set(statement, terms.name(place), value, state);
      }
    if (get(collected, "#next", state) < 0) {
      if (!byName)
        bind(text(one, state));
      continue;
    }
    for (int i = 0; i < get(collected, "#next", state); ++i)
      if (Term value = state.get(terms.field(collected, "#bind:" + std::to_string(i))))
        bind(value);
      else
        bind(fresh("unbound", state));
  }
  set(statement, "#next", terms.integer(next), state);
}

}  // namespace dbrace::worlds
