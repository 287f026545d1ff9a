// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "schema/Json.h"
#include "schema/Names.h"

#include <nlohmann/json.hpp>

namespace dbrace::schema {
namespace {

using Json = nlohmann::ordered_json;

template <typename Value> void put(Json &object, const char *member, const std::optional<Value> &value) {
  if (value)
    object[member] = *value;
}

Json columnOf(const Column &column) {
  Json json{{"name", column.name}};
  if (!column.type.empty())
    json["type"] = column.type;
  if (!column.nullable)
    json["nullable"] = false;
  put(json, "collation", column.collation);
  put(json, "generated", column.generated);
  return json;
}

Json keyOf(const UniqueKey &key) {
  Json json = Json::object();
  if (!key.name.empty())
    json["name"] = key.name;
  if (!key.columns.empty())
    json["columns"] = key.columns;
  if (!key.expressions.empty())
    json["expressions"] = key.expressions;
  json["where"] = key.where ? Json(*key.where) : Json();
  if (key.nullsNotDistinct)
    json["nulls_not_distinct"] = true;
  if (key.deferrable)
    json["deferrable"] = true;
  put(json, "collation", key.collation);
  return json;
}

/// Of the primary key the format keeps the columns only; one that says more stands among the unique keys.
bool plainPrimary(const UniqueKey &key) {
  return key.primary && key.expressions.empty() && !key.deferrable && !key.collation;
}

Json tableOf(const Table &table) {
  Json json{{"name", table.name}};
  put(json, "schema", table.schema);
  if (table.temporary)
    json["temporary"] = true;
  if (table.withoutRowid)
    json["without_rowid"] = true;
  json["columns"] = Json::array();
  for (const Column &column : table.columns)
    json["columns"].push_back(columnOf(column));
  json["unique"] = Json::array();
  for (const UniqueKey &key : table.keys)
    if (plainPrimary(key))
      json["primary_key"] = key.columns;
    else
      json["unique"].push_back(keyOf(key));
  if (!table.indexes.empty())
    json["indexes"] = Json::array();
  for (const Index &index : table.indexes)
    if (!index.columns.empty()) {
      Json &entry = json["indexes"].emplace_back(Json::object());
      if (!index.name.empty())
        entry["name"] = index.name;
      entry["columns"] = index.columns;
    }
  return json;
}

}  // namespace

std::string writeJson(const Schema &schema) {
  Json json{{"version", 1}, {"dialect", nameOf(schema.dialect)}};
  put(json, "isolation", schema.isolation);
  json["tables"] = Json::array();
  for (const Table &table : schema.tables)
    json["tables"].push_back(tableOf(table));
  // Scripts need not be UTF-8, JSON must be: bytes that are no character become U+FFFD.
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace dbrace::schema
