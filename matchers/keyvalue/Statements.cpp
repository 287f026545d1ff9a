// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "keyvalue/Statements.h"

namespace dbrace::keyvalue {

namespace {

template <typename What> sql::ExpressionPtr make(What what) {
  return std::make_shared<const sql::Expression>(sql::Expression{std::move(what)});
}

sql::Name named(std::string text) {
  sql::Name name;
  name.text = std::move(text);
  return name;
}

sql::TableName tableOf(const Place &place) {
  sql::TableName table;
  if (auto text = literal(place.table))
    table.name = named(text->empty() ? "keys" : std::string(*text));
  else {
    table.name.partial = true;
    for (const auto &piece : place.table.pieces())
      table.name.text += std::holds_alternative<sql::Hole>(piece) ? "\x01" : std::get<std::string>(piece);
  }
  return table;
}

sql::ExpressionPtr columnRef(const std::string &name) { return make(sql::ColumnRef{"", named(name)}); }

sql::ExpressionPtr valueOf(const Word &word) {
  if (auto text = literal(word))
    return make(sql::Constant{sql::Constant::Kind::Text, std::string(*text)});
  if (word.pieces().size() == 1)
    return make(sql::HoleValue{std::get<sql::Hole>(word.pieces().front()), true});
  return make(sql::MixedText{word});
}

sql::ExpressionPtr conditionOf(const Columns &key) {
  sql::Condition all{sql::Condition::Op::And, {}};
  for (const Column &column : key)
    all.operands.push_back(
        make(sql::Condition{sql::Condition::Op::Eq, {columnRef(column.name), valueOf(column.value)}}));
  if (all.operands.empty())
    return nullptr;
  return all.operands.size() == 1 ? all.operands.front() : make(std::move(all));
}

template <typename Body> sql::Statement statement(Body body) {
  sql::Statement result;
  result.body = std::move(body);
  return result;
}

}  // namespace

sql::Statement lookup(const Place &place, const Columns &key, Asked asked, bool locks) {
  sql::Select select;
  select.from.push_back(tableOf(place));
  select.where = conditionOf(key);
  if (locks)
    select.locking.strength = sql::RowLock::Update;
  switch (asked) {
  case Asked::Value:
    select.items.push_back({columnRef("value"), ""});
    break;
  case Asked::Exists: {
    sql::Select outer;
    auto inner = std::make_shared<const sql::Select>(std::move(select));
    outer.items.push_back({make(sql::Subquery{std::move(inner), true, false}), ""});
    return statement(std::move(outer));
  }
  case Asked::Count:
    select.items.push_back({make(sql::FunctionCall{"count", {}, true, false}), ""});
    select.aggregate = true;
    break;
  case Asked::List:
    select.items.push_back({make(sql::Star{}), ""});
    break;
  }
  return statement(std::move(select));
}

sql::Statement write(const Place &place, const Columns &columns, bool onlyNew) {
  sql::Insert insert;
  insert.table = tableOf(place);
  insert.columns.emplace();
  insert.rows.emplace_back();
  for (const Column &column : columns) {
    insert.columns->push_back(named(column.name));
    insert.rows.front().push_back(valueOf(column.value));
  }
  if (onlyNew)
    insert.conflicts.emplace_back();
  return statement(std::move(insert));
}

sql::Statement removal(const Place &place, const Columns &key) {
  sql::Delete deletion;
  deletion.table = tableOf(place);
  deletion.where = conditionOf(key);
  return statement(std::move(deletion));
}

sql::Statement lock(sql::LockControl::Kind kind, const Word &key, bool transactional) {
  sql::LockControl lock;
  lock.kind = kind;
  lock.transactional = transactional;
  lock.key.push_back(valueOf(key));
  return statement(std::move(lock));
}

sql::Statement control(sql::TransactionControl::Kind kind) {
  sql::TransactionControl control;
  control.kind = kind;
  return statement(std::move(control));
}

sql::Statement other(std::string verb) { return statement(sql::OtherStatement{std::move(verb)}); }
sql::Statement unreadable(std::string verb) { return statement(sql::Unreadable{std::move(verb), {}}); }

}  // namespace dbrace::keyvalue
