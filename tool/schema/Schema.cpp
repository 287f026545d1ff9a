// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "schema/Schema.h"

#include "schema/Names.h"
#include "schema/Problem.h"
#include "schema/ScriptDialect.h"

#include <algorithm>

namespace dbrace::schema {

namespace {

/// Where a name is looked up before other schemas, when nobody says otherwise.
bool isFirst(const Table &table, std::string_view qualifier) {
  if (!qualifier.empty())
    return table.schema && sameName(*table.schema, qualifier);
  return !table.schema || sameName(*table.schema, "public") || sameName(*table.schema, "dbo") ||
         sameName(*table.schema, "main") || table.temporary;
}

}  // namespace

const Column *Table::column(std::string_view wanted) const {
  auto found = std::ranges::find_if(columns, [&](const Column &column) { return sameName(column.name, wanted); });
  return found == columns.end() ? nullptr : &*found;
}

const Table *Schema::find(std::string_view name, std::string_view qualifier, sql::Dialect dialect) const {
  const Table *best = nullptr;
  int bestRank = -1;
  for (const Table &table : tables) {
    if (!sameName(table.name, name) || (!qualifier.empty() && table.schema && !sameName(*table.schema, qualifier)))
      continue;
    bool foreign = dialect != sql::Dialect::Generic && table.backend && !servesDialect(*table.backend, dialect);
    bool exact = table.name == name;  // "Users" beside users.
    int rank = (foreign ? 0 : 4) + (isFirst(table, qualifier) ? 2 : 0) + (exact ? 1 : 0);
    if (rank > bestRank) {
      best = &table;
      bestRank = rank;
    }
  }
  return best;
}

std::string show(const Problem &problem) {
  std::string result = problem.file;
  if (problem.line)
    result += ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column);
  result += problem.severity == Problem::Severity::Error ? ": error: " : ": warning: ";
  return result + (problem.pointer.empty() ? "" : problem.pointer + ": ") + problem.message;
}

bool hasErrors(const std::vector<Problem> &problems) {
  return std::ranges::any_of(problems, [](const Problem &p) { return p.severity == Problem::Severity::Error; });
}

}  // namespace dbrace::schema
