// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of statements in a run: where they are given, and which unknown text comes from which.
#include "worlds/Machine.h"

#include <algorithm>

namespace dbrace::worlds {

namespace {
constexpr unsigned maxDepth = 8;
constexpr std::size_t maxFound = 4;

/// The end of a text that is not wholly known: of `prefix + "-insert-user"` the literal.
std::string_view lastLiteral(Term text, const Terms &terms) {
  auto pieces = terms.operands(text);
  return pieces.empty() || terms.kind(pieces.back()) != TermKind::Literal ? std::string_view()
                                                                          : terms.name(pieces.back());
}
}  // namespace

void Machine::collectNames(Term term, const State &state, unsigned depth, std::vector<const NamedText *> &found) const {
  if (term == noTerm || depth > maxDepth || found.size() > maxFound)
    return;
  if (auto origin = origins.find(term); origin != origins.end()) {
    found.push_back(origin->second);  // Null where it was asked for by several names.
    return;
  }
  switch (terms.kind(term)) {
  case TermKind::Text:
    if (std::string_view last = lastLiteral(term, terms); !last.empty())
      if (const NamedText *named = namedTexts.find(last)) {
        found.push_back(named);
        return;
      }
    for (Term piece : terms.operands(term))
      if (terms.kind(piece) != TermKind::Literal)
        collectNames(piece, state, depth + 1, found);
    return;
  case TermKind::Address: {
    // The object that is pointed to: a path that a file was opened with, a name that a key was made of.
    Term place = terms.operand(term, 0);
    if (Term held = state.get(place))
      collectNames(held, state, depth + 1, found);
    collectNames(place, state, depth + 1, found);
    return;
  }
  case TermKind::Symbol:
    if (terms.name(term) == "absent")
      return;  // It is told by a number, not by a value.
    [[fallthrough]];
  case TermKind::Apply:
  case TermKind::Deref:
  case TermKind::Field:
  case TermKind::Element:
    for (Term operand : terms.operands(term))
      collectNames(operand, state, depth + 1, found);
    return;
  default:
    return;
  }
}

Term Machine::named(Term text, const State &state) const {
  if (namedTexts.empty() || text == noTerm || terms.literal(text))
    return text;
  Term unknown = text, rest = noTerm;
  if (terms.kind(text) == TermKind::Text) {
    // `statement("find") + " LIMIT 1"`: what begins the text. Anywhere else it would be a value.
    if (terms.kind(terms.operand(text, 0)) == TermKind::Literal)
      return text;
    unknown = terms.operand(text, 0);
    rest = text;
  }
  std::vector<const NamedText *> found;
  collectNames(unknown, state, 0, found);
  bool one = !found.empty() && found.front() && std::all_of(found.begin(), found.end(), [&](const NamedText *it) {
    return it && it->text == found[0]->text;
  });
  if (!one)
    return text;
  Term statement = terms.literalText(found.front()->text);
  if (rest == noTerm)
    return statement;
  std::vector<Term> pieces(terms.operands(rest).begin(), terms.operands(rest).end());
  pieces.front() = statement;
  return terms.text(pieces);
}

/// The one registered name among a call's arguments.
const NamedText *Machine::nameIn(const ActiveCall &call, const facts::Call &facts, const State &state) {
  if (namedTexts.empty())
    return nullptr;
  const NamedText *found = nullptr;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const NamedText *named = nullptr;
    if (const auto *number = std::get_if<facts::IntConstant>(&call.frame.facts->values[facts.arguments[i].value]))
      named = number->name ? namedTexts.find(program.strings[number->name]) : nullptr;
    else if (Term text = textOf(call.arguments[i], state); terms.kind(text) == TermKind::Text)
      named = namedTexts.find(lastLiteral(text, terms));
    if (named && found && found->text != named->text)
      return nullptr;
    found = named ? named : found;
  }
  return found;
}

/// What a call yields, and what it fills, comes from the name it was given.
void Machine::remember(const ActiveCall &call, const NamedText *name, std::span<const State> states) {
  auto unknown = [&](Term value) {
    return terms.kind(value) == TermKind::Symbol || terms.kind(value) == TermKind::Apply;
  };
  auto comesFrom = [&](Term value) {
    if (!unknown(value))
      return;
    auto [at, isNew] = origins.try_emplace(value, name);
    if (!isNew && at->second && at->second->text != name->text)
      at->second = nullptr;
  };
  for (const State &state : states) {
    if (call.result != noTerm)
      comesFrom(state.get(call.result));
    for (std::size_t i = 0; i < call.arguments.size(); ++i)
      if (call.writable[i] && terms.kind(call.arguments[i]) == TermKind::Address)
        comesFrom(state.get(terms.operand(call.arguments[i], 0)));
  }
}

/// Tells the observer of a statement's text that stands beside a constant.
void Machine::tellNames(const ActiveCall &call, const facts::Call &facts, const State &state) {
  std::vector<std::string_view> names;
  std::string_view statement;
  auto see = [&](Term term) {
    Term text = textOf(term, state);
    if (terms.kind(text) != TermKind::Text)
      return true;
    auto whole = terms.literal(text);
    if (whole && mayBeStatement(*whole) && isStatement(*whole, sql::Dialect::Generic)) {
      if (!statement.empty() && statement != *whole)
        return false;
      statement = *whole;
    } else if (std::string_view last = lastLiteral(text, terms); isName(last))
      names.push_back(last);
    return true;
  };
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    if (const auto *number = std::get_if<facts::IntConstant>(&call.frame.facts->values[facts.arguments[i].value])) {
      if (std::string_view name = program.strings[number->name]; isName(name))
        names.push_back(name);
    } else if (!see(call.arguments[i]))
      return;
  }
  if (statement.empty())
    return;
  // `queries["find"] = text`, `add("find").sql(text)`: the name is in what the call is made on.
  for (Term at = call.receiver; at != noTerm && terms.kind(at) != TermKind::Text;) {
    if (terms.kind(at) == TermKind::Address || terms.kind(at) == TermKind::Deref || terms.kind(at) == TermKind::Field)
      at = terms.operand(at, 0);
    else if (terms.kind(at) == TermKind::Element ||
             (terms.kind(at) == TermKind::Apply && !terms.operands(at).empty())) {
      for (Term operand : terms.operands(at).subspan(1))
        see(operand);
      at = terms.operand(at, 0);
    } else
      break;
  }
  for (std::string_view name : names)
    observer->onNamedText(call.frame, call.number, name, statement);
}

}  // namespace dbrace::worlds
