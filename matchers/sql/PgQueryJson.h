// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// PostgreSQL's parse tree as JSON: how to walk it, and what its WHERE clauses look up. Only for PgQueryEssence.cpp.
#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace dbrace::sql::pgquery {

using Json = nlohmann::json;

inline const Json &at(const Json &node, const char *name) {
  static const Json nothing;
  const auto found = node.is_object() ? node.find(name) : node.end();
  return node.is_object() && found != node.end() ? *found : nothing;
}
inline const Json &first(const Json &list) { return list.is_array() && !list.empty() ? list[0] : at(list, ""); }
inline std::string text(const Json &node, const char *name) {
  return at(node, name).is_string() ? at(node, name).get<std::string>() : std::string();
}
inline bool flag(const Json &node, const char *name) {
  return at(node, name).is_boolean() && at(node, name).get<bool>();
}

inline std::string joined(const std::vector<std::string> &parts) {
  std::string result;
  for (const std::string &part : parts)
    result += (result.empty() ? "" : ", ") + part;
  return result;
}

inline std::string rangeVar(const Json &var) {
  return (text(var, "schemaname").empty() ? "" : text(var, "schemaname") + ".") + text(var, "relname");
}

inline void collect(const Json &node, const char *name, std::vector<Json> &found) {
  if (node.is_object())
    for (const auto &[key, child] : node.items()) {
      if (key == name)
        found.push_back(child);
      collect(child, name, found);
    }
  else if (node.is_array())
    for (const Json &child : node)
      collect(child, name, found);
}

inline std::string strings(const Json &list) {
  std::vector<std::string> parts;
  for (const Json &entry : list)
    parts.push_back(text(at(entry, "String"), "sval"));
  return joined(parts);
}

inline std::string targets(const Json &list) {
  std::vector<std::string> parts;
  for (const Json &entry : list)
    parts.push_back(text(at(entry, "ResTarget"), "name"));
  return joined(parts);
}

inline const Json &withoutCasts(const Json &node) {
  const Json &cast = at(node, "TypeCast");
  return cast.is_null() ? node : withoutCasts(at(cast, "arg"));
}

/// The column, with its function around it, or empty.
inline std::string column(const Json &side) {
  const Json &node = withoutCasts(side);
  if (const Json &fields = at(at(node, "ColumnRef"), "fields"); fields.is_array()) {
    std::string result;
    for (std::size_t i = fields.size() > 2 ? fields.size() - 2 : 0; i < fields.size(); ++i) {
      if (!fields[i].contains("String"))
        return {};
      result += (result.empty() ? "" : ".") + text(at(fields[i], "String"), "sval");
    }
    return result;
  }
  if (const Json &call = at(node, "FuncCall"); !call.is_null() && at(call, "args").size() == 1 &&
                                               !column(at(call, "args")[0]).empty() &&
                                               !at(withoutCasts(at(call, "args")[0]), "ColumnRef").is_null())
    return text(at(at(call, "funcname").back(), "String"), "sval") + "(" + column(at(call, "args")[0]) + ")";
  if (const Json &collate = at(node, "CollateClause"); !collate.is_null() && !column(at(collate, "arg")).empty()) {
    std::string name = text(at(at(collate, "collname").back(), "String"), "sval");
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    return name + "(" + column(at(collate, "arg")) + ")";
  }
  return {};
}

/// Constants and parameters as written, "…" for what is computed from such, empty for what depends on a row.
inline std::string value(const Json &side) {
  const Json &node = withoutCasts(side);
  if (const Json &constant = at(node, "A_Const"); !constant.is_null()) {
    if (flag(constant, "isnull"))
      return "null";
    if (const Json &number = at(constant, "ival"); !number.is_null())
      return std::to_string(at(number, "ival").is_null() ? 0 : at(number, "ival").get<long>());
    if (const Json &number = at(constant, "fval"); !number.is_null())
      return text(number, "fval");
    if (const Json &boolean = at(constant, "boolval"); !boolean.is_null())
      return flag(boolean, "boolval") ? "true" : "false";
    if (const Json &string = at(constant, "sval"); !string.is_null())
      return "'" + text(string, "sval") + "'";
    return "…";
  }
  if (const Json &parameter = at(node, "ParamRef"); !parameter.is_null())
    return "?" + std::to_string(at(parameter, "number").is_null() ? 0 : at(parameter, "number").get<int>() - 1);
  std::vector<Json> rows;
  for (const char *name : {"ColumnRef", "SubLink", "RowExpr", "A_Indirection", "A_ArrayExpr"})
    collect(node, name, rows);
  return rows.empty() ? "…" : "";
}

struct Lookup {
  std::vector<std::string> parts;
  bool complete = true;

  void pair(const Json &left, const Json &right) {
    const Json &leftRow = at(at(left, "RowExpr"), "args"), &rightRow = at(at(right, "RowExpr"), "args");
    if (leftRow.is_array() && rightRow.is_array() && leftRow.size() == rightRow.size()) {
      for (std::size_t i = 0; i < leftRow.size(); ++i)
        pair(leftRow[i], rightRow[i]);
      return;
    }
    for (const auto &[one, other] : {std::pair{&left, &right}, {&right, &left}})
      if (const std::string name = column(*one), constant = value(*other); !name.empty() && !constant.empty()) {
        parts.push_back(name + "=" + constant);
        return;
      }
    if (!value(left).empty() && value(left) == value(right) && value(left) != "…" && value(left) != "null")
      return;
    complete = false;
  }
  void add(const Json &node) {
    if (const Json &condition = at(node, "BoolExpr"); text(condition, "boolop") == "AND_EXPR") {
      for (const Json &part : at(condition, "args"))
        add(part);
    } else if (const Json &test = at(node, "NullTest");
               text(test, "nulltesttype") == "IS_NULL" && !column(at(test, "arg")).empty()) {
      parts.push_back(column(at(test, "arg")) + "=null");
    } else if (const Json &compared = at(node, "A_Expr");
               text(compared, "kind") == "AEXPR_NOT_DISTINCT" ||
               (text(compared, "kind") == "AEXPR_OP" && strings(at(compared, "name")) == "=")) {
      pair(at(compared, "lexpr"), at(compared, "rexpr"));
    } else if (text(compared, "kind") == "AEXPR_IN" && strings(at(compared, "name")) == "=" &&
               at(at(at(compared, "rexpr"), "List"), "items").size() == 1) {
      pair(at(compared, "lexpr"), at(at(at(compared, "rexpr"), "List"), "items")[0]);
    } else if (value(node) != "true" && value(node) != "1") {
      complete = false;
    }
  }
  std::string said() {
    std::sort(parts.begin(), parts.end());
    if (!complete)
      parts.push_back("...");
    return joined(parts);
  }
};

}  // namespace dbrace::sql::pgquery
