// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "schema/Json.h"
#include "schema/JsonMembers.h"
#include "schema/Names.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace dbrace::schema {
namespace {

class DocumentReader {
public:
  DocumentReader(JsonReport &report, Schema &schema) : report(report), schema(schema) {}

  void read(const nlohmann::json &document) {
    JsonMembers members(report, document, "", "a schema");
    if (!document.is_object())
      return;
    version(members);
    if (auto name = members.text("dialect")) {
      if (auto dialect = dialectNamed(*name))
        schema.dialect = *dialect;
      else
        members.error("dialect", "unknown dialect \"" + *name + "\"; allowed: " + std::string(allowedDialects()));
    }
    schema.isolation = members.text("isolation");
    if (schema.isolation && !isolationNamed(*schema.isolation))
      members.error("isolation", "unknown isolation level \"" + *schema.isolation +
                                     "\"; allowed: " + std::string(allowedIsolations()));
    if (!document.contains("tables") || document["tables"].is_null())
      members.error("", "a schema needs \"tables\", a list");
    if (const nlohmann::json *tables = members.list("tables"))
      for (std::size_t i = 0; i < tables->size(); ++i)
        table((*tables)[i], "/tables/" + std::to_string(i));
    members.finish();
  }

private:
  void version(JsonMembers &members) {
    const nlohmann::json *given = members.any("version");
    if (!given)
      members.error("", "a schema needs a \"version\"; this one is 1");
    else if (!given->is_number_integer() || *given != 1)
      members.error("version", "version " + given->dump() + " is not known; allowed: 1");
  }

  void table(const nlohmann::json &value, const std::string &pointer) {
    JsonMembers members(report, value, pointer, "a table");
    Table table;
    table.origin = origin(pointer);
    table.name = members.requiredText("name");
    table.schema = members.text("schema");
    table.temporary = members.flag("temporary", false);
    table.withoutRowid = members.flag("without_rowid", false);
    if (const nlohmann::json *columns = members.list("columns"))
      for (std::size_t i = 0; i < columns->size(); ++i)
        column(table, (*columns)[i], members.pointer("columns") + "/" + std::to_string(i));
    if (UniqueKey primary{.columns = members.names("primary_key")}; !primary.columns.empty()) {
      primary.primary = true;
      primary.origin = origin(members.pointer("primary_key"));
      knownColumns(table, primary.columns, members.pointer("primary_key"));
      table.keys.push_back(std::move(primary));
    }
    keys(table, members, "unique");
    keys(table, members, "indexes");
    members.finish();
    std::string id = folded(table.schema.value_or("")) + "." + folded(table.name);
    if (!table.name.empty() && !seen.insert(id).second)
      members.error("name", "table \"" + table.name + "\" is described twice; each table may stand here once");
    schema.tables.push_back(std::move(table));
  }

  void column(Table &table, const nlohmann::json &value, const std::string &pointer) {
    JsonMembers members(report, value, pointer, "a column");
    Column column;
    column.name = members.requiredText("name");
    column.type = members.text("type").value_or("");
    column.nullable = members.flag("nullable", true);
    column.collation = members.text("collation");
    column.generated = members.text("generated");
    members.finish();
    if (!column.name.empty() && table.column(column.name))
      members.error("name", "column \"" + column.name + "\" is described twice");
    table.columns.push_back(std::move(column));
  }

  void keys(Table &table, JsonMembers &members, const char *list) {
    if (const nlohmann::json *given = members.list(list))
      for (std::size_t i = 0; i < given->size(); ++i)
        key(table, (*given)[i], members.pointer(list) + "/" + std::to_string(i), list == std::string_view("unique"));
  }

  void key(Table &table, const nlohmann::json &value, const std::string &pointer, bool unique) {
    JsonMembers members(report, value, pointer, unique ? "a unique key" : "an index");
    UniqueKey key;
    key.origin = origin(pointer);
    key.name = members.text("name").value_or("");
    key.columns = members.names("columns");
    key.expressions = members.names("expressions");
    key.where = members.text("where");
    key.nullsNotDistinct = members.flag("nulls_not_distinct", false);
    key.deferrable = members.flag("deferrable", false);
    key.collation = members.text("collation");
    bool refuses = unique || members.flag("unique", false);
    members.finish();
    if (value.is_object() && key.columns.empty() && key.expressions.empty())
      members.error("", std::string(unique ? "a unique key" : "an index") + " needs \"columns\" or \"expressions\"");
    knownColumns(table, key.columns, members.pointer("columns"));
    if (refuses)
      table.keys.push_back(std::move(key));
    else
      table.indexes.push_back({key.name, key.columns, key.origin});
  }

  /// A table whose columns are not listed is taken at its keys' word.
  void knownColumns(const Table &table, const std::vector<std::string> &names, const std::string &pointer) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (!table.columns.empty() && !table.column(names[i])) {
        std::string allowed;
        for (const Column &column : table.columns)
          allowed += (allowed.empty() ? "" : ", ") + column.name;
        report.error(pointer + "/" + std::to_string(i),
                     "table \"" + table.name + "\" has no column \"" + names[i] + "\"; it has: " + allowed);
      }
  }

  Origin origin(const std::string &pointer) const {
    JsonPlace place = report.place(pointer);
    return {report.file, place.line, place.column};
  }

  JsonReport &report;
  Schema &schema;
  std::set<std::string> seen;
};

}  // namespace

SchemaReading readJson(std::string_view text, const std::string &file) {
  SchemaReading reading;
  JsonReport report{file, {}, {}};
  if (jsonDepth(text) > jsonDepthLimit) {
    reading.problems.push_back({Problem::Severity::Error, file, 0, 0, "", "nested deeper than a schema can be"});
    return reading;
  }
  const auto document = parsedJson(text);
  if (const JsonFault *fault = std::get_if<JsonFault>(&document)) {
    report.problems.push_back(
        {Problem::Severity::Error, file, fault->at.line, fault->at.column, "", "not JSON: " + fault->message});
  } else {
    report.places = jsonPlaces(text);
    for (const auto &[pointer, place] : report.places.repeated)
      report.problems.push_back({Problem::Severity::Error, file, place.line, place.column, pointer,
                                 "this member is given twice; only one would count"});
    DocumentReader(report, reading.schema).read(std::get<nlohmann::json>(document));
  }
  reading.problems = std::move(report.problems);
  std::ranges::sort(reading.problems, {}, [](const Problem &p) { return std::tie(p.line, p.column, p.pointer); });
  return reading;
}

}  // namespace dbrace::schema
