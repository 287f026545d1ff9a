// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Database operations: statements are prepared, run and read; the world under test decides how they end.
//
// The bookkeeping of a handle is kept in hidden fields of its object: "#sql" the text, "#run" the path of its last
// execution, "#outcome" how that ended (apis::Outcome, absent: unknown), "#present" whether the row looked for is
// there,
// "#phase" how far its rows are read, "#bind:<n>" its parameters, "#conn" its connection.
#include "worlds/Effects.h"
#include "worlds/Lookup.h"

#include <algorithm>

namespace dbrace::worlds {

using apis::Outcome;

namespace {
constexpr int fresh_ = 0;  // Of "#phase": run, no row read yet.
constexpr int unknown = -1;

bool asksForLock(const ReadText *read) {
  return read && read->statements.size() == 1 && [](const sql::LockControl *lock) {
    return lock && lock->mayFail;
  }(std::get_if<sql::LockControl>(&read->statements.front()->body));
}
}  // namespace

sql::Dialect Effects::libraryDialect() const {
  return library ? dialectOf(*library, machine.fieldTexts) : sql::Dialect::Generic;
}

/// The object that a handle denotes: "*arg2" of `char **table` holds an address, whose object has the bookkeeping.
Term Effects::handle(const apis::Ref &ref, const State &state) {
  Term place = object(ref, state);
  for (int i = 0; i < 3; ++i) {
    Term held = state.get(place);
    if (held == noTerm || terms.kind(held) != TermKind::Address || state.get(terms.field(place, "#sql")) ||
        state.get(terms.field(place, "#conn")))
      break;
    place = terms.operand(held, 0);
  }
  return place;
}

/// Without what an earlier operation left on the handle, only the callers can tell what this one is about.
void Effects::needs(Term handle, std::string_view field, const State &state) {
  if (state.get(terms.field(handle, field)) == noTerm)
    machine.observer->onMissingContext(call.frame, call.number, handle);
}

void Effects::run(const apis::Open &effect, State &state) {
  Term connection = made(effect.connection, state, 0);
  Term name = connection;
  if (given(effect.name)) {
    bool left = effect.name.base == apis::Ref::Base::Argument && effect.name.index >= call.arguments.size();
    Term known = left ? terms.emptyText() : text(effect.name, state);
    name = left || terms.literal(known) ? known : connection;
  }
  bool alone = std::ranges::any_of(call.arguments, [&](Term argument) {
    auto known = terms.literal(machine.textOf(argument, state));
    return known && (*known == ":memory:" || *known == "file::memory:");
  });
  state.set(connection, alone ? terms.symbol("connection", {name, terms.literalText(":memory:")})
                              : terms.symbol("connection", {name}));
  outcome = static_cast<int>(Outcome::Stored);
  if (!given(effect.driver) || !library)
    return;
  Term driver = text(effect.driver, state);
  if (auto name = driverName(effect.driver, driver, state)) {
    auto known = std::find_if(library->drivers.begin(), library->drivers.end(),
                              [&](const auto &one) { return one.first == *name; });
    std::string_view dialect = known == library->drivers.end() ? std::string_view("generic") : known->second;
    machine.observer->onFieldText(driverField(*library), terms.literalText(dialect));
  } else
    machine.observer->onMissingContext(call.frame, call.number, driver);
}

/// A driver is a text, the scheme of one ("sqlite3://file"), or a global object of the library.
std::optional<std::string_view> Effects::driverName(const apis::Ref &ref, Term text, const State &state) {
  if (Term object = value(ref, state); terms.kind(object) == TermKind::Address)
    if (Term global = terms.operand(object, 0); terms.kind(global) == TermKind::Global)
      return terms.name(global);
  if (terms.kind(text) != TermKind::Text || terms.operands(text).empty() ||
      terms.kind(terms.operand(text, 0)) != TermKind::Literal)
    return std::nullopt;
  std::string_view spelled = terms.name(terms.operand(text, 0));
  if (std::size_t scheme = spelled.find("://"); scheme != spelled.npos)
    return spelled.substr(0, scheme);
  return terms.operands(text).size() == 1 ? std::optional(spelled) : std::nullopt;
}

void Effects::run(const apis::Close &effect, State &state) {
  Term object = handle(effect.handle, state);
  for (std::string_view field : {"#run", "#outcome", "#present", "#phase"})
    state.erase(terms.field(object, field));
  if (!outcome)  // Else it was measured first: what is yielded is how the last run ended.
    outcome = static_cast<int>(Outcome::Stored);
}

void Effects::run(const apis::Prepare &effect, State &state) {
  outcome = static_cast<int>(Outcome::Stored);
  if (effect.append) {
    Term statement = handle(effect.statement, state);
    Term before = state.get(terms.field(statement, "#sql"));
    Term parts[] = {before == noTerm ? terms.emptyText() : before, text(effect.text, state)};
    set(statement, "#sql", terms.text(parts), state);
    return;
  }
  Term connection = given(effect.connection) ? handle(effect.connection, state) : noTerm;
  if (given(effect.name)) {
    // A named statement belongs to its connection; the name is the handle.
    Term name = text(effect.name, state);
    if (given(effect.statement)) {
      Term statement = made(effect.statement, state, 0);
      machine.killInside(statement, state);
      set(statement, "#conn", connection, state);
      if (Term known = namedText(connection, name, state))
        set(statement, "#sql", known, state);
      return;
    }
    if (given(effect.text) && connection != noTerm) {
      Term slot = terms.element(terms.field(connection, "#statements"), name);
      state.set(slot, text(effect.text, state));
      if (terms.kind(name) == TermKind::Text && machine.observer)
        machine.observer->onFieldText(
            "#statement:" + std::string(terms.operands(name).empty() ? "" : terms.name(terms.operand(name, 0))),
            text(effect.text, state));
    }
    if (given(effect.result))
      made(effect.result, state, 1);
    return;
  }
  Term holder = noTerm;
  if (given(effect.statement) && effect.statement.pointee)
    holder = object(effect.statement, state);
  Term statement = made(effect.statement, state, 0);
  if (connection == noTerm)
    connection = state.get(terms.field(statement, "#conn"));
  if (!given(effect.text) || get(statement, "#late", state) != 1)
    machine.killInside(statement, state);
  for (std::string_view field : {"#run", "#outcome", "#present", "#phase"})
    state.erase(terms.field(statement, field));
  if (connection != noTerm)
    set(statement, "#conn", connection, state);
  if (!given(effect.text))
    return;
  Term sqlText = machine.named(text(effect.text, state), state);
  set(statement, "#sql", sqlText, state);
  const ReadText *read = machine.texts.read(sqlText, terms, libraryDialect());
  if (!read || !read->tableKnown)
    machine.observer->onMissingContext(call.frame, call.number, sqlText);
  std::vector<Term> holders{holder, statement};
  const Term address = terms.address(statement);
  for (const auto &[place, held] : state.store)
    if (held == address)
      holders.push_back(place);  // A member that points to it.
  for (Term at : holders)
    if (at != noTerm) {
      for (const std::string &name : {machine.slotName(at), machine.innerName(at)})
        if (!name.empty())
          machine.observer->onFieldText("#sql:" + name, sqlText);
      // `prepared[i]` from `texts[i]`: the two arrays go together, whatever i is.
      if (terms.kind(at) == TermKind::Element && terms.isApply(sqlText, "element") &&
          terms.operand(sqlText, 1) == terms.operand(at, 1))
        if (std::string array = machine.slotName(terms.base(at)), from = machine.slotName(terms.operand(sqlText, 0));
            !array.empty() && !from.empty())
          machine.observer->onFieldText("#texts:" + array, terms.literalText(from));
    }
}

/// The text that was prepared under a name, on this connection or else anywhere in the program; or, where that happens
/// in a loop over a table, the one that stands beside the name. Else noTerm.
Term Effects::namedText(Term connection, Term name, const State &state) {
  if (connection != noTerm)
    if (Term known = state.get(terms.element(terms.field(connection, "#statements"), name)))
      return known;
  auto literal = terms.literal(name);
  if (!literal)
    return noTerm;
  if (const std::string *known = machine.fieldTexts.find("#statement:" + std::string(*literal)))
    return terms.literalText(*known);
  const NamedText *registered = machine.namedTexts.find(*literal);
  return registered ? terms.literalText(registered->text) : noTerm;
}

/// Whether the step has come to a row.
void Effects::tellRow(const apis::Ref &found, State &state) {
  if (!given(found))
    return;
  if (outcome && *outcome != unknown)
    return writeTo(found, terms.integer(*outcome == static_cast<int>(Outcome::Row)), state);
  Term any = fresh("found", state);
  state.learn(any).restrict(0, 1);
  writeTo(found, any, state);
}

void Effects::run(const apis::Run &effect, State &state) {
  Term connection = given(effect.connection) ? handle(effect.connection, state) : noTerm;
  Term cursor = noTerm, sqlText = noTerm;
  if (given(effect.statement)) {
    cursor = handle(effect.statement, state);
    if (effect.step && get(cursor, "#phase", state) >= fresh_ && state.get(terms.field(cursor, "#run"))) {
      advance(cursor, state);
      tellRow(effect.found, state);
      return;
    }
    sqlText = state.get(terms.field(cursor, "#sql"));
    if (sqlText == noTerm)
      if (const std::string *known = fieldStatement(machine, cursor))
        sqlText = terms.literalText(*known);
    if (connection == noTerm)
      connection = state.get(terms.field(cursor, "#conn"));
  } else if (given(effect.name)) {
    Term name = text(effect.name, state);
    cursor = connection;
    sqlText = namedText(connection, name, state);
  } else {
    sqlText = machine.named(withoutMark(text(effect.text, state)), state);
    cursor = connection;
  }
  if (given(effect.result)) {
    Term statement = given(effect.statement) ? cursor : noTerm;
    cursor = made(effect.result, state, 1);
    if (statement != noTerm)
      for (const auto &[place, value] : std::vector<std::pair<Term, Term>>(state.store))
        if (terms.kind(place) == TermKind::Field && terms.base(place) == statement &&
            terms.name(place).starts_with("#bind"))
          state.set(terms.field(cursor, terms.name(place)), value);
  }
  if (cursor == noTerm)
    cursor = terms.object(call.frame.id, call.number, 2);
  if (sqlText == noTerm)
    sqlText = machine.named(terms.apply("sql", {cursor}), state);
  if (!given(effect.statement) && get(cursor, "#late", state) != 1)
    for (const auto &entry : std::vector<std::pair<Term, Term>>(state.store))
      if (terms.kind(entry.first) == TermKind::Field && terms.base(entry.first) == cursor &&
          (terms.name(entry.first).starts_with("#bind") || terms.name(entry.first) == "#next"))
        state.erase(entry.first);
  if (given(effect.values))
    bindAll(cursor, effect.values, state);
  execute(cursor, connection, sqlText, state);
  state.erase(terms.field(cursor, "#next"));  // The next value that is added is the first again.
  if (effect.step)
    advance(cursor, state);
  tellRow(effect.found, state);
  if (given(effect.callback)) {
    Term function = value(effect.callback, state);
    if (terms.kind(function) != TermKind::Int) {
      int rows = outcome == static_cast<int>(Outcome::Row) ? 1 : outcome && *outcome != unknown ? 0 : unknown;
      Callback call{function, {}, rows};
      for (const apis::Ref &ref : effect.callbackArguments) {
        if (given(ref)) {
          call.arguments.push_back(value(ref, state));
          continue;
        }
        // The row, as an array of its columns: the first array parameter of the callback.
        Term row = terms.object(this->call.frame.id, this->call.number, 3);
        state.set(row, terms.apply("row", {state.get(terms.field(cursor, "#run"))}));
        state.set(terms.field(row, "#cursor"), cursor);
        const sql::Select *select = selectOf(cursor, state);
        for (std::size_t i = 0; select && i < select->items.size() && i < 32; ++i)
          state.set(terms.element(row, terms.integer(static_cast<std::int64_t>(i))),
                    columnValue(cursor, terms.integer(static_cast<std::int64_t>(i)), state));
        call.arguments.push_back(terms.address(row));
      }
      callback = std::move(call);
    }
    // What a callback hands out is stored: the call itself succeeds with rows and without.
    if (outcome == static_cast<int>(Outcome::Row) || outcome == static_cast<int>(Outcome::None) || outcome == unknown)
      outcome = static_cast<int>(Outcome::Stored);
  }
}

void Effects::execute(Term cursor, Term onConnection, Term sqlText, State &state) {
  connection = identity(onConnection == noTerm ? state.get(terms.field(cursor, "#conn")) : onConnection, state);
  focus(connection, state);
  const ReadText *read = machine.texts.read(sqlText, terms, libraryDialect());
  Term run = terms.run(call.frame.id, call.number);
  // Round a loop to the lookup again: what comes of that has been seen from its first run on, as it is the same world.
  if (run == machine.world->read && state.marked && !state.wrote) {
    lookedUpAgain = true;
    return;
  }
  bool missing = !read || !read->tableKnown;
  if (missing)
    machine.observer->onMissingContext(call.frame, call.number, sqlText);
  set(cursor, "#sql", sqlText, state);
  const sql::Statement *reread = nullptr;
  if (read)
    for (const auto &statement : read->statements)
      if (rereads(*statement, cursor, state))
        reread = statement.get();
  bool elsewhere = state.readTransaction && apart(state.readTransaction->connection, connection);
  machine.hasRun = true;
  machine.observer->onRun(
      {run, call.frame, call.number, sqlText, read, library, cursor, elsewhere, missing, reread, connection}, state);
  state.reread |= reread != nullptr;
  int present = unknown;
  int result = judgeRun(read, run, cursor, state, present);
  for (Term at : {cursor, onConnection}) {
    if (at == noTerm)
      continue;
    set(at, "#run", run, state);
    set(at, "#sql", sqlText, state);
    set(at, "#outcome", terms.integer(result), state);
    set(at, "#present", terms.integer(present), state);
    set(at, "#phase", terms.integer(fresh_), state);
    set(at, "#taken", terms.integer(0), state);
    state.erase(terms.field(at, "#had"));
    if (asksForLock(read))
      asked.push_back(at);
  }
  // Columns and counts of an earlier execution of this statement say nothing about this one.
  std::erase_if(state.knowledge, [&](const auto &known) {
    Term value = known.first;
    while (terms.kind(value) == TermKind::Apply && !terms.operands(value).empty())
      value = terms.operand(value, 0);
    return value == run;
  });
  outcome = result;
}

void Effects::run(const apis::TakeResult &effect, State &state) {
  Term from = handle(effect.from, state);
  int ended = get(from, "#outcome", state);
  outcome = ended;
  needs(from, "#run", state);
  handOver(from, made(effect.result, state, 0), state);
}

/// Makes `to` a handle of the same rows.
void Effects::handOver(Term from, Term to, State &state) {
  for (std::string_view field : {"#run", "#sql", "#outcome", "#present", "#phase", "#had", "#binds", "#bindfield"})
    if (Term value = state.get(terms.field(from, field)))
      set(to, field, value, state);
}

}  // namespace dbrace::worlds
