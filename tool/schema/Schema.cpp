// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "schema/Schema.h"

#include "schema/Names.h"
#include "schema/Problem.h"

#include <algorithm>

namespace dbrace::schema {

const Column *Table::column(std::string_view wanted) const {
  auto found = std::ranges::find_if(columns, [&](const Column &column) { return sameName(column.name, wanted); });
  return found == columns.end() ? nullptr : &*found;
}

const Table *Schema::find(std::string_view name, std::string_view qualifier) const {
  for (const Table &table : tables)
    if (sameName(table.name, name) && (qualifier.empty() || !table.schema || sameName(*table.schema, qualifier)))
      return &table;
  return nullptr;
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
