// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects in a state: writing, copying, forgetting; texts and sizes.
#include "worlds/FunctionDigests.h"
#include "worlds/Machine.h"
#include "worlds/PackedValues.h"

#include <algorithm>
#include <utility>

namespace dbrace::worlds {

void Machine::killInside(Term place, State &state) {
  std::erase_if(state.store, [&](const auto &entry) { return terms.inside(entry.first, place); });
}

/// A number, or the literal key of a map.
bool Machine::isKnownIndex(Term index) const {
  return index != noTerm && (terms.kind(index) == TermKind::Int || terms.literal(index));
}

void Machine::store(Term place, Term value, State &state) {
  if (terms.kind(place) == TermKind::Deref && terms.kind(terms.operand(place, 0)) == TermKind::Int)
    return;  // An out-parameter nobody wants.
  killInside(place, state);
  if (terms.kind(place) == TermKind::Element) {
    // Writing one element makes unknown what "some element" is, and the elements with another unknown index.
    Term base = terms.base(place);
    Term index = terms.operand(place, 1);
    bool known = isKnownIndex(index);
    std::erase_if(state.store, [&](const auto &entry) {
      if (terms.kind(entry.first) != TermKind::Element || terms.base(entry.first) != base || entry.first == place)
        return false;
      return !known || !isKnownIndex(terms.operand(entry.first, 1));
    });
  }
  state.set(place, value);
  if (observer->learns)
    tellSlot(place, value, state);
}

/// Tells what a field, a global, or a known element of one holds from now on.
void Machine::tellSlot(Term place, Term value, const State &state) {
  TermKind kind = terms.kind(place);
  if (kind != TermKind::Field && kind != TermKind::Global && kind != TermKind::Element)
    return;
  std::string slot = slotName(place);
  if (slot.empty())
    return;
  observer->onFieldText(slot, named(value, state));
  std::string within = innerName(place);
  if (Term row = kind == TermKind::Field ? terms.base(place) : noTerm;
      row != noTerm && terms.kind(row) == TermKind::Element && terms.operand(row, 1) != noTerm)
    within = innerName(terms.field(terms.element(terms.base(row), noTerm), terms.name(place)));
  if (!within.empty())
    observer->onFieldText(within, named(value, state));
  if (terms.kind(value) != TermKind::Address)
    return;
  // An object is kept there: the statement it was prepared from, and the texts and statements in it.
  Term object = terms.operand(value, 0);
  for (const auto &[inner, held] : state.store) {
    if (terms.kind(inner) != TermKind::Field || terms.base(inner) != object)
      continue;
    std::string name = slot + "->" + std::string(terms.name(inner));
    if (Term known = named(held, state); terms.literal(known)) {
      if (terms.name(inner) == "#sql") {
        observer->onFieldText("#sql:" + slot, known);
        if (!within.empty())  // What several objects of the class hold tells nothing, but what this member does.
          observer->onFieldText("#sql:" + within, known);
      } else if (!terms.name(inner).starts_with("#"))
        observer->onFieldText(name, known);
    } else if (terms.kind(held) == TermKind::Address)
      if (Term text = state.get(terms.field(terms.operand(held, 0), "#sql")))
        observer->onFieldText("#sql:" + name, named(text, state));
  }
}

namespace {
/// "texts[3]", "queries[find]"; empty where nothing is known of either part.
std::string elementName(std::string base, Term index, const Terms &terms) {
  if (base.empty() || index == noTerm)
    return {};
  if (terms.kind(index) == TermKind::Int)
    return std::move(base) + "[" + std::to_string(terms.number(index)) + "]";
  auto key = terms.literal(index);
  return key ? std::move(base) + "[" + std::string(*key) + "]" : std::string();
}
}  // namespace

/// A field, a global, or an element of one with a known index: "Shop::find", "texts[3]", "queries[find]",
/// "rows[3].sql". Else empty. What holds for a field holds in all objects of its class; only of an element it is told
/// which.
std::string Machine::slotName(Term place) const {
  auto operands = terms.operands(place);
  switch (terms.kind(place)) {
  case TermKind::Global:
    return std::string(terms.name(place));
  case TermKind::Field:
    return fieldName(operands[0], terms.name(place));
  case TermKind::Element:
    return elementName(slotName(operands[0]), operands[1], terms);
  case TermKind::Symbol:
  case TermKind::Apply:
    // What such a place held at first: `initial(global)`, `field(object, name)`, `element(array, index)`.
    if (terms.kind(place) == TermKind::Symbol && terms.name(place) == "initial" && operands.size() == 1 &&
        terms.kind(operands[0]) == TermKind::Global)
      return std::string(terms.name(operands[0]));
    if (terms.isApply(place, "field") && terms.operands(operands[1]).size() == 1)
      return fieldName(operands[0], terms.name(terms.operand(operands[1], 0)));
    if (terms.isApply(place, "element"))
      return elementName(slotName(operands[0]), operands[1], terms);
    return {};
  default:
    return {};
  }
}

/// Of a member of an object that a field or global is or points to, or of an element of such a member:
/// "Shop::find->Query::text". Else empty.
std::string Machine::innerName(Term place) const {
  if (terms.kind(place) == TermKind::Element || terms.isApply(place, "element"))
    return elementName(innerName(terms.operand(place, 0)), terms.operand(place, 1), terms);
  if (terms.kind(place) != TermKind::Field && !terms.isApply(place, "field"))
    return {};
  std::string_view field =
      terms.kind(place) == TermKind::Field ? terms.name(place) : terms.literal(terms.operand(place, 1)).value_or("");
  Term holder = terms.operand(place, 0);
  if (terms.kind(holder) == TermKind::Deref || terms.isApply(holder, "deref"))
    holder = terms.operand(holder, 0);
  else if (terms.kind(holder) == TermKind::Element || terms.isApply(holder, "element")) {
    if (terms.operand(holder, 1) != noTerm)
      return {};                        // A row of a table: its slot says which.
    holder = terms.operand(holder, 0);  // What an optional holds, or any element.
  }
  std::string outer = slotName(holder);
  return outer.empty() || field.empty() ? std::string() : outer + "->" + std::string(field);
}

std::string Machine::fieldName(Term base, std::string_view field) const {
  bool inElement = terms.kind(base) == TermKind::Element || terms.isApply(base, "element");
  std::string row = inElement ? slotName(base) : std::string();
  return row.empty() ? std::string(field) : row + "." + std::string(field);
}

void Machine::copy(Term to, Term from, State &state, bool keepSiblings) {
  if (to == from)
    return;
  if (Term key = keyOfEntry(from)) {
    store(to, terms.symbol("initial", {from}), state);
    store(terms.field(to, "first"), key, state);
    copy(terms.field(to, "second"), terms.element(terms.base(from), key), state);
    return;
  }
  Term whole = load(from, state);
  std::vector<std::pair<Term, Term>> parts;
  state.eachInside(from, terms, [&](Term place, Term value) { parts.emplace_back(place, value); });
  if (keepSiblings) {
    killInside(to, state);
    state.set(to, whole);
  } else
    store(to, whole, state);
  handOnLocks(to, from, state);
  for (auto &[place, value] : parts)
    if (!(terms.inside(place, to) || place == to)) {
      Term target = terms.rebased(place, from, to);
      state.set(target, value);
      if (observer->learns)
        tellSlot(target, value, state);
    }
}

void Machine::assign(const Frame &frame, Term to, facts::ValueId id, State &state) {
  if (const auto *source = std::get_if<facts::Load>(&frame.facts->values[id]))
    copy(to, place(frame, source->place, state), state);
  else
    store(to, value(frame, id, state), state);
}

void Machine::havoc(Term place, Term why, State &state) {
  Term fresh = terms.symbol("written", {place, why});
  state.forget(fresh);
  store(place, fresh, state);
}

Term Machine::objectOf(Term value, const State &state) {
  return terms.deref(value);  // Of an address: the place.
}

/// Of an object that only the members' values are known of, the one text among these beside numbers and characters (the
/// quotes around it): the content of a text class of the program's own. Else noTerm.
template <typename IsCharacter>
static Term onlyText(Term object, Term whole, const State &state, const Terms &terms, IsCharacter isCharacter) {
  if (terms.kind(whole) != TermKind::Symbol || terms.name(whole) != "initial")
    return noTerm;
  Term text = noTerm;
  bool isOnly = true;
  state.eachInside(object, terms, [&](Term place, Term held) {
    if (terms.kind(place) != TermKind::Field || terms.base(place) != object || terms.kind(held) == TermKind::Int ||
        isCharacter(place))
      return;
    isOnly &= text == noTerm && terms.kind(held) != TermKind::Address;
    text = held;
  });
  return isOnly ? text : noTerm;
}

Term Machine::textOf(Term value, const State &state) {
  auto isCharacterMember = [&](Term member) { return isCharacter(Frame(), member); };
  for (int i = 0; i < 8; ++i) {
    if (terms.kind(value) == TermKind::Address) {
      Term object = terms.operand(value, 0);
      value = load(object, state);
      if (Term text = onlyText(object, value, state, terms, isCharacterMember))
        value = text;
      continue;
    }
    if (terms.kind(value) == TermKind::Symbol || terms.kind(value) == TermKind::Apply) {
      if (Term stored = state.get(terms.deref(value))) {
        value = stored;
        continue;
      }
      // A pointer and what it points to are one text: `name` and `*name` name the same key.
      if (terms.isApply(value, "deref")) {
        value = terms.operand(value, 0);
        continue;
      }
      // An element of a text buffer or its start.
      if (terms.isApply(value, "element") && terms.operand(value, 1) == terms.integer(0) &&
          terms.kind(terms.operand(value, 0)) == TermKind::Text)
        return terms.operand(value, 0);
    }
    break;
  }
  return value;
}

Term Machine::sizeOf(Term object, const State &state) {
  if (auto entries = entriesOf(object, state))
    return terms.integer(static_cast<std::int64_t>(entries->size()));
  if (Term size = state.get(terms.field(object, "#size")))
    return size;
  Term value = load(object, state);
  if (terms.kind(value) == TermKind::Address)
    return terms.integer(1);  // A smart pointer that holds something.
  if (terms.kind(value) == TermKind::Text) {
    std::int64_t length = 0;
    bool exact = true;
    for (Term piece : terms.operands(value))
      if (terms.kind(piece) == TermKind::Literal)
        length += static_cast<std::int64_t>(terms.name(piece).size());
      else
        exact = false;
    if (exact)
      return terms.integer(length);
    if (length > 0)
      return terms.symbol("nonempty", {value});
    return terms.apply("size", {value});
  }
  if (terms.kind(value) == TermKind::Int)
    return terms.integer(terms.number(value) != 0);
  return terms.apply("size", {textOf(value, state)});
}

/// Is it declared as a character? What it holds is a number here.
bool Machine::isCharacter(const Frame &frame, Term place) {
  auto isCharacterType = [&](facts::TextId type) {
    std::string_view name = program.strings[type];
    name = name.substr(name.starts_with("const ") ? 6 : 0);
    return name.substr(0, name.find(' ')) == "char" && name.find('*') == std::string_view::npos &&
           name.find('[') == std::string_view::npos;
  };
  if (place == noTerm)
    return false;
  if (terms.kind(place) == TermKind::Slot && terms.operand(place, 0) == frame.id) {
    bool isParameter = terms.name(place) == "parameter", isLocal = terms.name(place) == "local";
    const auto &variables = isParameter ? frame.facts->parameters : frame.facts->locals;
    auto index = static_cast<std::size_t>(terms.number(place));
    return (isParameter || isLocal) && index < variables.size() && isCharacterType(variables[index].type);
  }
  if (terms.kind(place) != TermKind::Field)
    return false;
  if (!std::exchange(knowsCharacterFields, true))
    for (const facts::Class &one : program.classes)
      for (const facts::ClassField &field : one.fields)
        if (isCharacterType(field.type))
          characterFields.insert(field.name);
  return characterFields.contains(infos.textId(terms.name(place)));
}

Term Machine::argumentObject(const ActiveCall &call, std::size_t index, const State &state) {
  Term term = call.arguments[index];
  if (terms.kind(term) == TermKind::Address)
    return objectOf(term, state);
  if (Term from = call.sources[index]) {
    if (terms.kind(term) == TermKind::Text)
      return from;
    bool hasParts = false;
    state.eachInside(from, terms, [&](Term, Term) { hasParts = true; });
    if (hasParts)
      return from;
  }
  return terms.deref(term);
}

void Machine::leave(Term frame, State &state) {
  std::erase_if(state.store, [&](const auto &entry) { return terms.frameOf(entry.first) == frame; });
}

void FieldTexts::add(std::string_view field, Held held) {
  auto [at, isNew] = slots.try_emplace(std::string(field), held);
  if (!isNew && at->second && *at->second != held)
    at->second.reset();
}
void FieldTexts::addUnknown(std::string_view field) {
  auto [at, isNew] = slots.try_emplace(std::string(field));
  at->second.reset();
}
void FieldTexts::merge(const FieldTexts &other) {
  for (const auto &[field, held] : other.slots)
    held ? add(field, *held) : addUnknown(field);
  empties.insert(other.empties.begin(), other.empties.end());
}
FieldTexts::FieldTexts(const Content &content)
    : slots(content.first.begin(), content.first.end()), empties(content.second.begin(), content.second.end()) {}
FieldTexts::Content FieldTexts::content() const {
  return {{slots.begin(), slots.end()}, {empties.begin(), empties.end()}};
}
std::uint64_t FieldTexts::digestOf(const Held *held) { return held ? worlds::digestOf(packed(*held)) : 0; }
bool FieldTexts::knowsAny() const {
  return std::any_of(slots.begin(), slots.end(), [](const auto &slot) { return slot.second.has_value(); });
}
bool FieldTexts::empty() const {
  evidence.see(About::NoFields, std::string_view(), [&] { return slots.empty(); });
  return slots.empty();
}
bool FieldTexts::writes(std::string_view field) const {
  std::string name(field);
  bool written = slots.contains(name) || empties.contains(name);
  evidence.see(About::Written, field, [&] { return written; });
  return written;
}
const FieldTexts::Held *FieldTexts::held(std::string_view field) const {
  const Held *held = nullptr;
  if (auto at = slots.find(std::string(field)); at != slots.end() && at->second) {
    const auto *text = std::get_if<std::string>(&*at->second);
    held = empties.contains(at->first) && !(text && mayBeStatement(*text)) ? nullptr : &*at->second;
  }
  evidence.see(About::Held, field, [&] { return digestOf(held); });
  return held;
}
const std::string *FieldTexts::find(std::string_view field) const {
  const Held *known = held(field);
  return known ? std::get_if<std::string>(known) : nullptr;
}

/// Two ways that each made an object (a statement prepared in either branch) and keep it in the same place go on with
/// one: before `state` is merged into `to`, its object takes the other one's name, and so does what that points to.
void Machine::alignObjects(State &state, const State &to) {
  auto objectAt = [&](Term value) {
    bool points = value != noTerm && terms.kind(value) == TermKind::Address;
    Term object = points ? terms.operand(value, 0) : noTerm;
    return points && terms.kind(object) == TermKind::Object ? object : noTerm;
  };
  constexpr unsigned most = 8;
  for (unsigned round = 0; round < most; ++round) {
    Term from = noTerm, into = noTerm;
    for (const auto &[place, value] : state.store)
      if (Term mine = objectAt(value))
        if (Term other = objectAt(to.get(place)); other != noTerm && other != mine) {
          auto holds = [&](const State &in, Term object) {
            return std::ranges::any_of(in.store, [&](const auto &entry) {
              return terms.root(entry.first) == object || objectAt(entry.second) == object;
            });
          };
          if (!holds(state, other) && !holds(to, mine)) {
            from = mine, into = other;
            break;
          }
        }
    if (from == noTerm)
      return;
    auto renamed = [&](Term place) {
      return place == from || terms.inside(place, from) ? terms.rebased(place, from, into) : place;
    };
    for (auto &[place, value] : state.store) {
      place = renamed(place);
      if (terms.kind(value) == TermKind::Address)
        value = terms.address(renamed(terms.operand(value, 0)));
    }
    std::ranges::sort(state.store);
  }
}

}  // namespace dbrace::worlds
