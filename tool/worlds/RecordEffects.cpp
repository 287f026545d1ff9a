// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stores of keys and values: calls that name a key instead of a statement, and replies that say of what kind they are.
#include "worlds/Effects.h"
#include "worlds/Lookup.h"

#include "keyvalue/Reader.h"

namespace dbrace::worlds {

using apis::Outcome;
using Action = apis::Record::Action;

namespace {
std::string_view verbOf(Action action) {
  constexpr std::string_view verbs[] = {"find", "lock", "exists", "put", "add", "remove"};
  return verbs[static_cast<std::size_t>(action)];
}
}  // namespace

/// What the flags make of it: of a write that is not known to replace what is there it is not said that it does.
apis::Record::Action Effects::actionOf(const apis::Record &effect, const State &state) {
  if (!given(effect.flags))
    return effect.action;
  Term flags = value(effect.flags, state);
  bool set = effect.action == Action::Put;
  if (terms.kind(flags) == TermKind::Int)
    set = (terms.number(flags) & effect.mask) == effect.is;
  else
    machine.observer->onMissingContext(call.frame, call.number, flags);
  if (!set)
    return effect.action;
  return effect.action == Action::Put ? Action::Add : effect.action == Action::Find ? Action::Lock : effect.action;
}

/// The call as a command of keyvalue's own notation.
Term Effects::command(const apis::Record &effect, const State &state) {
  const char separator[] = {sql::wordSeparator, 0};
  std::vector<Term> parts{terms.literalText(separator + std::string(verbOf(actionOf(effect, state))) + separator)};
  if (given(effect.table)) {
    Term table = text(effect.table, state);
    // One that is only known at run time is told from others by its value.
    if (!terms.literal(table))
      parts.push_back(terms.literalText("records "));
    parts.push_back(table);
  }
  for (const apis::Ref &ref : {effect.key, effect.field})
    if (given(ref)) {
      parts.push_back(terms.literalText(separator));
      parts.push_back(text(ref, state));
    }
  return terms.text(parts);
}

void Effects::run(const apis::Record &effect, State &state) {
  Term onConnection = given(effect.connection) ? handle(effect.connection, state) : noTerm;
  if (given(effect.transaction)) {
    if (value(effect.transaction, state) == terms.integer(0))
      state.transaction = {.kind = TransactionState::Kind::None, .shape = TransactionShape::Autocommit};
    else
      onConnection = handle(effect.transaction, state);
  }
  Term cursor = given(effect.result) ? made(effect.result, state, 1) : terms.object(call.frame.id, call.number, 2);
  execute(cursor, onConnection, command(effect, state), state);
  if (!given(effect.into) || outcome == static_cast<int>(Outcome::None))
    return;
  writeTo(effect.into, columnValue(cursor, terms.integer(0), state), state);
}

void Effects::run(const apis::Answer &effect, State &state) {
  Term object = handle(effect.of, state);
  needs(object, "#run", state);
  const ReadText *read = nullptr;
  if (Term sqlText = state.get(terms.field(object, "#sql")))
    read = machine.texts.read(sqlText, terms, libraryDialect());
  const auto *select =
      read && !read->statements.empty() ? std::get_if<sql::Select>(&read->statements.front()->body) : nullptr;
  std::optional<std::int64_t> kind;
  if (select && alwaysOneRow(*read->statements.front()))
    kind = effect.number;
  else if (select && std::holds_alternative<sql::Star>(select->items.front().expression->what))
    kind = effect.list;
  else if (int ended = get(object, "#outcome", state); select && ended == static_cast<int>(Outcome::Row))
    kind = effect.value;
  else if (select && ended == static_cast<int>(Outcome::None))
    kind = effect.none;
  writeTo(effect.into, kind ? terms.integer(*kind) : fresh("answer", state), state);
}

}  // namespace dbrace::worlds
