// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whose transaction is it: connections that are known not to be the same.
//
// A transaction on one connection says nothing about a statement on another. Handles come in many ways, copies and
// wrappers among them, so two of them are only told apart where that is certain: parameters, members of one object and
// globals that are declared as connections, and connections that the code opens itself. All others are taken for one.
#include "worlds/Effects.h"

#include <algorithm>
#include <cctype>

namespace dbrace::worlds {

namespace {

/// The variable that a place is, or that holds the pointer to it: a slot, a global, or "field(object, name)".
Term variableOf(Term place, const Terms &terms) {
  while (terms.kind(place) == TermKind::Deref ||
         (terms.kind(place) == TermKind::Symbol && terms.name(place) == "initial" && terms.operands(place).size() == 1))
    place = terms.operand(place, 0);
  return place;
}

}  // namespace

/// The type that a variable is declared with; empty where that is not known.
std::string_view Effects::declaredType(Term variable) const {
  const Program &program = machine.program;
  switch (terms.kind(variable)) {
  case TermKind::Slot: {
    const facts::Function &function =
        program.functions[static_cast<std::size_t>(terms.number(terms.operand(variable, 0)))].facts;
    auto number = static_cast<std::size_t>(terms.number(variable));
    bool known = terms.name(variable) == "parameter" && number < function.parameters.size();
    return known ? program.strings[function.parameters[number].type] : std::string_view();
  }
  case TermKind::Global: {
    auto at = std::ranges::find_if(program.globals, [&](const facts::GlobalVariable &global) {
      return program.strings[global.name] == terms.name(variable);
    });
    if (at == program.globals.end())
      return {};
    std::string_view type = program.strings[at->type];
    constexpr std::string_view perThread = "thread_local ";
    return type.starts_with(perThread) ? type.substr(perThread.size()) : type;
  }
  case TermKind::Field:
  case TermKind::Apply: {
    if (terms.kind(variable) == TermKind::Apply && !terms.isApply(variable, "field"))
      return {};
    auto name = terms.kind(variable) == TermKind::Field ? std::optional(terms.name(variable))
                                                        : terms.literal(terms.operand(variable, 1));
    for (const facts::Class &one : program.classes)
      for (const facts::ClassField &field : one.fields)
        if (name && program.strings[field.name] == *name)
          return program.strings[field.type];
    return {};
  }
  default:
    return {};
  }
}

Term Effects::identity(Term place, const State &state) {
  constexpr int most = 8;
  for (int i = 0; i < most && place != noTerm; ++i) {
    Term held = state.get(place), connection = state.get(terms.field(place, "#conn"));
    if (held != noTerm && terms.kind(held) == TermKind::Symbol && terms.name(held) == "connection") {
      // Of a library for several databases a handle may be a copy, asked for by name.
      bool isNamed = terms.kind(terms.operand(held, 0)) == TermKind::Text;
      return library && (library->drivers.empty() || isNamed) ? held : noTerm;
    }
    if (held != noTerm && terms.kind(held) == TermKind::Address)
      place = terms.operand(held, 0);
    else if (held != noTerm && terms.kind(held) == TermKind::Symbol && terms.name(held) == "initial")
      place = terms.deref(held);
    else if (connection != noTerm && connection != place)
      place = connection;
    else
      break;
  }
  if (place == noTerm || !terms.isPlace(place))
    return noTerm;
  Term variable = variableOf(place, terms);
  bool nameable = (terms.kind(variable) == TermKind::Slot && terms.name(variable) == "parameter") ||
                  terms.kind(variable) == TermKind::Global || terms.kind(variable) == TermKind::Field ||
                  terms.isApply(variable, "field");
  return nameable ? variable : noTerm;
}

bool Effects::apart(Term one, Term other) const {
  if (one == noTerm || other == noTerm || one == other || terms.kind(one) != terms.kind(other))
    return false;
  if (terms.kind(one) == TermKind::Symbol)
    return true;  // Both opened here.
  bool fields = terms.kind(one) == TermKind::Field || terms.kind(one) == TermKind::Apply;
  if ((fields || terms.kind(one) == TermKind::Slot) && terms.operand(one, 0) != terms.operand(other, 0))
    return false;  // Of other objects, or functions.
  std::string_view type = declaredType(one);
  const apis::Type *known = type.empty() ? nullptr : machine.models.type(type);
  return known && known->role == apis::Type::Role::Connection && declaredType(other) == type;
}

/// Makes `state.transaction` the one of this connection.
void Effects::focus(Term connection, State &state) {
  TransactionState &current = state.transaction;
  if (connection == noTerm || current.connection == connection || !apart(current.connection, connection))
    return;
  auto known = std::ranges::find(state.parked, connection, &TransactionState::connection);
  TransactionState next{.connection = connection};
  if (known != state.parked.end()) {
    next = *known;
    state.parked.erase(known);
  }
  state.parked.insert(std::ranges::lower_bound(state.parked, current.connection, {}, &TransactionState::connection),
                      current);
  current = next;
}

namespace {

/// Of an option text of PostgreSQL: "-c default_transaction_isolation=serializable", 'repeatable\ read', %3D for =.
sql::Isolation levelIn(std::string_view options) {
  using sql::Isolation;
  constexpr std::string_view name = "default_transaction_isolation";
  std::size_t at = options.find(name);
  if (at == options.npos)
    return Isolation::Unspecified;
  std::string letters;
  for (at += name.size(); at < options.size() && letters.size() < 15; ++at)
    if (options[at] == '%')
      at += 2;  // A coded byte: none of the letters.
    else if (options[at] >= 'a' && options[at] <= 'z')
      letters += options[at];
  constexpr std::pair<std::string_view, Isolation> levels[] = {{"serializable", Isolation::Serializable},
                                                               {"repeatableread", Isolation::RepeatableRead},
                                                               {"readcommitted", Isolation::ReadCommitted},
                                                               {"readuncommitted", Isolation::ReadUncommitted}};
  for (const auto &[spelled, level] : levels)
    if (letters.starts_with(spelled))
      return level;
  return Isolation::Unspecified;
}

}  // namespace

/// Is the option that an effect depends on, if on any, the one it is meant for?
bool Effects::isChosen(const apis::Ref &option, std::int64_t is, const State &state) {
  if (!given(option))
    return true;
  Term chosen = value(option, state);
  return terms.kind(chosen) == TermKind::Int && terms.number(chosen) == is;
}

void Effects::run(const apis::ConnectOptions &effect, State &state) {
  if (!isChosen(effect.option, effect.is, state))
    return;
  for (Term one :
       effect.text.array || effect.text.rest ? values(effect.text, state) : std::vector{text(effect.text, state)}) {
    Term options = machine.textOf(one, state);
    if (terms.kind(options) != TermKind::Text) {
      machine.observer->onMissingContext(call.frame, call.number, options);
      continue;
    }
    std::string known;
    for (Term piece : terms.operands(options))
      known += terms.kind(piece) == TermKind::Literal ? std::string(terms.name(piece)) : " ";
    std::ranges::transform(known, known.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (sql::Isolation level = levelIn(known); level != sql::Isolation::Unspecified)
      machine.observer->onSessionLevel(library, level);
    for (const sql::Statement &statement : sql::read(sql::Text(known), libraryDialect()))
      if (const auto *set = std::get_if<sql::TransactionControl>(&statement.body);
          set && set->kind == sql::TransactionControl::Kind::SetIsolation && set->session)
        machine.observer->onSessionLevel(library, set->isolation);
  }
}

}  // namespace dbrace::worlds
