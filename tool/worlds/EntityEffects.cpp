// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rows as objects, queries as expressions: the statements in SQL that they come to.
//
// `where(c(&User::email) == email)` is put together as the text ` WHERE email = '…'` with the value in its hole, so
// that the reader of SQL sees what it sees everywhere else. A text that is part of a statement begins with a mark,
// which tells it from a value. Which table a class is, and which column a member, the program says somewhere
// (apis::Maps); the answers are learnt under "#table:User", "#column:User::email" and "#key:User".
#include "worlds/Effects.h"

#include <algorithm>

namespace dbrace::worlds {

using apis::Outcome;
using Action = apis::Entity::Action;

namespace {
constexpr char mark = '\x1d';
constexpr std::string_view markText{&mark, 1};

/// "User::email" of "&User::email", as the front end writes a pointer to a member.
std::optional<std::string_view> memberIn(std::string_view text) {
  if (!text.starts_with('&') || text.find("::") == text.npos || text.find(' ') != text.npos)
    return std::nullopt;
  return text.substr(1);
}

std::string_view lastOf(std::string_view qualified) {
  std::size_t colons = qualified.rfind("::");
  return colons == qualified.npos ? qualified : qualified.substr(colons + 2);
}

/// "email" of "m_email", "email_", "_email".
std::string_view undecorated(std::string_view member) {
  if (member.starts_with("m_") && member.size() > 2)
    member.remove_prefix(2);
  while (member.size() > 1 && member.starts_with('_'))
    member.remove_prefix(1);
  while (member.size() > 1 && member.ends_with('_'))
    member.remove_suffix(1);
  return member;
}

std::string known(const FieldTexts &texts, const std::string &slot, const std::string &otherwise) {
  const std::string *found = texts.find(slot);
  return found ? *found : otherwise;
}

/// "user_name" of "userName" and "UserName".
std::string inSnakeCase(std::string_view name) {
  std::string snake;
  for (char c : name) {
    bool upper = c >= 'A' && c <= 'Z';
    if (upper && !snake.empty() && snake.back() != '_')
      snake += '_';
    snake += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return snake;
}
}  // namespace

std::string Effects::tableOfClass(const std::string &className) const {
  std::string name(lastOf(className));
  return known(machine.fieldTexts, "#table:" + className,
               library && library->naming == "snake" ? inSnakeCase(name) : name);
}

std::string Effects::columnOfMember(std::string_view member) const {
  std::string name(undecorated(lastOf(member)));
  return known(machine.fieldTexts, "#column:" + std::string(member),
               library && library->naming == "snake" ? inSnakeCase(name) : name);
}

Term Effects::expression(std::span<const Term> parts) const {
  std::vector<Term> all{terms.literalText(markText)};
  all.insert(all.end(), parts.begin(), parts.end());
  return terms.text(all);
}

Term Effects::withoutMark(Term text) const {
  if (terms.kind(text) != TermKind::Text || terms.operands(text).empty() ||
      terms.kind(terms.operand(text, 0)) != TermKind::Literal ||
      !terms.name(terms.operand(text, 0)).starts_with(markText))
    return text;
  std::vector<Term> pieces(terms.operands(text).begin(), terms.operands(text).end());
  pieces.front() = terms.literalText(terms.name(pieces.front()).substr(markText.size()));
  return terms.text(pieces);
}

/// As it stands in a statement: part of one, a column, or a value.
Term Effects::operand(Term value, const State &state) {
  value = machine.textOf(value, state);
  if (Term part = withoutMark(value); part != value)
    return part;
  if (terms.kind(value) == TermKind::Int)
    return terms.literalText(std::to_string(terms.number(value)));
  auto literal = terms.literal(value);
  if (auto member = literal ? memberIn(*literal) : std::nullopt)
    return terms.literalText(columnOfMember(*member));
  std::string quoted;
  for (char c : literal.value_or(std::string_view()))
    quoted += c == '\'' ? std::string("''") : std::string(1, c);
  Term quote = terms.literalText("'");
  Term parts[] = {quote, literal ? terms.literalText(quoted) : value, quote};
  return terms.text(parts);
}

Term Effects::part(const apis::Ref &ref, const State &state) {
  switch (ref.base) {
  case apis::Ref::Base::Text:
    return terms.literalText(ref.text);
  case apis::Ref::Base::Type:
    return terms.literalText(tableOfClass(classOf(ref, state)));
  case apis::Ref::Base::None:
    return terms.text(std::array{terms.apply("part", {terms.run(call.frame.id, call.number)})});
  default:
    break;
  }
  if (!ref.rest)
    return operand(text(ref, state), state);
  std::vector<Term> parts;
  for (apis::Ref one = {.base = ref.base, .index = ref.index}; one.index < call.arguments.size(); ++one.index) {
    if (!parts.empty())
      parts.push_back(terms.literalText(", "));
    parts.push_back(operand(text(one, state), state));
  }
  return terms.text(parts);
}

/// A condition of unknown content is no value: it restricts the rows, nobody knows how.
Term Effects::clause(const apis::Ref &ref, const State &state) {
  if (ref.base == apis::Ref::Base::Text || ref.base == apis::Ref::Base::Type)
    return part(ref, state);
  std::vector<Term> parts;
  apis::Ref one = ref;
  one.rest = false;
  for (; one.index < call.arguments.size(); ++one.index) {
    if (one.index > ref.index && !ref.rest)
      break;
    Term given = text(one, state), condition = withoutMark(given);
    if (auto literal = terms.literal(given); literal && memberIn(*literal) && ref.rest)
      continue;  // What is counted.
    parts.push_back(condition);
  }
  return terms.text(parts);
}

/// The qualified name of the class that is meant: a template argument, or whose member it is.
std::string Effects::classOf(const apis::Ref &ref, const State &state) {
  if (ref.base != apis::Ref::Base::Type) {
    auto literal = terms.literal(text(ref, state));
    auto member = literal ? memberIn(*literal) : std::nullopt;
    return member ? std::string(member->substr(0, member->rfind("::"))) : std::string();
  }
  std::string_view id = machine.program.strings[call.callee.model];
  std::size_t start = id.find(apis::typesStart);
  for (std::uint32_t index = 0; start != id.npos; ++index) {
    std::size_t end = id.find(apis::typeSeparator, start + 1);
    if (index == ref.index) {
      std::string_view type = id.substr(start + 1, end == id.npos ? end : end - start - 1);
      // Of "int User::*" the class.
      if (std::size_t member = type.find("::*"); member != type.npos)
        type = type.substr(type.rfind(' ', member) + 1, member - type.rfind(' ', member) - 1);
      return std::string(type);
    }
    start = end;
  }
  return {};
}

std::string Effects::primaryKey(std::string_view className) const {
  return known(machine.fieldTexts, "#key:" + std::string(className), "id");
}

void Effects::run(const apis::Expression &effect, State &state) {
  if (given(effect.option) && value(effect.option, state) != terms.integer(effect.is))
    return;
  std::vector<Term> parts;
  for (const apis::Ref &ref : effect.parts)
    parts.push_back(part(ref, state));
  writeTo(effect.to, expression(parts), state);
}

void Effects::run(const apis::Maps &effect, State &state) {
  if (!machine.observer->learns)
    return;
  std::string className = classOf(effect.of, state);
  auto literal = effect.of.base == apis::Ref::Base::Type ? std::nullopt : terms.literal(text(effect.of, state));
  auto member = literal ? memberIn(*literal) : std::nullopt;
  auto tell = [&](const std::string &slot, Term name) {
    if (terms.literal(name))
      machine.observer->onFieldText(slot, name);
  };
  if (given(effect.table) && !className.empty())
    tell("#table:" + className, text(effect.table, state));
  if (!member)
    return;
  Term column = given(effect.column) ? text(effect.column, state) : terms.literalText(undecorated(lastOf(*member)));
  tell("#column:" + std::string(*member), column);
  if (effect.primaryKey)
    tell("#key:" + className, column);
}

void Effects::addMembers(std::string_view className, Term object, std::vector<Written> &written, const State &state) {
  constexpr std::size_t maxMembers = 64;
  const facts::Class *found = machine.index.classNamed(machine.infos.textId(className));
  if (!found)
    return;
  for (facts::TextId base : found->bases)
    addMembers(machine.program.strings[base], object, written, state);
  for (const facts::ClassField &field : found->fields)
    if (written.size() < maxMembers) {
      std::string_view name = machine.program.strings[field.name];
      Term value = machine.load(terms.field(object, name), state);
      written.push_back({columnOfMember(name), operand(value, state)});
    }
}

Term Effects::statement(const apis::Entity &effect, const State &state) {
  std::string className = classOf(effect.of, state);
  Term table = className.empty() && effect.of.base != apis::Ref::Base::Type
                   ? withoutMark(text(effect.of, state))
                   : terms.literalText(tableOfClass(className));
  if (className.empty() && terms.kind(table) != TermKind::Text)
    table = terms.text(std::array{table});
  std::vector<Term> parts;
  auto add = [&](std::string_view literal) { parts.push_back(terms.literalText(literal)); };
  std::vector<Written> written;
  if (given(effect.row)) {
    Term object = this->object(effect.row, state);
    for (Term held = state.get(object); held != noTerm && terms.kind(held) == TermKind::Address;
         held = state.get(object))
      object = terms.operand(held, 0);
    addMembers(className, object, written, state);
  }
  std::string key = primaryKey(className);
  switch (effect.action) {
  case Action::Find:
    add("SELECT * FROM ");
    break;
  case Action::Count:
    add("SELECT COUNT(*) FROM ");
    break;
  case Action::Exists:
    add("SELECT EXISTS (SELECT 1 FROM ");
    break;
  case Action::Insert:
  case Action::InsertNew:
    add("INSERT INTO ");
    break;
  case Action::Replace:
    add("REPLACE INTO ");
    break;
  case Action::Update:
    add("UPDATE ");
    break;
  case Action::Remove:
    add("DELETE FROM ");
    break;
  }
  parts.push_back(table);
  bool inserts =
      effect.action == Action::Insert || effect.action == Action::InsertNew || effect.action == Action::Replace;
  auto keyValue = std::ranges::find(written, key, &Written::column);
  if (inserts) {
    // The database gives the number: what the object holds before is not written.
    bool numbered = keyValue != written.end() && (effect.generatedKey || terms.literal(keyValue->value));
    if (effect.action != Action::Replace && numbered)
      written.erase(keyValue);
    std::vector<Term> values;
    add(" (");
    for (const Written &one : written) {
      add((&one == written.data() ? "" : ", ") + one.column);
      values.push_back(terms.literalText(&one == written.data() ? "" : ", "));
      values.push_back(one.value);
    }
    add(") VALUES (");
    parts.insert(parts.end(), values.begin(), values.end());
    add(effect.action == Action::InsertNew ? ") ON CONFLICT DO NOTHING" : ")");
  } else if (effect.action == Action::Update && given(effect.row)) {
    add(" SET ");
    for (const Written &one : written) {
      add((&one == written.data() ? "" : ", ") + one.column + " = ");
      parts.push_back(one.value);
    }
  }
  bool byKey = !inserts && keyValue != written.end() && effect.clauses.empty() && !given(effect.key);
  if (byKey || given(effect.key)) {
    add(" WHERE " + key + " = ");
    parts.push_back(byKey ? keyValue->value : part(effect.key, state));
  }
  for (const apis::Ref &ref : effect.clauses)
    parts.push_back(clause(ref, state));
  if (effect.action == Action::Exists)
    add(")");
  return terms.text(parts);
}

void Effects::run(const apis::Entity &effect, State &state) {
  Term onConnection = given(effect.connection) ? handle(effect.connection, state) : noTerm;
  Term text = statement(effect, state);
  Term cursor = given(effect.result) ? made(effect.result, state, 1) : terms.object(call.frame.id, call.number, 2);
  execute(cursor, onConnection, text, state);
}

/// Functions that get the result instead of the caller. Which of them is called is the world's to say.
void Effects::callBack(const apis::Entity &effect, State &&state, Outcomes &out) {
  Term result = value({.base = apis::Ref::Base::Result}, state);
  auto call = [&](const apis::Ref &function, Term argument, State called) {
    if (given(function))
      machine.invokeValue(this->call.frame, this->call.number, value(function, called), std::array{argument}, noTerm,
                          std::move(called), out);
  };
  auto error = [&] { return fresh("error", state); };
  const int ended = outcome.value_or(-1);
  if (ended == static_cast<int>(Outcome::Violated) || ended == static_cast<int>(Outcome::Failed))
    return call(effect.failed, error(), std::move(state));
  if (ended != static_cast<int>(Outcome::Row) && ended != static_cast<int>(Outcome::Stored)) {
    Term empty = effect.missing == effect.done ? terms.emptyText() : error();
    State none = state;
    if (effect.action == Action::Count)
      empty = terms.integer(0);
    call(effect.missing, empty, ended < 0 ? std::move(none) : std::move(state));
  }
  if (ended != static_cast<int>(Outcome::None))
    call(effect.done, result, std::move(state));
}

}  // namespace dbrace::worlds
