// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests: as much of JSON Schema as schema-v1.json uses. A keyword that is not known here is a violation of its own,
// so that the format cannot outgrow its test.
#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace dbrace::schema {

/// What is wrong with `value`, a line each; empty if nothing is. `root` is the whole JSON Schema.
inline std::string violations(const nlohmann::json &root, const nlohmann::json &value, const nlohmann::json &rule,
                              const std::string &at) {
  auto hasType = [&](const nlohmann::json &type) {
    return type == "integer" ? value.is_number_integer() : type == value.type_name();
  };
  std::string result;
  auto fail = [&](const std::string &why) { result += at + ": " + why + "\n"; };
  for (const auto &[keyword, content] : rule.items()) {
    if (keyword == "$ref") {
      result +=
          violations(root, value, root.at(nlohmann::json::json_pointer(content.get<std::string>().substr(1))), at);
    } else if (keyword == "const") {
      if (value != content)
        fail("not " + content.dump());
    } else if (keyword == "enum") {
      if (std::ranges::find(content, value) == content.end())
        fail("not one of " + content.dump());
    } else if (keyword == "type") {
      if (content.is_array() ? std::ranges::none_of(content, hasType) : !hasType(content))
        fail("not of type " + content.dump());
    } else if (keyword == "minLength") {
      if (value.is_string() && value.get<std::string>().size() < content.get<std::size_t>())
        fail("too short");
    } else if (keyword == "required") {
      for (const auto &member : content)
        if (value.is_object() && !value.contains(member.get<std::string>()))
          fail("without " + member.dump());
    } else if (keyword == "properties") {
      for (const auto &[member, inner] : content.items())
        if (value.is_object() && value.contains(member))
          result += violations(root, value[member], inner, at + "/" + member);
    } else if (keyword == "additionalProperties") {
      if (value.is_object())
        for (const auto &[member, inner] : value.items())
          if (!rule.at("properties").contains(member))
            fail("unknown member " + member);
    } else if (keyword == "items") {
      for (std::size_t i = 0; value.is_array() && i < value.size(); ++i)
        result += violations(root, value[i], content, at + "/" + std::to_string(i));
    } else if (keyword == "anyOf") {
      if (std::ranges::none_of(content,
                               [&](const auto &option) { return violations(root, value, option, at).empty(); }))
        fail("none of " + content.dump());
    } else if (keyword[0] != '$' && keyword != "title" && keyword != "description") {
      fail("the test does not know the keyword " + keyword);
    }
  }
  return result;
}

inline std::string violations(const nlohmann::json &root, const nlohmann::json &value) {
  return violations(root, value, root, "");
}

}  // namespace dbrace::schema
