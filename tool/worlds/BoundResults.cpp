// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Columns on their way into variables that were bound before the statement ran.
//
// The bookkeeping is in hidden fields of the statement: "#results" an array of all variables, or "#result:<n>" the
// address of one, with what else is known of it inside; "#bound" how many there may be.
#include "worlds/Effects.h"

#include <algorithm>

namespace dbrace::worlds {

using apis::Outcome;

namespace {
constexpr std::int64_t maxColumns = 32;
enum Target : std::uint8_t { Variable, WholeRow, AllRows };
}  // namespace

void Effects::run(const apis::BindResult &effect, State &state) {
  outcome = static_cast<int>(Outcome::Stored);
  Term statement = handle(effect.statement, state);
  if (effect.into.array) {
    needs(statement, "#sql", state);
    set(statement, "#results", array(effect.into, state), state);
    return;
  }
  const std::int64_t bound = std::max(get(statement, "#bound", state), 0);
  std::int64_t number = bound;
  Term collected = handle(effect.into, state);
  if (get(collected, "#next", state) > 0)
    return;  // Values of parameters.
  if (get(collected, "#bound", state) > 0) {
    for (std::int64_t i = 0, count = get(collected, "#bound", state); i < count; ++i)
      machine.copy(terms.field(statement, "#result:" + std::to_string(bound + i)),
                   terms.field(collected, "#result:" + std::to_string(i)), state);
    set(statement, "#bound", terms.integer(bound + get(collected, "#bound", state)), state);
    return;
  }
  if (given(effect.column)) {
    Term column = value(effect.column, state);
    if (terms.kind(column) != TermKind::Int)
      return;
    number = terms.number(column) - effect.base;
  }
  if (number < 0 || number >= maxColumns)
    return;
  set(statement, "#bound", terms.integer(std::max(bound, number + 1)), state);
  Term result = terms.field(statement, "#result:" + std::to_string(number));
  machine.killInside(result, state);
  state.set(result, value(effect.into, state));
  set(result, "#target", terms.integer(effect.row ? WholeRow : effect.rows ? AllRows : Variable), state);
  if (!given(effect.indicator))
    return;
  set(result, "#indicator", value(effect.indicator, state), state);
  set(result, "#null", value(effect.null, state), state);
  if (given(effect.present))
    set(result, "#notnull", value(effect.present, state), state);
}

/// Is the column NULL in the current row? Nothing where that is not known.
std::optional<bool> Effects::nullness(Term cursor, Term column, const State &state) {
  switch (kindOf(cursor, column, state)) {
  case ColumnKind::Count:
  case ColumnKind::Exists:
  case ColumnKind::NotExists:
  case ColumnKind::Constant:
    return false;
  case ColumnKind::Aggregate:
    if (get(cursor, "#present", state) == 0)
      return !insteadOfNull(*selectOf(cursor, state)->items[static_cast<std::size_t>(terms.number(column))].expression);
    break;
  case ColumnKind::Plain:
    break;
  }
  return get(cursor, "#present", state) == 1 ? std::optional(false) : std::nullopt;
}

/// After a step to the next row, whose outcome is `outcome`.
void Effects::fillBound(Term cursor, State &state) {
  if (Term all = state.get(terms.field(cursor, "#results")); all && outcome == static_cast<int>(Outcome::Row))
    for (std::int64_t i = 0; i < maxColumns; ++i) {
      Term buffer = state.get(member(terms.element(all, terms.integer(i)), "buffer", state));
      if (buffer == noTerm)
        break;
      machine.store(machine.objectOf(buffer, state), columnValue(cursor, terms.integer(i), state), state);
    }
  for (std::int64_t i = 0, bound = get(cursor, "#bound", state); i < bound; ++i)
    if (Term result = terms.field(cursor, "#result:" + std::to_string(i)); state.get(result) != noTerm)
      fill(result, i, cursor, state);
}

void Effects::fill(Term result, std::int64_t number, Term cursor, State &state) {
  Term into = machine.objectOf(state.get(result), state), column = terms.integer(number);
  Term indicator = state.get(terms.field(result, "#indicator"));
  const int target = get(result, "#target", state);
  if (outcome == static_cast<int>(Outcome::None) && target == AllRows)
    machine.store(into, terms.emptyText(), state);
  if (outcome && *outcome >= 0 && outcome != static_cast<int>(Outcome::Row))
    return;  // Without a row variables stay as they are.
  if (outcome != static_cast<int>(Outcome::Row)) {
    for (Term place : {into, indicator == noTerm ? noTerm : machine.objectOf(indicator, state)})
      if (place != noTerm)
        machine.havoc(place, terms.run(call.frame.id, call.number), state);
    return;
  }
  std::optional<bool> null = indicator == noTerm ? std::nullopt : nullness(cursor, column, state);
  if (target == WholeRow) {
    machine.havoc(into, terms.run(call.frame.id, call.number), state);
    handOver(cursor, into, state);
  } else if (target == AllRows) {
    machine.havoc(into, terms.run(call.frame.id, call.number), state);
    state.set(terms.element(into, terms.integer(0)), columnValue(cursor, column, state));
    Term size = fresh("filled", state);
    state.set(terms.field(into, "#size"), size);
    state.learn(size).restrict(1, Knowledge::highest);
  } else if (null != true)
    machine.store(into, columnValue(cursor, column, state), state);
  if (indicator == noTerm)
    return;
  Term ifNull = state.get(terms.field(result, "#null")), ifNot = state.get(terms.field(result, "#notnull"));
  Term told = null == true ? ifNull : null == false ? ifNot : noTerm;
  if (told == noTerm) {
    told = terms.symbol("indicator", {terms.run(call.frame.id, call.number), column});
    state.forget(told);
    if (null == false) {
      state.learn(told).restrict(0, Knowledge::highest);
      state.learn(told).exclude(terms.number(ifNull));
    }
  }
  machine.store(machine.objectOf(indicator, state), told, state);
}

}  // namespace dbrace::worlds
