// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace-ineffective-upsert: an upsert names, or needs, a unique key that the table does not have.
#include "rules/Rules.h"
#include "rules/UpsertKeys.h"
#include "rules/Wording.h"

#include <algorithm>

namespace dbrace {
namespace {

using Kind = sql::Conflict::Kind;

const sql::Conflict *clauseOf(const sql::Insert &insert) {
  for (const sql::Conflict &conflict : insert.conflicts)
    if (conflict.kind != Kind::Abort && conflict.kind != Kind::Rollback && conflict.kind != Kind::Fail)
      return &conflict;
  return nullptr;
}

std::string spelledAs(const sql::Conflict &conflict, sql::Dialect dialect) {
  switch (conflict.kind) {
  case Kind::OnDuplicateKey:
    return "ON DUPLICATE KEY UPDATE";
  case Kind::Ignore:
    return dialect == sql::Dialect::Sqlite ? "INSERT OR IGNORE" : "INSERT IGNORE";
  case Kind::Replace:
    return "REPLACE";
  default:
    return "ON CONFLICT";
  }
}

/// A table that is made by the program's own literals may get keys that are put together elsewhere.
bool isMadeInCode(const schema::Table &table) {
  const std::string &file = table.origin.file;
  return !file.empty() && !file.ends_with(".sql") && !file.ends_with(".json") && !file.ends_with(".ddl");
}

std::string target(const sql::Conflict &conflict) {
  if (!conflict.constraint.empty())
    return "the constraint " + conflict.constraint;
  std::string list;
  for (const sql::ExpressionPtr &part : conflict.target)
    if (const auto *column = part ? std::get_if<sql::ColumnRef>(&part->what) : nullptr)
      list += (list.empty() ? "" : ", ") + column->column.text;
    else
      list += list.empty() ? "an expression" : ", an expression";
  return "(" + list + ")";
}

}  // namespace

std::optional<Finding> judgeIneffectiveUpsert(const Case &facts) {
  const CheckedWrite &write = *facts.write;
  const auto *insert = write.write.statement ? std::get_if<sql::Insert>(&write.write.statement->body) : nullptr;
  const sql::Conflict *clause = insert ? clauseOf(*insert) : nullptr;
  bool unknown = insert && insert->columns &&
                 std::ranges::any_of(*insert->columns, [](const sql::Name &name) { return name.hole || name.partial; });
  if (!clause || !facts.table || facts.table->temporary || facts.table->inPart || facts.table->columns.empty() ||
      insert->partial || unknown)
    return std::nullopt;
  bool named = !clause->target.empty() || !clause->constraint.empty();
  if (!isIneffective(*insert, *clause, named, facts))
    return std::nullopt;
  Finding finding = baseFinding("dbrace-ineffective-upsert", facts, {});
  // IGNORE is also written to let bad data pass.
  bool certain = clause->kind != Kind::Ignore && !isMadeInCode(*facts.table);
  finding.level = certain ? Level::Error : Level::Warning;
  if (isMadeInCode(*facts.table))
    finding.confidence = std::min(finding.confidence, Confidence::Medium);
  finding.outcomes = {std::string(nameOf(named ? Outcome::Refused : Outcome::DuplicateRows))};
  const std::string &table = facts.table->name;
  finding.related = {
      {{.file = facts.table->origin.file, .line = facts.table->origin.line, .column = facts.table->origin.column},
       table + " is created here"}};
  if (facts.table->origin.file.empty())
    finding.related.clear();
  if (named)
    finding.message = "no unique key of " + table + " has just what ON CONFLICT names, " + target(*clause) +
                      ": the database refuses the statement";
  else
    finding.message = spelledAs(*clause, facts.dialect) +
                      " never finds a row that is there: the row that is written has " +
                      "no value for any unique key of " + table + ", so that each run stores another row";
  finding.advice = "Add the unique key that says which rows are the same" +
                   std::string(named ? ", or name the columns of one that is there" : "") +
                   "; before, look for duplicates that are there already";
  finding.replay.why = "the statement is wrong without a rival";
  return finding;
}

}  // namespace dbrace
