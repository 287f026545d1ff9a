// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Lookup.h"

#include "sql/ParentKey.h"

#include <algorithm>
#include <strings.h>

namespace dbrace::worlds {

bool sameName(std::string_view left, std::string_view right) {
  return left.size() == right.size() && strncasecmp(left.data(), right.data(), left.size()) == 0;
}

sql::Dialect dialectNamed(std::string_view name) {
  using sql::Dialect;
  static constexpr std::pair<std::string_view, Dialect> names[] = {
      {"postgresql", Dialect::PostgreSql},
      {"mysql", Dialect::MySql},
      {"mariadb", Dialect::MariaDb},
      {"sqlite", Dialect::Sqlite},
      {"sqlserver", Dialect::SqlServer},
      {"oracle", Dialect::Oracle},
      {"redis", Dialect::Redis},
      {"leveldb", Dialect::LevelDb},
      {"rocksdb", Dialect::RocksDb},
      {"lmdb", Dialect::Lmdb},
      {"berkeleydb", Dialect::BerkeleyDb},
      {"gdbm", Dialect::Gdbm},
      {"tdb", Dialect::Tdb},
      {"mongodb", Dialect::MongoDb},
      {"cassandra", Dialect::Cassandra},
  };
  for (const auto &[spelled, dialect] : names)
    if (spelled == name)
      return dialect;
  return Dialect::Generic;
}

std::string driverField(const apis::Library &library) { return "#driver:" + library.name; }

sql::Dialect dialectOf(const apis::Library &library, const FieldTexts &texts) {
  const std::string *driven = library.drivers.empty() ? nullptr : texts.find(driverField(library));
  return dialectNamed(driven ? *driven : library.dialect);
}

namespace {
const sql::Subquery *existsIn(const sql::Select &select) {
  for (const auto &item : select.items)
    if (item.expression)
      if (const auto *inner = std::get_if<sql::Subquery>(&item.expression->what); inner && inner->exists)
        return inner;
  return nullptr;
}
}  // namespace

const sql::Select *lookupSelect(const sql::Statement &statement) {
  const auto *select = std::get_if<sql::Select>(&statement.body);
  if (!select)
    return nullptr;
  if (select->from.empty())
    if (const sql::Subquery *exists = existsIn(*select))
      return exists->select.get();
  // SELECT count(*) FROM (SELECT … WHERE key = ?): the row is looked for inside.
  if (select->from.empty() && !select->where && select->subqueries.size() == 1 && select->subqueries.front())
    return select->subqueries.front().get();
  return select->from.empty() && select->subqueries.empty() ? nullptr : select;
}

bool alwaysOneRow(const sql::Statement &statement) {
  const auto *select = std::get_if<sql::Select>(&statement.body);
  if (!select || select->grouped)
    return false;
  return select->aggregate || (select->from.empty() && existsIn(*select));
}

/// The number that a constant spells, or -1.
static int smallNumber(const sql::ExpressionPtr &expression) {
  const auto *constant = expression ? std::get_if<sql::Constant>(&expression->what) : nullptr;
  if (!constant || constant->kind != sql::Constant::Kind::Number || constant->text.size() != 1)
    return -1;
  return constant->text[0] - '0';
}

static sql::Condition::Op mirrored(sql::Condition::Op op) {
  using Op = sql::Condition::Op;
  switch (op) {
  case Op::Lt:
    return Op::Gt;
  case Op::Le:
    return Op::Ge;
  case Op::Gt:
    return Op::Lt;
  case Op::Ge:
    return Op::Le;
  default:
    return op;
  }
}

/// COUNT(*) compared so that it says whether there is a row at all: with 0, or with 1 from one side. Compared with
/// another number it may be false of a row that is there.
static ColumnKind comparedCount(const sql::Condition &condition) {
  using Op = sql::Condition::Op;
  auto counts = [](const sql::ExpressionPtr &side) { return side && columnKind(*side) == ColumnKind::Count; };
  bool left = counts(condition.operands[0]);
  if (left == counts(condition.operands[1]))
    return ColumnKind::Plain;
  int number = smallNumber(condition.operands[left ? 1 : 0]);
  Op op = left ? condition.op : mirrored(condition.op);
  if ((number == 0 && (op == Op::Gt || op == Op::Ne)) || (number == 1 && op == Op::Ge))
    return ColumnKind::Exists;
  if ((number == 0 && (op == Op::Eq || op == Op::Le)) || (number == 1 && op == Op::Lt))
    return ColumnKind::NotExists;
  return ColumnKind::Plain;
}

ColumnKind columnKind(const sql::Expression &expression) {
  if (std::holds_alternative<sql::Constant>(expression.what))
    return std::get<sql::Constant>(expression.what).kind == sql::Constant::Kind::Null ? ColumnKind::Plain
                                                                                      : ColumnKind::Constant;
  if (const auto *query = std::get_if<sql::Subquery>(&expression.what); query && query->exists)
    return query->negated ? ColumnKind::NotExists : ColumnKind::Exists;
  if (const auto *call = std::get_if<sql::FunctionCall>(&expression.what)) {
    if (call->name == "count")
      return ColumnKind::Count;
    if (call->name == "max" || call->name == "min" || call->name == "sum" || call->name == "avg" ||
        call->name == "group_concat")
      return call->arguments.size() == 1 ? ColumnKind::Aggregate : ColumnKind::Plain;
    if ((call->name == "coalesce" || call->name == "ifnull" || call->name == "cast") && !call->arguments.empty() &&
        call->arguments[0])
      return columnKind(*call->arguments[0]) == ColumnKind::Constant ? ColumnKind::Plain
                                                                     : columnKind(*call->arguments[0]);
  }
  if (const auto *condition = std::get_if<sql::Condition>(&expression.what);
      condition && condition->operands.size() == 2)
    return comparedCount(*condition);
  return ColumnKind::Plain;
}

const sql::Constant *insteadOfNull(const sql::Expression &expression) {
  const auto *call = std::get_if<sql::FunctionCall>(&expression.what);
  if (!call || (call->name != "coalesce" && call->name != "ifnull") || call->arguments.size() < 2)
    return nullptr;
  const sql::ExpressionPtr &last = call->arguments.back();
  return last ? std::get_if<sql::Constant>(&last->what) : nullptr;
}

std::vector<LookupColumn> lookupOf(const sql::Statement &statement, bool *complete) {
  std::vector<LookupColumn> columns;
  std::vector<sql::ExpressionPtr> conditions;
  if (const sql::Select *select = lookupSelect(statement)) {
    conditions.push_back(select->where);
    for (const auto &on : select->on)
      conditions.push_back(on);
  } else if (const auto *update = std::get_if<sql::Update>(&statement.body))
    conditions.push_back(update->where);
  else if (const auto *deletion = std::get_if<sql::Delete>(&statement.body))
    conditions.push_back(deletion->where);
  if (complete)
    *complete = true;
  for (const auto &condition : conditions) {
    if (!condition)
      continue;
    sql::KeyLookup lookup = sql::keyLookup(condition);
    if (complete)
      *complete &= lookup.complete;
    for (sql::KeyEquality &equality : lookup.equalities)
      if (!equality.column.column.hole && equality.value &&
          !std::holds_alternative<sql::ColumnRef>(equality.value->what))
        columns.push_back({equality.column.column.text, equality.wrapper, equality.value.get(), equality.value});
      else if (complete)
        *complete = false;
  }
  return columns;
}

/// What a SELECT gives; of `SELECT * FROM (SELECT ?, ?) AS row` the values of the row, which is the only thing read.
static const std::vector<sql::SelectItem> &itemsOf(const sql::Select &select) {
  auto isStar = [](const sql::SelectItem &item) {
    return item.expression && std::holds_alternative<sql::Star>(item.expression->what);
  };
  const bool all = select.items.size() == 1 && isStar(select.items.front());
  if (!all || select.compound || !select.from.empty() || select.subqueries.size() != 1 || !select.subqueries.front())
    return select.items;
  const sql::Select &row = *select.subqueries.front();
  const bool values = row.from.empty() && row.subqueries.empty() && !row.compound;
  return values && std::none_of(row.items.begin(), row.items.end(), isStar) ? row.items : select.items;
}

std::vector<WrittenValue> writtenBy(const sql::Insert &insert) {
  std::vector<WrittenValue> written;
  auto column = [&](std::size_t i) -> std::string {
    if (!insert.columns || i >= insert.columns->size() || (*insert.columns)[i].hole)
      return {};
    return (*insert.columns)[i].text;
  };
  if (!insert.rows.empty())
    for (std::size_t i = 0; i < insert.rows.front().size(); ++i) {
      const sql::ExpressionPtr &value = insert.rows.front()[i];
      sql::ExpressionPtr key = value ? sql::parentKey(*value) : nullptr;
      written.push_back({column(i), key ? key.get() : value.get(), false, key});
    }
  else if (insert.select) {
    const std::vector<sql::SelectItem> &items = itemsOf(*insert.select);
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto *copied = items[i].expression ? std::get_if<sql::ColumnRef>(&items[i].expression->what) : nullptr;
      sql::ExpressionPtr key = copied ? sql::parentKey(*insert.select, copied->column) : nullptr;
      const sql::Expression *value = key ? key.get() : items[i].expression.get();
      written.push_back({column(i), value, true, std::move(key)});
    }
  }
  if (insert.columns)
    for (std::size_t i = written.size(); i < insert.columns->size(); ++i)
      written.push_back({column(i), nullptr});
  return written;
}

