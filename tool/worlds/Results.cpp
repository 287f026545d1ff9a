// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a statement gives back: rows, columns, counts, error codes, each as the world under test has it.
#include "worlds/Effects.h"
#include "worlds/Lookup.h"

namespace dbrace::worlds {

using apis::Outcome;

namespace {
constexpr int fresh_ = 0, rowGiven = 1, finished = 2;
constexpr int unknown = -1;

Term constantValue(const sql::Constant &constant, Terms &terms) {
  if (constant.kind == sql::Constant::Kind::Null)
    return terms.integer(0);
  const std::string &text = constant.text;
  const std::size_t sign = text.starts_with('-');
  if (constant.kind == sql::Constant::Kind::Number && text.size() > sign && text.size() < 18 &&
      text.find_first_not_of("0123456789", sign) == std::string::npos)
    return terms.integer(std::stoll(text));
  return terms.literalText(constant.text);
}

/// Is it a SELECT that asks for a lock, and so gives one column?
bool answersLock(const sql::Statement &statement) {
  using Kind = sql::LockControl::Kind;
  const auto *lock = std::get_if<sql::LockControl>(&statement.body);
  return lock && lock->kind != Kind::Table && lock->kind != Kind::UnlockTables;
}

/// How a database spells what a column holds: truth is a letter in PostgreSQL, a number elsewhere.
std::string spelledAs(ColumnKind kind, std::int64_t number, sql::Dialect dialect) {
  bool truth = kind == ColumnKind::Exists || kind == ColumnKind::NotExists;
  if (truth && dialect == sql::Dialect::PostgreSql)
    return number ? "t" : "f";
  return std::to_string(number);
}

/// The number of the column that results have under this name: its alias, its own name, or that of the function.
std::optional<std::int64_t> columnNamed(const sql::Select &select, std::string_view name) {
  for (std::size_t i = 0; i < select.items.size(); ++i) {
    const auto &[expression, alias] = select.items[i];
    std::string_view called = alias;
    if (alias.empty() && expression) {
      if (const auto *column = std::get_if<sql::ColumnRef>(&expression->what))
        called = column->column.text;
      else if (const auto *function = std::get_if<sql::FunctionCall>(&expression->what))
        called = function->name;
      else if (std::holds_alternative<sql::Subquery>(expression->what))
        called = "exists";
    }
    if (!called.empty() && sameName(called, name))
      return static_cast<std::int64_t>(i);
    if (expression && std::holds_alternative<sql::Star>(expression->what))
      return std::nullopt;  // What stands behind it has no known number.
  }
  return std::nullopt;
}
}  // namespace

void Effects::advance(Term cursor, State &state) {
  // The next row: what came from the columns of the last one is another value now.
  if (Term run = state.get(terms.field(cursor, "#run")); run != noTerm && run != machine.world->read)
    state.renew(run);
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
    machine.loopsOverRows |= state.get(terms.field(cursor, "#run")) == machine.world->read;
    set(cursor, "#phase", terms.integer(finished), state);
  } else
    outcome = ended;
  fillBound(cursor, state);
}

void Effects::run(const apis::NextRow &effect, State &state) {
  Term cursor = handle(effect.cursor, state);
  if (effect.first && get(cursor, "#phase", state) != unknown)
    set(cursor, "#phase", terms.integer(fresh_), state);
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
}

void Effects::run(const apis::ForEachRow &effect, State &state) {
  Term cursor = handle(effect.cursor, state);
  needs(cursor, "#run", state);
  int ended = get(cursor, "#outcome", state);
  bool none = ended != unknown && ended != static_cast<int>(Outcome::Row);
  machine.loopsOverRows |= state.get(terms.field(cursor, "#run")) == machine.world->read;
  callback = Callback{value(effect.function, state), {}, none ? 0 : ended == unknown ? unknown : 1};
  const sql::Select *select = selectOf(cursor, state);
  for (std::size_t i = 0; select && i < std::min<std::size_t>(select->items.size(), 32); ++i) {
    Term column = terms.integer(static_cast<std::int64_t>(i));
    callback->arguments.push_back(columnValue(cursor, column, state));
  }
}

