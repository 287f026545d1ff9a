// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The list of findings that a project knows and accepts: `suppress` in .dbrace.json.
//
// For what no comment can silence: code of others, generated code, a table that only one writer has.
#pragma once

#include "rules/Finding.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <variant>

namespace dbrace::driver {

/// Silences what all of its globs fit; an empty one fits anything.
struct SuppressEntry {
  std::string rule, path, function, table;
  std::string reason;
  CodePlace at;  ///< In the configuration file.
  bool fits(const Finding &finding) const;
  bool operator==(const SuppressEntry &) const = default;
};

/// What is wrong with an entry, and where in the document.
struct SuppressProblem {
  std::string pointer, message;
};
/// `placeOf` says where a JSON pointer of the document stands.
std::variant<std::vector<SuppressEntry>, SuppressProblem>
readSuppressList(const nlohmann::json &json, const std::function<CodePlace(const std::string &pointer)> &placeOf);

}  // namespace dbrace::driver