const std::string *fieldStatement(Machine &machine, Term cursor) {
  const Terms &terms = machine.terms;
  // A pointer held by a field (`this->stmt`, `prepared[3]`), or the statement object itself.
  Term held = terms.kind(cursor) == TermKind::Deref ? terms.operand(cursor, 0) : cursor;
  std::string name = machine.slotName(held);
  if (name.empty())
    return nullptr;
  if (const std::string *text = machine.fieldTexts.find("#sql:" + name))
    return text;
  if (std::string inner = machine.innerName(held); !inner.empty())
    if (const std::string *text = machine.fieldTexts.find("#sql:" + inner))
      return text;
  if (std::size_t bracket = name.rfind('['); bracket != std::string::npos)
    if (const std::string *texts = machine.fieldTexts.find("#texts:" + name.substr(0, bracket)))
      return machine.fieldTexts.find(*texts + name.substr(bracket));
  return nullptr;
}

Term Machine::keyValue(const sql::Expression &expression, Term statementObject, const State &state) {
  auto spelled = [&](Term value) {
    value = textOf(value, state);
    return terms.kind(value) == TermKind::Int ? terms.literalText(std::to_string(terms.number(value))) : value;
  };
  if (const auto *constant = std::get_if<sql::Constant>(&expression.what))
    return constant->kind == sql::Constant::Kind::Null ? terms.symbol("null", {}) : terms.literalText(constant->text);
  if (const auto *hole = std::get_if<sql::HoleValue>(&expression.what))
    return spelled(hole->hole.id);
  if (const auto *mixed = std::get_if<sql::MixedText>(&expression.what)) {
    std::vector<Term> parts;
    for (const auto &piece : mixed->text.pieces())
      if (const auto *literal = std::get_if<std::string>(&piece))
        parts.push_back(terms.literalText(*literal));
      else
        parts.push_back(std::get<sql::Hole>(piece).id);
    return terms.text(parts);
  }
  if (const auto *placeholder = std::get_if<sql::Placeholder>(&expression.what)) {
    if (statementObject != noTerm && !placeholder->printfStyle) {
      for (std::string_view mark : {"", ":", "@", "$"}) {
        std::string which =
            placeholder->name.empty() ? std::to_string(placeholder->index) : std::string(mark) + placeholder->name;
        if (Term bound = state.get(terms.field(statementObject, "#bind:" + which)))
          return spelled(bound);
      }
      if (Term bound = state.get(terms.field(statementObject, "#bind:" + std::to_string(placeholder->index))))
        return spelled(bound);
      if (Term array = state.get(terms.field(statementObject, "#binds"))) {
        Term element = terms.element(array, terms.integer(placeholder->index));
        // One MYSQL_BIND instead of an array of them.
        bool isArray = false;
        for (const auto &entry : state.store)
          isArray |= entry.first == element || terms.inside(entry.first, element);
        if (!isArray && placeholder->index == 0)
          element = array;
        Term field = state.get(terms.field(statementObject, "#bindfield"));
        if (field == noTerm || field == terms.emptyText())
          return spelled(load(element, state));
        std::string wanted(terms.name(terms.operand(field, 0)));
        for (const auto &[place, value] : state.store)
          if (terms.kind(place) == TermKind::Field && terms.base(place) == element &&
              terms.name(place).ends_with(wanted))
            return spelled(value);
      }
    }
    return terms.symbol("unbound", {statementObject, terms.integer(placeholder->index)});
  }
  if (const auto *call = std::get_if<sql::FunctionCall>(&expression.what)) {
    std::vector<Term> arguments;
    for (const auto &argument : call->arguments)
      arguments.push_back(argument ? keyValue(*argument, statementObject, state) : noTerm);
    // Text conversions and casts keep the key.
    if ((call->name == "cast" || call->name == "trim" || call->name == "collate") && !arguments.empty())
      return arguments.front();
    return terms.apply("sql:" + call->name, arguments);
  }
  if (const auto *column = std::get_if<sql::ColumnRef>(&expression.what))
    return terms.apply("sqlcolumn:" + column->column.text, {});
  if (const auto *opaque = std::get_if<sql::Opaque>(&expression.what)) {
    std::vector<Term> holes;
    for (const sql::Hole &hole : opaque->holes)
      holes.push_back(hole.id);
    return terms.apply("sql:" + opaque->text, holes);
  }
  return terms.symbol("expression", {terms.literalText(std::to_string(reinterpret_cast<std::uintptr_t>(&expression)))});
}

}  // namespace dbrace::worlds