void Effects::run(const apis::Rewind &effect, State &state) {
  Term cursor = handle(effect.cursor, state);
  needs(cursor, "#sql", state);
  state.erase(terms.field(cursor, "#run"));
  set(cursor, "#phase", terms.integer(unknown), state);
  if (!outcome)
    outcome = static_cast<int>(Outcome::Stored);
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

/// A column that is asked for by its name has its number where the statement lists its columns.
Term Effects::columnNumber(Term cursor, Term column, const State &state) {
  auto name = terms.literal(column);
  const sql::Select *select = name ? selectOf(cursor, state) : nullptr;
  auto index = select ? columnNamed(*select, *name) : std::nullopt;
  return index ? terms.integer(*index) : column;
}

/// The least that a COUNT of this run can be. Where there are many, that is more than any limit.
std::int64_t Effects::leastCount(Term run, bool present) const {
  const World &world = *machine.world;
  return world.row == World::Row::Many && run == world.read ? Knowledge::highest : present ? 1 : 0;
}

/// The most: a row that is there is one row, for who compares with exactly one.
std::int64_t Effects::mostCount(Term run) const {
  const World &world = *machine.world;
  return world.row == World::Row::Present && run == world.read ? 1 : Knowledge::highest;
}

Term Effects::columnValue(Term cursor, Term column, State &state) {
  Term run = state.get(terms.field(cursor, "#run"));
  if (run == noTerm) {
    machine.observer->onMissingContext(call.frame, call.number, cursor);
    return terms.apply("column", {terms.symbol("norun", {cursor}), column});
  }
  if (int had = get(cursor, "#had", state); had != unknown)
    return terms.integer(had);
  Term value = terms.apply("column", {run, column});
  if (machine.world->sameKey && run == machine.world->read)
    machine.loopsOverRows = machine.loopsOverRows || machine.runsForEachRow(call.frame, call.number);
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
    state.learn(value).restrict(leastCount(run, present == 1), mostCount(run));
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
    if (present == 0) {
      if (const sql::Constant *other = insteadOfNull(*item))
        return constantValue(*other, terms);
      return terms.integer(0);  // NULL
    }
    break;
  case ColumnKind::Constant:
    return constantValue(std::get<sql::Constant>(item->what), terms);
  case ColumnKind::Plain:
    break;
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

/// What a column of the statement behind a cursor is; Plain where that is not known.
ColumnKind Effects::kindOf(Term cursor, Term column, const State &state) {
  if (get(cursor, "#had", state) != unknown)
    return ColumnKind::Exists;  // Of a lock that was asked for: yes or no.
  const sql::Select *select = selectOf(cursor, state);
  if (!select || terms.kind(column) != TermKind::Int ||
      static_cast<std::size_t>(terms.number(column)) >= select->items.size())
    return ColumnKind::Plain;
  const auto &item = select->items[static_cast<std::size_t>(terms.number(column))].expression;
  return item ? columnKind(*item) : ColumnKind::Plain;
}

void Effects::run(const apis::ReadColumn &effect, State &state) {
  Term cursor = handle(effect.cursor, state);
  Term column = given(effect.column) ? value(effect.column, state) : terms.integer(0);
  if (terms.kind(column) == TermKind::Int)
    column = terms.integer(terms.number(column) - effect.base);
  else
    column = columnNumber(cursor, machine.textOf(column, state), state);
  // A column without a row is NULL.
  int ended = get(cursor, "#outcome", state);
  Term read = ended == static_cast<int>(Outcome::None) ? terms.integer(0) : columnValue(cursor, column, state);
  ColumnKind kind = kindOf(cursor, column, state);
  if (effect.text && terms.kind(read) == TermKind::Int && ended != static_cast<int>(Outcome::None) &&
      (kind != ColumnKind::Aggregate || terms.number(read) != 0))  // MAX of nothing is NULL, COUNT of nothing is 0.
    read = terms.literalText(spelledAs(kind, terms.number(read), libraryDialect()));
  if (effect.text && terms.isApply(read, "column")) {
    // The pointer to the characters is another thing than the number they spell: not null does not mean not zero.
    Term characters = terms.apply("columntext", terms.operands(read));
    if (get(cursor, "#present", state) == 1 || kind == ColumnKind::Count || kind == ColumnKind::Exists ||
        kind == ColumnKind::NotExists) {
      std::int64_t least = kind == ColumnKind::Count ? leastCount(terms.operand(read, 0), true) : 1;
      state.learn(characters)
          .restrict(least, kind == ColumnKind::Count ? mostCount(terms.operand(read, 0)) : Knowledge::highest);
      if (machine.world->ordinaryRow)
        state.learn(terms.apply("size", {characters})).restrict(1, Knowledge::highest);
      // A number that is not zero does not begin with one, however it is read: `text[0]`, `*text`.
      Term pointee = terms.apply("deref", {characters});
      if (kind == ColumnKind::Count && get(cursor, "#present", state) == 1)
        for (Term first : {pointee, terms.apply("element", {pointee, terms.integer(0)}),
                           terms.apply("element", {characters, terms.integer(0)})})
          state.learn(first).exclude('0');
    }
    read = characters;
  }
  if (ended == static_cast<int>(Outcome::None) && model.yields[Outcome::None])
    outcome = ended;
  writeTo(effect.into, read, state);
}

/// Does the caller look at what it gets?
bool Effects::isRead(Term result) const {
  if (result == noTerm)
    return false;
  if (terms.kind(result) != TermKind::Slot || terms.name(result) != "temporary")
    return true;
  const std::vector<char> &read = call.frame.info->read;
  auto index = static_cast<std::size_t>(terms.number(result));
  return index >= read.size() || read[index];
}

void Effects::run(const apis::Measure &effect, State &state) {
  using What = apis::Measure::What;
  if (effect.what == What::IsOk && !given(effect.into) && !model.throwsOnError && !isRead(call.result))
    return;  // Who closes a statement, and does not ask how it ended, need not know which one it was.
  const std::optional<int> before = outcome;  // The yields are those of what is measured.
  Term object = given(effect.of) ? handle(effect.of, state) : noTerm;
  int ended = object ? get(object, "#outcome", state) : unknown;
  Term run = object ? state.get(terms.field(object, "#run")) : noTerm;
  Term source = run ? run : terms.symbol("norun", {object});
  // Who has run a statement, and asks for an error, asks for that of the statement.
  const bool ofOwnRun = machine.hasRun && (effect.what == What::ErrorCode || effect.what == What::ErrorText);
  if (object != noTerm && effect.what != What::InTransaction && !ofOwnRun)
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
    if (ended == static_cast<int>(Outcome::Row)) {
      value = read && !read->statements.empty() && alwaysOneRow(*read->statements.front()) ? terms.integer(1)
                                                                                           : symbol("rows", 1);
      if (terms.kind(value) != TermKind::Int && run != noTerm)
        state.learn(value).restrict(1, mostCount(run));
    } else
      value = ended == unknown ? symbol("rows", 0) : terms.integer(0);
    break;
  case What::ColumnCount:
    if (const sql::Select *select = selectOf(object, state)) {
      bool star = select->items.empty() || select->compound;
      for (const auto &item : select->items)
        star |= item.expression && (std::holds_alternative<sql::Star>(item.expression->what) ||
                                    std::holds_alternative<sql::Opaque>(item.expression->what));
      value = star ? symbol("columns", 1) : terms.integer(static_cast<std::int64_t>(select->items.size()));
    } else if (read && !read->statements.empty() && answersLock(*read->statements.front()))
      value = terms.integer(1);
    else if (read && !read->statements.empty() &&
             !std::holds_alternative<sql::Unreadable>(read->statements.front()->body) &&
             ended != static_cast<int>(Outcome::Row))
      value = terms.integer(0);
    else
      value = symbol("columns", 0);
    break;
  case What::Affected:
    if (ended == static_cast<int>(Outcome::None) ||
        (machine.world->leftOut && run != noTerm && run == machine.world->write))
      value = terms.integer(0);
    else if (ended == static_cast<int>(Outcome::Row))
      value = symbol("affected", 1);
    else if (ended == static_cast<int>(Outcome::Stored) && read && !read->statements.empty() &&
             std::holds_alternative<sql::Insert>(read->statements.front()->body) &&
             std::get<sql::Insert>(read->statements.front()->body).conflicts.empty() &&
             !std::get<sql::Insert>(read->statements.front()->body).select)
      value = terms.integer(1);
    else
      value =
          symbol("affected",
                 ended == static_cast<int>(Outcome::Violated) || ended == static_cast<int>(Outcome::Failed) ? -1 : 0);
    break;
  case What::InsertId:
    if (run != noTerm && run == machine.world->write)
      machine.observer->onInsertId(run);
    value = terms.apply("insertid", {source});
    state.learn(value).exclude(0);
    break;
  case What::IsNullColumn: {
    Term column = given(effect.column) ? this->value(effect.column, state) : terms.integer(0);
    if (ended == static_cast<int>(Outcome::None)) {
      value = terms.integer(1);
      break;
    }
    Term content = columnValue(object, columnNumber(object, machine.textOf(column, state), state), state);
    value = machine.binary(facts::Operator::Eq, content, terms.integer(0), state);
    break;
  }
  case What::InTransaction:
    value = state.transaction.kind == TransactionState::Kind::Open ? terms.integer(1) : fresh("measure", state);
    break;
  case What::ErrorCode:
  case What::ErrorText:
  case What::IsOk:
    if (ended == unknown && effect.what == What::IsOk && run && !given(effect.into)) {
      // Asked twice about one run, the answer is the same.
      writeTo(effect.into, terms.apply("status:" + model.id, {run}), state);
      outcome = ended;
      return;
    }
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
  outcome = before;
  writeTo(effect.into, value, state);
}

}  // namespace dbrace::worlds
