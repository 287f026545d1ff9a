// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/Case.h"

#include "rules/ConflictTarget.h"
#include "rules/Guards.h"
#include "schema/Names.h"
#include "schema/ScriptDialect.h"

#include <algorithm>

namespace dbrace {
namespace {

using schema::sameName;

sql::Dialect dialectOf(const CheckedWrite &write, const schema::Schema *schema, const JudgeOptions &options) {
  if (sql::isKeyValue(write.write.dialect))  // What else the program uses has other dialects.
    return write.write.dialect;
  for (sql::Dialect dialect : {options.dialect, write.write.dialect, schema ? schema->dialect : sql::Dialect::Generic})
    if (dialect != sql::Dialect::Generic)
      return dialect;
  return sql::Dialect::Generic;
}

/// Whether ON CONFLICT names the key that the rival's row violates. A conflict on another key is an error as ever.
bool arbitrates(const sql::Conflict &conflict, const Covering &covering, const schema::Table *table,
                sql::Dialect dialect) {
  const auto *covered = std::get_if<Covered>(&covering);
  return !covered || !table || namesKey(conflict, *table, *covered->key, dialect);
}

WriteForm formOf(const CheckedWrite &write, const Case &judged) {
  if (!write.write.statement)
    return WriteForm::Insert;
  if (std::holds_alternative<sql::Merge>(write.write.statement->body))
    return WriteForm::Merge;
  const auto *insert = std::get_if<sql::Insert>(&write.write.statement->body);
  if (!insert)
    return WriteForm::Insert;
  using Kind = sql::Conflict::Kind;
  for (const sql::Conflict &conflict : insert->conflicts) {
    if (!arbitrates(conflict, judged.covering, judged.table, judged.dialect))
      continue;
    switch (conflict.kind) {
    case Kind::DoNothing:
      return WriteForm::DoNothing;
    case Kind::DoUpdate:
    case Kind::OnDuplicateKey:
      return WriteForm::Upsert;
    case Kind::Ignore:
      return WriteForm::Ignore;
    case Kind::Replace:
      return WriteForm::Replace;
    case Kind::Abort:
    case Kind::Rollback:
    case Kind::Fail:
      break;
    }
  }
  return write.oneStatement && write.decision != Decision::Upsert ? WriteForm::InsertSelect : WriteForm::Insert;
}

/// Who replaces all rows asks whether the database refuses the second of two that are alike.
CheckedWrite asked(CheckedWrite write, const schema::Table *table) {
  if (write.key.empty() && write.decision == Decision::Replaced)
    for (const WrittenColumn &column : write.written)
      if (!column.column.empty())
        write.key.push_back({.column = column.column});
  // Without names every column of the table is written.
  if (write.key.empty() && write.decision == Decision::Replaced && write.positional && table)
    for (const schema::Column &column : table->columns)
      write.key.push_back({.column = column.name});
  return write;
}

CheckForm checkOf(const CheckedWrite &write) {
  switch (write.decision) {
  case Decision::NotExists:
    return CheckForm::NotExists;
  case Decision::BelowLimit:
    return CheckForm::Count;
  case Decision::NextNumber:
    return CheckForm::Max;
  case Decision::Replaced:
    return CheckForm::Delete;
  case Decision::Upsert:
  case Decision::Beside:
    return CheckForm::None;
  case Decision::RowMissing:
    break;
  }
  if (write.read.statement && std::holds_alternative<sql::Update>(write.read.statement->body))
    return CheckForm::Update;
  return CheckForm::Select;  // A COUNT that is compared with 0 is one too.
}

/// ON CONFLICT names columns; other upserts take any key.
Target targetOf(const CheckedWrite &write) {
  const auto *insert = write.write.statement ? std::get_if<sql::Insert>(&write.write.statement->body) : nullptr;
  bool named = insert && std::ranges::any_of(insert->conflicts, [](const sql::Conflict &conflict) {
                 return !conflict.target.empty() || !conflict.constraint.empty();
               });
  return named ? Target::Named : Target::Unnamed;
}

/// A name with a part that is only known at run time (a prefix from the configuration) is taken for the one table whose
/// name it fits, if it says anything and there is just one.
const schema::Table *tableLike(const schema::Schema &schema, const std::string &name, sql::Dialect dialect) {
  const std::string_view hole = "…";
  std::size_t at = name.find(hole);
  if (at == std::string::npos || name.size() < hole.size() + 3 || name.find(hole, at + 1) != std::string::npos)
    return nullptr;
  std::string head = schema::folded(name.substr(0, at)), tail = schema::folded(name.substr(at + hole.size()));
  const schema::Table *found = nullptr;
  for (const schema::Table &table : schema.tables) {
    std::string known = schema::folded(table.name);
    if (table.backend && dialect != sql::Dialect::Generic && !schema::servesDialect(*table.backend, dialect))
      continue;
    if (known.size() < head.size() + tail.size() || !known.starts_with(head) || !known.ends_with(tail))
      continue;
    if (found && !schema::sameName(found->name, table.name))
      return nullptr;
    found = found ? found : &table;
  }
  return found;
}

}  // namespace

std::vector<const PathVerdict *> Case::pathsWith(Outcome outcome) const {
  std::vector<const PathVerdict *> result;
  for (const PathVerdict &path : paths)
    if (path.outcomes.contains(outcome))
      result.push_back(&path);
  return result;
}

Confidence Case::confidence() const {
  auto unproven = [](const CheckedColumn &column) { return column.match == KeyMatch::Unproven && !column.defaulted; };
  auto unknown = [](const Protection &protection) {
    return protection.atRead == TransactionShape::Unknown || protection.atWrite == TransactionShape::Unknown;
  };
  Confidence limit = write->key.empty() && write->decision != Decision::Upsert ? Confidence::Medium : Confidence::High;
  if (!write->key.empty() && std::ranges::all_of(write->key, unproven))
    limit = Confidence::Low;
  else if (std::ranges::any_of(write->key, unproven))
    limit = Confidence::Medium;
  if (write->callersUnknown && std::ranges::any_of(write->protections, unknown))
    limit = std::min(limit, Confidence::Medium);
  // A lookup with further conditions may mean "none that is still valid", and the table hold many rows of a key by
  // design.
  bool guessedTable = table && !schema::sameName(table->name, write->table);
  // Without a schema there may be the very key that makes it safe; a store of keys and values has none to tell.
  bool describable = !sql::isKeyValue(dialect) || dialect == sql::Dialect::MongoDb;
  bool unknownTable = describable && write->write.statement && std::holds_alternative<TableUnknown>(covering);
  if (write->lookupIsNarrower || guessedTable || unknownTable)
    limit = std::min(limit, Confidence::Medium);
  return std::min(write->confidence, limit);
}

std::vector<const PathVerdict *> Case::pathsThatFail() const {
  std::vector<const PathVerdict *> result;
  for (const PathVerdict &path : paths)
    if (path.outcomes.contains(Outcome::DuplicateRows) || path.outcomes.contains(Outcome::UniqueViolation))
      result.push_back(&path);
  return result;
}

Case caseOf(const CheckedWrite &write, const schema::Schema *schema, const JudgeOptions &options) {
  Case result;
  result.write = &write;
  result.dialect = dialectOf(write, schema, options);
  result.schema = schema;
  result.table = schema ? schema->find(write.table, write.tableSchema, result.dialect) : nullptr;
  if (schema && !result.table)
    result.table = tableLike(*schema, write.table, result.dialect);
  result.covering = covering(result.table, coveringQuestion(asked(write, result.table), result.dialect));
  result.writers = options.writers.value_or(write.write.embedded ? Writers::OneProcess : Writers::Many);
  result.writersAssumed = !options.writers;
  result.form = formOf(write, result);
  Situation situation;
  situation.database = databaseOf(result.dialect);
  situation.check = checkOf(write);
  situation.write = result.form;
  situation.writers = result.writers;
  situation.target = targetOf(write);
  situation.setting = situation.database == Database::Sqlite ? Setting::BusyTimeout : Setting::Default;
  // An upsert on a table that no schema describes is taken at its word: its author knew of a key.
  bool trusted = std::holds_alternative<TableUnknown>(result.covering) && result.form != WriteForm::Insert &&
                 result.form != WriteForm::InsertSelect;
  situation.key = trusted || std::holds_alternative<Covered>(result.covering) ? KeyKind::Covering : KeyKind::None;
  for (const Protection &protection : write.protections) {
    situation.isolation = protection.isolation;
    if (situation.isolation == sql::Isolation::Unspecified)
      situation.isolation = options.isolation.value_or(sql::Isolation::Unspecified);
    if (situation.isolation == sql::Isolation::Unspecified && schema && schema->isolation)
      situation.isolation = schema::isolationNamed(*schema->isolation).value_or(sql::Isolation::Unspecified);
    if (situation.isolation == sql::Isolation::Unspecified)
      situation.isolation = defaultIsolation(situation.database);
    result.paths.push_back(judgePath(protection, situation));
  }
  return result;
}

}  // namespace dbrace
