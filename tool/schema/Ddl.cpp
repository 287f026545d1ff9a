// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "schema/Ddl.h"

#include "schema/DdlBuilder.h"
#include "schema/Names.h"
#include "schema/Script.h"
#include "schema/ScriptDialect.h"

#include <algorithm>
#include <cctype>

namespace dbrace::schema {
namespace {

/// Not within quoted texts.
void renameWord(std::string &text, const std::string &from, const std::string &to) {
  auto isWord = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  bool quoted = false;
  for (std::size_t at = 0; at + from.size() <= text.size(); ++at) {
    quoted = quoted != (text[at] == '\'');
    if (!quoted && (at == 0 || !isWord(text[at - 1])) &&
        (at + from.size() == text.size() || !isWord(text[at + from.size()])) &&
        sameName(std::string_view(text).substr(at, from.size()), from)) {
      text.replace(at, from.size(), to);
      at += to.size() - 1;
    }
  }
}

bool names(const std::vector<std::string> &columns, const std::string &name) {
  return std::ranges::any_of(columns, [&](const std::string &column) { return sameName(column, name); });
}

/// By name and schema: a schema that does not name its schemas cannot disagree about them.
const Table *sameTable(const Schema &schema, const Table &table) {
  const Table *found = schema.find(table.name, table.schema.value_or(""), table.backend.value_or(schema.dialect));
  bool apart = found && found->backend && table.backend && !servesDialect(*found->backend, *table.backend);
  return apart ? nullptr : found;
}

std::vector<std::string> promises(const Table &table) {
  std::vector<std::string> result;
  for (const UniqueKey &key : table.keys) {
    std::vector<std::string> parts = key.expressions;
    for (const std::string &column : key.columns)
      parts.push_back(folded(column));
    std::ranges::sort(parts);
    std::string promise = key.where.value_or("");
    for (const std::string &part : parts)
      promise += "," + part;
    result.push_back(promise);
  }
  std::ranges::sort(result);
  return result;
}

std::string show(const Origin &origin) { return origin.file + (origin.line ? ":" + std::to_string(origin.line) : ""); }

}  // namespace

void renameColumn(Table &table, std::string from, const std::string &to) {
  if (from.empty() || to.empty())
    return;
  auto rename = [&](std::string &name) {
    if (sameName(name, from))
      name = to;
  };
  for (Column &column : table.columns)
    rename(column.name);
  for (UniqueKey &key : table.keys) {
    std::ranges::for_each(key.columns, rename);
    for (std::string &expression : key.expressions)
      renameWord(expression, from, folded(to));
    if (key.where)
      renameWord(*key.where, from, to);
  }
  for (Index &index : table.indexes)
    std::ranges::for_each(index.columns, rename);
}

void dropColumn(Table &table, const std::string &name, sql::Dialect dialect) {
  std::erase_if(table.columns, [&](const Column &column) { return sameName(column.name, name); });
  for (auto key = table.keys.begin(); key != table.keys.end();) {
    bool affected = names(key->columns, name);
    if (affected && isMySql(dialect))  // MySQL keeps the key over what is left of it.
      std::erase_if(key->columns, [&](const std::string &column) { return sameName(column, name); });
    bool gone = affected && (!isMySql(dialect) || (key->columns.empty() && key->expressions.empty()));
    key = gone ? table.keys.erase(key) : key + 1;
  }
  std::erase_if(table.indexes, [&](const Index &index) { return names(index.columns, name); });
}

DdlImport importDdl(std::span<const DdlSource> sources, sql::Dialect dialect) {
  DdlBuilder builder(dialect);
  for (const DdlSource &source : sources) {
    std::string text = serverText(source.text, dialect);
    for (const sql::Statement &statement : sql::read(sql::Text(text), dialect)) {
      DdlPlaces places(source.text, statement.begin,
                       std::string_view(text).substr(statement.begin, statement.end - statement.begin), source.file,
                       source.literalAt ? &*source.literalAt : nullptr);
      builder.apply(statement, places, source.literalAt.has_value());
    }
  }
  builder.finish();
  return {std::move(builder.schema), std::move(builder.problems)};
}

DdlImport merge(std::span<const Schema> schemas) {
  DdlImport result;
  for (const Schema &schema : schemas) {
    if (result.schema.dialect == sql::Dialect::Generic)
      result.schema.dialect = schema.dialect;
    if (!result.schema.isolation)
      result.schema.isolation = schema.isolation;
    for (const Table &table : schema.tables) {
      const Table *before = sameTable(result.schema, table);
      if (!before)
        result.schema.tables.push_back(table);
      else if (promises(*before) != promises(table))
        result.problems.push_back(
            {Problem::Severity::Warning, table.origin.file, table.origin.line, table.origin.column, "",
             "table " + table.name + " has other unique keys than in " + show(before->origin) + ", which counts"});
    }
  }
  return result;
}

}  // namespace dbrace::schema
