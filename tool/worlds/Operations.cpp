// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Database operations: statements are prepared, run and read; the world under test decides how they end.
//
// The bookkeeping of a handle is kept in hidden fields of its object: "#sql" the text, "#run" the path of its last
// execution, "#outcome" how that ended (apis::Outcome, absent: unknown), "#present" whether the row looked for is there,
// "#phase" how far its rows are read, "#bind:<n>" its parameters, "#conn" its connection.
#include "worlds/Effects.h"
#include "worlds/Lookup.h"

namespace dbrace::worlds {

using apis::Outcome;

namespace {
constexpr int fresh_ = 0, rowGiven = 1, finished = 2;
constexpr int unknown = -1;
} // namespace

sql::Dialect Effects::libraryDialect() const {
  return library ? dialectNamed(library->dialect) : sql::Dialect::Generic;
}

/// The object that a handle denotes: "*arg2" of `char **table` holds an address, whose object has the bookkeeping.
Term Effects::handle(const apis::Ref &ref, const State &state) {
  Term place = object(ref, state);
  for (int i = 0; i < 3; ++i) {
    Term held = state.get(place);
    if (held == noTerm || terms.kind(held) != TermKind::Address || state.get(terms.field(place, "#sql")) || state.get(terms.field(place, "#conn")))
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
  state.set(connection, terms.symbol("connection", {connection}));
  outcome = static_cast<int>(Outcome::Stored);
}

void Effects::run(const apis::Close &effect, State &state) {
  Term object = handle(effect.handle, state);
  for (std::string_view field : {"#run", "#outcome", "#present", "#phase"})
    state.erase(terms.field(object, field));
  outcome = static_cast<int>(Outcome::Stored);
}

void Effects::run(const apis::Prepare &effect, State &state) {
  outcome = static_cast<int>(Outcome::Stored);
  Term connection = given(effect.connection) ? handle(effect.connection, state) : noTerm;
  if (given(effect.name)) {
    // A named statement belongs to its connection; the name is the handle.
    Term name = text(effect.name, state);
    if (given(effect.text) && connection != noTerm) {
      Term slot = terms.element(terms.field(connection, "#statements"), name);
      state.set(slot, text(effect.text, state));
      if (terms.kind(name) == TermKind::Text && machine.observer)
        machine.observer->onFieldText("#statement:" + std::string(terms.operands(name).empty() ? "" : terms.name(terms.operand(name, 0))),
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
  machine.killInside(statement, state);
  if (connection != noTerm)
    set(statement, "#conn", connection, state);
  if (!given(effect.text))
    return;
  Term sqlText = text(effect.text, state);
  set(statement, "#sql", sqlText, state);
  const ReadText *read = machine.texts.read(sqlText, terms, libraryDialect());
  if (!read || !read->tableKnown)
    machine.observer->onMissingContext(call.frame, call.number, sqlText);
  for (Term at : {holder, statement})
    if (at != noTerm) {
      if (std::string name = machine.slotName(at); !name.empty())
        machine.observer->onFieldText("#sql:" + name, sqlText);
      // `prepared[i]` from `texts[i]`: the two arrays go together, whatever i is.
      if (terms.kind(at) == TermKind::Element && terms.isApply(sqlText, "element") && terms.operand(sqlText, 1) == terms.operand(at, 1))
        if (std::string array = machine.slotName(terms.base(at)), from = machine.slotName(terms.operand(sqlText, 0));
            !array.empty() && !from.empty())
          machine.observer->onFieldText("#texts:" + array, terms.literalText(from));
    }
}

void Effects::run(const apis::Bind &effect, State &state) {
  outcome = static_cast<int>(Outcome::Stored);
  Term statement = handle(effect.statement, state);
  needs(statement, "#sql", state);
  auto bind = [&](std::string_view which, Term value) { set(statement, "#bind:" + std::string(which), value, state); };
  if (given(effect.values)) {
    set(statement, "#binds", array(effect.values, state), state);
    set(statement, "#bindfield", effect.values.field.empty() ? terms.emptyText() : terms.literalText(effect.values.field), state);
    return;
  }
  bool isNull = !given(effect.value) || effect.value.base == apis::Ref::Base::Null;
  Term value = isNull ? terms.symbol("null", {}) : text(effect.value, state);
  if (given(effect.name)) {
    Term name = text(effect.name, state);
    if (terms.kind(name) == TermKind::Text && terms.operands(name).size() == 1)
      bind(terms.name(terms.operand(name, 0)), value);
    return;
  }
  std::int64_t index = 0;
  if (given(effect.index)) {
    Term given = this->value(effect.index, state);
    if (terms.kind(given) != TermKind::Int) {
      // By a name that was looked up (sqlite3_bind_parameter_index), or by a counter: nothing is known.
      if (terms.kind(given) == TermKind::Apply && terms.operands(given).size() == 2 &&
          terms.kind(machine.textOf(terms.operand(given, 1), state)) == TermKind::Text) {
        Term name = machine.textOf(terms.operand(given, 1), state);
        if (terms.operands(name).size() == 1)
          bind(terms.name(terms.operand(name, 0)), value);
      }
      return;
    }
    index = terms.number(given) - effect.base;
  } else {
    index = std::max(get(statement, "#next", state), 0);
    set(statement, "#next", terms.integer(index + 1), state);
  }
  bind(std::to_string(index), value);
}

void Effects::run(const apis::Run &effect, State &state) {
  Term connection = given(effect.connection) ? handle(effect.connection, state) : noTerm;
  Term cursor = noTerm, sqlText = noTerm;
  if (given(effect.statement)) {
    cursor = handle(effect.statement, state);
    if (effect.step && get(cursor, "#phase", state) >= fresh_ && state.get(terms.field(cursor, "#run"))) {
      advance(cursor, state);
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
    if (connection != noTerm)
      sqlText = state.get(terms.element(terms.field(connection, "#statements"), name));
    if (sqlText == noTerm && terms.kind(name) == TermKind::Text && terms.operands(name).size() == 1)
      if (const std::string *known = machine.fieldTexts.find("#statement:" + std::string(terms.name(terms.operand(name, 0)))))
        sqlText = terms.literalText(*known);
  } else {
    sqlText = text(effect.text, state);
    cursor = connection;
  }
  if (given(effect.result))
    cursor = made(effect.result, state, 1);
  if (cursor == noTerm)
    cursor = terms.object(call.frame.id, call.number, 2);
  if (sqlText == noTerm)
    sqlText = terms.apply("sql", {cursor});
  if (!given(effect.statement))
    for (const auto &entry : std::vector<std::pair<Term, Term>>(state.store))
      if (terms.kind(entry.first) == TermKind::Field && terms.base(entry.first) == cursor && terms.name(entry.first).starts_with("#bind"))
        state.erase(entry.first);
  if (given(effect.values)) {
    set(cursor, "#binds", array(effect.values, state), state);
    set(cursor, "#bindfield", effect.values.field.empty() ? terms.emptyText() : terms.literalText(effect.values.field), state);
  }
  execute(cursor, connection, sqlText, state);
  if (effect.step)
    advance(cursor, state);
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

void Effects::execute(Term cursor, Term connection, Term sqlText, State &state) {
  const ReadText *read = machine.texts.read(sqlText, terms, libraryDialect());
  Term run = terms.run(call.frame.id, call.number);
  bool missing = !read || !read->tableKnown;
  if (missing)
    machine.observer->onMissingContext(call.frame, call.number, sqlText);
  set(cursor, "#sql", sqlText, state);
  machine.observer->onRun({run, call.frame, call.number, sqlText, read, library, cursor, missing}, state);
  int present = unknown;
  int result = judgeRun(read, run, cursor, state, present);
  for (Term at : {cursor, connection}) {
    if (at == noTerm)
      continue;
    set(at, "#run", run, state);
    set(at, "#sql", sqlText, state);
    set(at, "#outcome", terms.integer(result), state);
    set(at, "#present", terms.integer(present), state);
    set(at, "#phase", terms.integer(fresh_), state);
    set(at, "#taken", terms.integer(0), state);
  }
  // Columns of an earlier execution of this statement say nothing about this one.
  std::erase_if(state.knowledge, [&](const auto &known) {
    Term value = known.first;
    auto isColumn = [&] { return terms.isApply(value, "column") || terms.isApply(value, "columntext"); };
    while (terms.kind(value) == TermKind::Apply && !terms.operands(value).empty() && !isColumn())
      value = terms.operand(value, 0);
    return isColumn() && terms.operand(value, 0) == run;
  });
  outcome = result;
}

/// How the run ends in this world; `present`: whether the row it looks for is there (0, 1, -1 unknown).
int Effects::judgeRun(const ReadText *read, Term run, Term cursor, State &state, int &present) {
  if (!read || read->statements.empty())
    return unknown;
  const World &world = *machine.world;
  int result = unknown;
  for (const auto &pointer : read->statements) {
    const sql::Statement &statement = *pointer;
    control(statement, state);
    const auto *select = lookupSelect(statement);
    bool tested = run == world.read;
    if (tested && (select || std::holds_alternative<sql::Update>(statement.body))) {
      state.marked = true;
      state.readTransaction = state.transaction;
      state.readLocks = state.locks;
      state.readKey.clear();
      for (const LookupColumn &column : lookupOf(statement))
        state.readKey.push_back(machine.keyValue(*column.value, cursor, state));
      state.reads.clear();
      if (world.readFails)
        return static_cast<int>(Outcome::Failed);
      present = state.rowThere || world.row == World::Row::Present ? 1 : world.row == World::Row::Absent ? 0 : unknown;
      if (present == unknown)
        return unknown;
      if (alwaysOneRow(statement))
        return static_cast<int>(Outcome::Row);
      return static_cast<int>(present ? Outcome::Row : Outcome::None);
    }
    if (select) {
      if (state.marked && std::find(state.reads.begin(), state.reads.end(), run) == state.reads.end())
        state.reads.push_back(run);
      result = alwaysOneRow(statement) ? static_cast<int>(Outcome::Row) : unknown;
      continue;
    }
    if (run == world.write && std::holds_alternative<sql::Insert>(statement.body)) {
      state.wrote = true;
      state.rowThere = world.outcome != Outcome::Failed || state.rowThere;
      return static_cast<int>(world.outcome);
    }
    if (std::holds_alternative<sql::Insert>(statement.body) && state.marked)
      state.rowThere = true;
    if (std::holds_alternative<sql::Unreadable>(statement.body))
      return unknown;
    result = static_cast<int>(Outcome::Stored);
    if (const auto *insert = std::get_if<sql::Insert>(&statement.body); insert && !insert->returning.empty())
      result = static_cast<int>(Outcome::Row);
  }
  return result;
}

void Effects::begin(TransactionShape shape, sql::Isolation isolation, State &state) {
  state.transaction.kind = TransactionState::Kind::Open;
  state.transaction.shape = shape;
  state.transaction.at = terms.run(call.frame.id, call.number);
  if (isolation != sql::Isolation::Unspecified)
    state.transaction.isolation = isolation;
}

void Effects::finish(State &state) {
  state.transaction.kind = TransactionState::Kind::None;
  state.transaction.shape = TransactionShape::Autocommit;
  state.transaction.at = noTerm;
  std::erase_if(state.locks, [](const LockState &lock) {
    return lock.kind == LockKind::OtherRow || lock.kind == LockKind::AdvisoryTransaction || (lock.kind == LockKind::Table && lock.inTransaction);
  });
}

void Effects::control(const sql::Statement &statement, State &state) {
  if (const auto *transaction = std::get_if<sql::TransactionControl>(&statement.body)) {
    using Kind = sql::TransactionControl::Kind;
    using Mode = sql::TransactionControl::Mode;
    switch (transaction->kind) {
    case Kind::Begin:
      begin(transaction->mode == Mode::Immediate || transaction->mode == Mode::Exclusive ? TransactionShape::Immediate
                                                                                         : TransactionShape::Deferred,
            transaction->isolation, state);
      break;
    case Kind::Commit: case Kind::Rollback: finish(state); break;
    case Kind::SetIsolation: state.transaction.isolation = transaction->isolation; break;
    case Kind::SetAutocommit:
      if (transaction->autocommit)
        finish(state);
      else
        begin(TransactionShape::Deferred, sql::Isolation::Unspecified, state);
      break;
    case Kind::Savepoint:
      // Outside a transaction a savepoint opens one (SQLite); elsewhere it is an error that nothing protects.
      if (state.transaction.kind == TransactionState::Kind::None)
        begin(TransactionShape::Deferred, sql::Isolation::Unspecified, state);
      break;
    case Kind::RollbackTo: case Kind::Release: break;
    }
  }
  bool inTransaction = state.transaction.kind == TransactionState::Kind::Open;
  Term here = terms.run(call.frame.id, call.number);
  if (const auto *lock = std::get_if<sql::LockControl>(&statement.body)) {
    using Kind = sql::LockControl::Kind;
    auto key = [&] { return lock->key.empty() ? noTerm : machine.keyValue(*lock->key.front(), noTerm, state); };
    switch (lock->kind) {
    case Kind::Table:
      state.locks.push_back({LockKind::Table, terms.literalText(lock->mode), noTerm, here, lock->transactional});
      break;
    case Kind::UnlockTables:
      std::erase_if(state.locks, [](const LockState &held) { return held.kind == LockKind::Table; });
      break;
    case Kind::Advisory:
      state.locks.push_back({lock->transactional ? LockKind::AdvisoryTransaction : LockKind::AdvisorySession, key(), noTerm, here, inTransaction});
      // In autocommit it is gone at the end of its own statement.
      if (lock->transactional && state.transaction.kind == TransactionState::Kind::None)
        state.locks.pop_back();
      break;
    case Kind::NamedLock: state.locks.push_back({LockKind::Named, key(), noTerm, here, inTransaction}); break;
    case Kind::AdvisoryUnlock: case Kind::NamedUnlock:
      std::erase_if(state.locks, [](const LockState &held) { return held.kind == LockKind::AdvisorySession || held.kind == LockKind::Named; });
      break;
    }
  }
  if (const auto *select = std::get_if<sql::Select>(&statement.body);
      select && select->locking.strength != sql::RowLock::None && state.transaction.kind != TransactionState::Kind::None) {
    LockState held{LockKind::OtherRow, terms.literalText(tableOf(statement)), noTerm, here, true};
    if (std::find(state.locks.begin(), state.locks.end(), held) == state.locks.end())
      state.locks.push_back(held);
  }
}

void Effects::run(const apis::TakeResult &effect, State &state) {
  Term from = handle(effect.from, state);
  int ended = get(from, "#outcome", state);
  outcome = ended;
  needs(from, "#run", state);
  Term result = made(effect.result, state, 0);
  for (std::string_view field : {"#run", "#sql", "#outcome", "#present", "#phase", "#binds", "#bindfield"})
    if (Term value = state.get(terms.field(from, field)))
      set(result, field, value, state);
}

void Effects::advance(Term cursor, State &state) {
  int ended = get(cursor, "#outcome", state);
  int phase = get(cursor, "#phase", state);
  needs(cursor, "#run", state);
  if (ended == static_cast<int>(Outcome::Row) && phase == fresh_) {
    outcome = ended;
    set(cursor, "#phase", terms.integer(rowGiven), state);
  } else if (ended == static_cast<int>(Outcome::Row)) {
    const ReadText *read = machine.texts.read(state.get(terms.field(cursor, "#sql")), terms, libraryDialect());
    bool single = read && !read->statements.empty() && alwaysOneRow(*read->statements.front());
    outcome = single ? static_cast<int>(Outcome::None) : unknown;  // A second row: unknown.
    set(cursor, "#phase", terms.integer(finished), state);
  } else
    outcome = ended;
}

void Effects::run(const apis::NextRow &effect, State &state) {
  Term cursor = handle(effect.cursor, state);
  advance(cursor, state);
  if (given(effect.columns)) {
    Term row = made(effect.columns, state, 4);
    Term run = state.get(terms.field(cursor, "#run"));
    state.set(row, terms.apply("row", {run ? run : terms.symbol("norun", {cursor})}));
    state.set(terms.field(row, "#cursor"), cursor);
    if (outcome == static_cast<int>(Outcome::Row)) {
      const sql::Select *select = selectOf(cursor, state);
      for (std::size_t i = 0; i < (select ? std::min<std::size_t>(select->items.size(), 32) : 1); ++i)
        state.set(terms.element(row, terms.integer(static_cast<std::int64_t>(i))),
                  columnValue(cursor, terms.integer(static_cast<std::int64_t>(i)), state));
    }
  }
  if (Term bound = state.get(terms.field(cursor, "#results")); bound && outcome == static_cast<int>(Outcome::Row))
    for (int i = 0; i < 32; ++i) {
      Term buffer = state.get(member(terms.element(bound, terms.integer(i)), "buffer", state));
      if (buffer == noTerm)
        break;
      machine.store(machine.objectOf(buffer, state), columnValue(cursor, terms.integer(i), state), state);
    }
}

void Effects::run(const apis::Rewind &effect, State &state) {
  Term cursor = handle(effect.cursor, state);
  needs(cursor, "#sql", state);
  state.erase(terms.field(cursor, "#run"));
  set(cursor, "#phase", terms.integer(unknown), state);
  outcome = static_cast<int>(Outcome::Stored);
}

void Effects::run(const apis::BindResult &effect, State &state) {
  outcome = static_cast<int>(Outcome::Stored);
  Term statement = handle(effect.statement, state);
  needs(statement, "#sql", state);
  set(statement, "#results", array(effect.into, state), state);
}

const sql::Select *Effects::selectOf(Term cursor, const State &state) {
  Term sqlText = state.get(terms.field(cursor, "#sql"));
  const ReadText *read = sqlText ? machine.texts.read(sqlText, terms, libraryDialect()) : nullptr;
  if (!read)
    return nullptr;
  for (const auto &statement : read->statements)
    if (const auto *select = std::get_if<sql::Select>(&statement->body))
      return select;
  return nullptr;
}

Term Effects::columnValue(Term cursor, Term column, State &state) {
  Term run = state.get(terms.field(cursor, "#run"));
  if (run == noTerm) {
    machine.observer->onMissingContext(call.frame, call.number, cursor);
    return terms.apply("column", {terms.symbol("norun", {cursor}), column});
  }
  Term value = terms.apply("column", {run, column});
  int present = get(cursor, "#present", state);
  const sql::Select *select = selectOf(cursor, state);
  const sql::Expression *item = nullptr;
  if (select && terms.kind(column) == TermKind::Int) {
    auto index = static_cast<std::size_t>(terms.number(column));
    bool star = false;
    for (const auto &one : select->items)
      star |= one.expression && std::holds_alternative<sql::Star>(one.expression->what);
    if (!star && index < select->items.size())
      item = select->items[index].expression.get();
  } else if (select && select->items.size() == 1)
    item = select->items.front().expression.get();
  switch (item ? columnKind(*item) : ColumnKind::Plain) {
  case ColumnKind::Count:
    if (present == 0)
      return terms.integer(0);
    state.learn(value).restrict(present == 1 ? 1 : 0, Knowledge::highest);
    return value;
  case ColumnKind::Exists:
    if (present != unknown)
      return terms.integer(present);
    state.learn(value).restrict(0, 1);
    return value;
  case ColumnKind::NotExists:
    if (present != unknown)
      return terms.integer(!present);
    state.learn(value).restrict(0, 1);
    return value;
  case ColumnKind::Aggregate:
    if (present == 0)
      return terms.integer(0);  // NULL
    break;
  case ColumnKind::Constant: {
    const auto &constant = std::get<sql::Constant>(item->what);
    if (constant.kind == sql::Constant::Kind::Number && constant.text.size() < 18 &&
        constant.text.find_first_not_of("0123456789") == std::string::npos)
      return terms.integer(std::stoll(constant.text));
    return terms.literalText(constant.text);
  }
  case ColumnKind::Plain: break;
  }
  if (present == 1) {
    Knowledge &known = state.learn(value);
    known.exclude(0);
    if (machine.world->ordinaryRow) {
      known.restrict(1, Knowledge::highest);
      state.learn(terms.apply("size", {value})).restrict(1, Knowledge::highest);
    }
  }
  return value;
}

/// MAX of nothing is NULL, COUNT of nothing is 0.
bool Effects::isNullAggregate(Term cursor, Term column, const State &state) {
  const sql::Select *select = selectOf(cursor, state);
  if (!select || terms.kind(column) != TermKind::Int || static_cast<std::size_t>(terms.number(column)) >= select->items.size())
    return false;
  const auto &item = select->items[static_cast<std::size_t>(terms.number(column))].expression;
  return item && columnKind(*item) == ColumnKind::Aggregate;
}

bool Effects::isCount(Term cursor, Term column, const State &state) {
  const sql::Select *select = selectOf(cursor, state);
  if (!select || terms.kind(column) != TermKind::Int || static_cast<std::size_t>(terms.number(column)) >= select->items.size())
    return false;
  const auto &item = select->items[static_cast<std::size_t>(terms.number(column))].expression;
  ColumnKind kind = item ? columnKind(*item) : ColumnKind::Plain;
  return kind == ColumnKind::Count || kind == ColumnKind::Exists || kind == ColumnKind::NotExists;
}

void Effects::run(const apis::ReadColumn &effect, State &state) {
  Term cursor = handle(effect.cursor, state);
  Term column = given(effect.column) ? value(effect.column, state) : terms.integer(0);
  if (terms.kind(column) == TermKind::Int)
    column = terms.integer(terms.number(column) - effect.base);
  // A column without a row is NULL.
  int ended = get(cursor, "#outcome", state);
  Term read = ended == static_cast<int>(Outcome::None) ? terms.integer(0) : columnValue(cursor, column, state);
  if (effect.text && terms.kind(read) == TermKind::Int && ended != static_cast<int>(Outcome::None) && !isNullAggregate(cursor, column, state))
    read = terms.literalText(std::to_string(terms.number(read)));
  if (effect.text && terms.isApply(read, "column")) {
    // The pointer to the characters is another thing than the number they spell: not null does not mean not zero.
    Term characters = terms.apply("columntext", terms.operands(read));
    if (get(cursor, "#present", state) == 1 || isCount(cursor, column, state)) {
      state.learn(characters).restrict(1, Knowledge::highest);
      if (machine.world->ordinaryRow)
        state.learn(terms.apply("size", {characters})).restrict(1, Knowledge::highest);
    }
    read = characters;
  }
  if (ended == static_cast<int>(Outcome::None) && model.yields[Outcome::None])
    outcome = ended;
  writeTo(effect.into, read, state);
}

void Effects::run(const apis::Measure &effect, State &state) {
  using What = apis::Measure::What;
  Term object = given(effect.of) ? handle(effect.of, state) : noTerm;
  int ended = object ? get(object, "#outcome", state) : unknown;
  Term run = object ? state.get(terms.field(object, "#run")) : noTerm;
  Term source = run ? run : terms.symbol("norun", {object});
  if (object != noTerm && effect.what != What::InTransaction)
    needs(object, "#run", state);
  const ReadText *read = nullptr;
  if (Term sqlText = object ? state.get(terms.field(object, "#sql")) : noTerm)
    read = machine.texts.read(sqlText, terms, libraryDialect());
  auto symbol = [&](std::string_view kind, std::int64_t low) {
    Term value = terms.apply(kind, {source});
    state.learn(value).restrict(low, Knowledge::highest);
    return value;
  };
  Term value = noTerm;
  switch (effect.what) {
  case What::RowCount:
    if (ended == static_cast<int>(Outcome::Row))
      value = read && !read->statements.empty() && alwaysOneRow(*read->statements.front()) ? terms.integer(1) : symbol("rows", 1);
    else if (ended == unknown)
      value = symbol("rows", 0);
    else
      value = terms.integer(0);
    break;
  case What::ColumnCount:
    if (const sql::Select *select = selectOf(object, state)) {
      bool star = select->items.empty() || select->compound;
      for (const auto &item : select->items)
        star |= item.expression && (std::holds_alternative<sql::Star>(item.expression->what) || std::holds_alternative<sql::Opaque>(item.expression->what));
      value = star ? symbol("columns", 1) : terms.integer(static_cast<std::int64_t>(select->items.size()));
    } else if (read && !read->statements.empty() && !std::holds_alternative<sql::Unreadable>(read->statements.front()->body) &&
               ended != static_cast<int>(Outcome::Row))
      value = terms.integer(0);
    else
      value = symbol("columns", 0);
    break;
  case What::Affected:
    if (ended == static_cast<int>(Outcome::None))
      value = terms.integer(0);
    else if (ended == static_cast<int>(Outcome::Row))
      value = symbol("affected", 1);
    else if (ended == static_cast<int>(Outcome::Stored) && read && !read->statements.empty() &&
             std::holds_alternative<sql::Insert>(read->statements.front()->body) &&
             std::get<sql::Insert>(read->statements.front()->body).conflicts.empty() &&
             !std::get<sql::Insert>(read->statements.front()->body).select)
      value = terms.integer(1);
    else
      value = symbol("affected", ended == static_cast<int>(Outcome::Violated) || ended == static_cast<int>(Outcome::Failed) ? -1 : 0);
    break;
  case What::InsertId:
    value = terms.apply("insertid", {source});
    state.learn(value).exclude(0);
    break;
  case What::IsNullColumn: {
    Term column = given(effect.column) ? this->value(effect.column, state) : terms.integer(0);
    if (ended == static_cast<int>(Outcome::None)) {
      value = terms.integer(1);
      break;
    }
    Term content = columnValue(object, column, state);
    value = machine.binary(facts::Operator::Eq, content, terms.integer(0), state);
    break;
  }
  case What::InTransaction:
    value = state.transaction.kind == TransactionState::Kind::Open ? terms.integer(1) : fresh("measure", state);
    break;
  case What::ErrorCode: case What::ErrorText: case What::IsOk:
    if (ended == unknown) {
      value = fresh("code", state);
      break;
    }
    outcome = ended;
    if (model.yields[static_cast<Outcome>(ended)])
      return;  // The yields say it.
    if (effect.what == What::ErrorCode && ended == static_cast<int>(Outcome::Violated) && library) {
      value = terms.apply("violation", {terms.literalText(library->name)});
      state.learn(value).restrict(1, Knowledge::highest);
    } else if (effect.what == What::ErrorCode && ended == static_cast<int>(Outcome::Failed) && library) {
      value = terms.apply("failure", {terms.literalText(library->name)});
      state.learn(value).restrict(1, Knowledge::highest);
    } else if (effect.what == What::ErrorCode)
      value = terms.integer(0);
    else if (effect.what == What::IsOk)
      value = terms.integer(ended != static_cast<int>(Outcome::Violated) && ended != static_cast<int>(Outcome::Failed));
    else
      value = terms.apply("message", {source, terms.integer(ended)});
    break;
  }
  outcome.reset();
  writeTo(effect.into, value, state);
}

void Effects::run(const apis::Transaction &effect, State &state) {
  using Kind = apis::Transaction::Kind;
  outcome = static_cast<int>(Outcome::Stored);
  switch (effect.kind) {
  case Kind::Begin:
    begin(effect.mode == "immediate" || effect.mode == "exclusive" ? TransactionShape::Immediate : TransactionShape::Deferred,
          sql::Isolation::Unspecified, state);
    break;
  case Kind::Commit: case Kind::Rollback: finish(state); break;
  case Kind::Autocommit: {
    auto on = machine.truth(value(effect.value, state), state);
    if (!on || *on)
      finish(state);
    else
      begin(TransactionShape::Deferred, sql::Isolation::Unspecified, state);
    break;
  }
  default: break;
  }
}

void Effects::run(const apis::Lock &effect, State &state) {
  LockState held{LockKind::Mutex, noTerm, noTerm, terms.run(call.frame.id, call.number), false};
  held.object = given(effect.object) ? object(effect.object, state) : terms.symbol("lock", {terms.run(call.frame.id, call.number)});
  if (given(effect.holder)) {
    held.holder = object(effect.holder, state);
    if (!given(effect.object) || terms.isApply(held.object, "absent"))
      held.object = state.get(terms.field(held.holder, "#mutex")) ? state.get(terms.field(held.holder, "#mutex")) : held.object;
    state.set(terms.field(held.holder, "#mutex"), held.object);
  }
  for (const LockState &other : state.locks)
    if (other.object == held.object && other.holder == held.holder && other.kind == LockKind::Mutex)
      return;
  state.locks.push_back(held);
}

void Effects::run(const apis::Unlock &effect, State &state) {
  if (given(effect.holder)) {
    Term holder = object(effect.holder, state);
    std::erase_if(state.locks, [&](const LockState &lock) { return lock.holder == holder && lock.kind == LockKind::Mutex; });
  } else {
    Term mutex = object(effect.object, state);
    std::erase_if(state.locks, [&](const LockState &lock) { return lock.object == mutex && lock.kind == LockKind::Mutex; });
  }
}

} // namespace dbrace::worlds
