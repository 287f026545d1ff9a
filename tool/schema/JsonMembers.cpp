// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "schema/JsonMembers.h"

#include <algorithm>

namespace dbrace::schema {

void JsonReport::error(const std::string &pointer, std::string message) {
  JsonPlace at = place(pointer);
  problems.push_back({Problem::Severity::Error, file, at.line, at.column, pointer, std::move(message)});
}

JsonPlace JsonReport::place(const std::string &pointer) const {
  auto found = places.values.find(pointer);
  return found == places.values.end() ? JsonPlace{} : found->second;
}

JsonMembers::JsonMembers(JsonReport &report, const nlohmann::json &value, std::string pointer, std::string_view what)
    : report(report), value(value), pointer_(std::move(pointer)), what(what) {
  if (!value.is_object())
    error("", std::string(what) + " must be an object, not " + value.type_name());
}

void JsonMembers::error(const std::string &member, std::string message) {
  report.error(member.empty() ? pointer_ : pointer(member), std::move(message));
}

const nlohmann::json *JsonMembers::any(const char *member) {
  known.emplace_back(member);
  if (!value.is_object())
    return nullptr;
  auto found = value.find(member);
  return found == value.end() ? nullptr : &*found;
}

std::optional<std::string> JsonMembers::text(const char *member) {
  const nlohmann::json *given = any(member);
  if (!given || given->is_null())
    return std::nullopt;
  if (!given->is_string()) {
    error(member, "\"" + std::string(member) + "\" must be a text or null, not " + given->type_name());
    return std::nullopt;
  }
  return given->get<std::string>();
}

std::string JsonMembers::requiredText(const char *member) {
  const nlohmann::json *given = any(member);
  if (!given) {
    if (value.is_object())
      error("", std::string(what) + " needs a \"" + member + "\"");
    return {};
  }
  if (!given->is_string() || given->get_ref<const std::string &>().empty()) {
    error(member, "\"" + std::string(member) + "\" must be a text that is not empty");
    return {};
  }
  return given->get<std::string>();
}

bool JsonMembers::flag(const char *member, bool otherwise) {
  const nlohmann::json *given = any(member);
  if (!given)
    return otherwise;
  if (!given->is_boolean()) {
    error(member, "\"" + std::string(member) + "\" must be true or false, not " + given->type_name());
    return otherwise;
  }
  return given->get<bool>();
}

const nlohmann::json *JsonMembers::list(const char *member) {
  const nlohmann::json *given = any(member);
  if (!given || given->is_null())
    return nullptr;
  if (!given->is_array()) {
    error(member, "\"" + std::string(member) + "\" must be a list, not " + given->type_name());
    return nullptr;
  }
  return given;
}

std::vector<std::string> JsonMembers::names(const char *member) {
  std::vector<std::string> result;
  if (const nlohmann::json *given = list(member))
    for (std::size_t i = 0; i < given->size(); ++i) {
      const nlohmann::json &entry = (*given)[i];
      if (entry.is_string() && !entry.get_ref<const std::string &>().empty())
        result.push_back(entry.get<std::string>());
      else
        report.error(pointer(member) + "/" + std::to_string(i),
                     "\"" + std::string(member) + "\" is a list of texts that are not empty");
    }
  return result;
}

void JsonMembers::finish() {
  if (!value.is_object())
    return;
  for (const auto &[member, content] : value.items()) {
    if (std::ranges::find(known, member) != known.end())
      continue;
    std::string allowed;
    for (const std::string &name : known)
      allowed += (allowed.empty() ? "" : ", ") + name;
    error(member, "unknown member \"" + member + "\"; " + std::string(what) + " may have: " + allowed);
  }
}

}  // namespace dbrace::schema
