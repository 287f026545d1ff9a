// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Maps of which every key is known, as those of the columns that a statement is put together from.
//
// The hidden field "#entries" of such a map lists its keys, sorted. What an iterator points to there is
// `map[entry(key)]`: its `first` is the key, its `second` the place that the map has under the key.
#include "worlds/Effects.h"

#include <algorithm>

namespace dbrace::worlds {

namespace {
constexpr std::string_view entriesField = "#entries";
constexpr std::size_t maxEntries = 64;

bool isMember(std::string_view field, std::string_view name) {
  return field == name || (field.ends_with(name) && field.substr(0, field.size() - name.size()).ends_with("::"));
}
}  // namespace

std::optional<std::span<const Term>> Machine::entriesOf(Term container, const State &state) {
  Term entries = state.get(terms.field(container, entriesField));
  if (entries == noTerm || !terms.isApply(entries, "entries"))
    return std::nullopt;
  return terms.operands(entries);
}

Term Machine::keyOfEntry(Term place) const {
  if (terms.kind(place) != TermKind::Element)
    return noTerm;
  Term index = terms.operand(place, 1);
  return index != noTerm && terms.isApply(index, "entry") ? terms.operand(index, 0) : noTerm;
}

Term Machine::entry(Term container, Term key) { return terms.element(container, terms.apply("entry", {key})); }

Term Machine::memberOf(Term object, std::string_view field) {
  if (Term key = keyOfEntry(object); key != noTerm && isMember(field, "second"))
    return terms.element(terms.base(object), key);
  return terms.field(object, field);
}

/// The key, for `first` of an entry; else noTerm.
Term Machine::keyIn(Term place) const {
  bool isFirst = terms.kind(place) == TermKind::Field && isMember(terms.name(place), "first");
  return isFirst ? keyOfEntry(terms.base(place)) : noTerm;
}

/// The element behind the one that an iterator points to: null at the end, noTerm where it is not known.
Term Machine::nextKnown(Term element, const State &state) {
  Term container = terms.base(element), index = terms.operand(element, 1);
  if (Term key = keyOfEntry(element)) {
    auto entries = entriesOf(container, state);
    auto at = entries ? std::ranges::find(*entries, key) : std::span<const Term>::iterator();
    if (!entries || at == entries->end())
      return noTerm;
    return ++at == entries->end() ? terms.integer(0) : terms.address(entry(container, *at));
  }
  Term length = state.get(terms.field(container, "#length"));
  if (length == noTerm || terms.kind(length) != TermKind::Int || index == noTerm || terms.kind(index) != TermKind::Int)
    return noTerm;
  Term next = terms.integer(terms.number(index) + 1);
  bool ends = terms.number(next) >= terms.number(length);
  return ends ? terms.integer(0) : terms.address(terms.element(container, next));
}

/// `wasEmpty`: it had no elements before this one.
void Effects::noteEntry(Term container, Term key, bool wasEmpty, State &state) {
  Term place = terms.field(container, entriesField);
  auto known = machine.entriesOf(container, state);
  if (!wasEmpty && !known)
    return;
  std::vector<Term> entries;
  if (!wasEmpty)
    entries.assign(known->begin(), known->end());
  if (std::ranges::find(entries, key) != entries.end())
    return;
  if (!machine.isKnownIndex(key) || entries.size() >= maxEntries) {
    state.erase(place);
    return;
  }
  entries.push_back(key);
  std::ranges::sort(entries, [&](Term one, Term other) {
    bool number = terms.kind(one) == TermKind::Int, otherNumber = terms.kind(other) == TermKind::Int;
    if (number != otherNumber)
      return number;
    return number ? terms.number(one) < terms.number(other) : *terms.literal(one) < *terms.literal(other);
  });
  state.set(place, terms.apply("entries", entries));
}

/// All elements from the one that `first` points to, where they are known; else none.
std::vector<Term> Effects::knownFrom(Term first, const State &state) {
  std::vector<Term> all;
  for (Term at = first; at != terms.integer(0); at = machine.nextKnown(terms.operand(at, 0), state)) {
    if (at == noTerm || terms.kind(at) != TermKind::Address || all.size() >= maxEntries ||
        terms.kind(terms.operand(at, 0)) != TermKind::Element)
      return {};
    all.push_back(at);
  }
  return all;
}

/// Asks the function about each element, as long as it says something. False where it does not: nothing has happened.
bool Effects::searchKnown(const apis::SearchIf &effect, std::span<const Term> elements, State &state) {
  using As = apis::SearchIf::As;
  if (elements.empty() || call.result == noTerm)
    return false;
  State now = state;
  Term function = value(effect.function, state), found = terms.integer(0);
  std::int64_t count = 0;
  bool all = true;
  for (Term element : elements) {
    Outcomes called;
    machine.invokeValue(call.frame, call.number, function, {{element}}, call.result, std::move(now), called);
    if (called.normal.size() != 1 || !called.thrown.empty())
      return false;
    now = std::move(called.normal.front());
    std::optional<bool> is = machine.truth(machine.load(call.result, now), now);
    if (!is)
      return false;
    count += *is;
    all &= *is;
    if (*is && count == 1)
      found = element;
    if (*is ? effect.as != As::Count && effect.as != As::All : effect.as == As::All)
      break;
  }
  state = std::move(now);
  switch (effect.as) {
  case As::Iterator:
    setResult(found, state);
    break;
  case As::Count:
    setResult(terms.integer(count), state);
    break;
  case As::Any:
    setResult(terms.integer(count > 0), state);
    break;
  case As::None:
    setResult(terms.integer(count == 0), state);
    break;
  case As::All:
    setResult(terms.integer(all), state);
    break;
  }
  return true;
}

}  // namespace dbrace::worlds
