// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strict access to the members of a JSON object: every wrong type and every unknown member becomes a problem with its
// place and what is allowed, and reading goes on with the default.
#pragma once

#include "schema/JsonPlaces.h"
#include "schema/Problem.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace dbrace::schema {

/// Where problems of one document go.
struct JsonReport {
  std::string file;
  JsonPlaces places;
  std::vector<Problem> problems;

  void error(const std::string &pointer, std::string message);
  JsonPlace place(const std::string &pointer) const;
};

class JsonMembers {
public:
  /// Reports `value` if it is not an object. The value must outlive this.
  JsonMembers(JsonReport &report, const nlohmann::json &value, std::string pointer, std::string_view what);

  std::string requiredText(const char *member);         ///< Not empty, or reported.
  std::optional<std::string> text(const char *member);  ///< nullopt for null and absent.
  bool flag(const char *member, bool otherwise);
  std::vector<std::string> names(const char *member);  ///< A list of texts that are not empty.
  const nlohmann::json *list(const char *member);      ///< An array, or null if absent or wrong.
  const nlohmann::json *any(const char *member);       ///< Whatever it is; null if absent.

  /// Reports the members that nothing has asked for.
  void finish();

  void error(const std::string &member, std::string message);  ///< Of a member, or of the object itself ("").
  const std::string &pointer() const { return pointer_; }
  std::string pointer(const std::string &member) const { return pointer_ + "/" + pointerStep(member); }

private:
  JsonReport &report;
  const nlohmann::json &value;
  std::string pointer_;
  std::string_view what;
  std::vector<std::string> known;
};

}  // namespace dbrace::schema
