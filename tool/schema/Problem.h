// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is wrong with a schema file, where, and what would be right.
//
// Readers collect these and go on, so that one run shows everything there is to mend.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dbrace::schema {

struct Problem {
  enum class Severity { Error, Warning } severity = Severity::Error;
  std::string file;
  std::uint32_t line = 0, column = 0;  ///< From 1; 0: the file as a whole.
  std::string pointer;                 ///< "/tables/0/name" in a JSON document, else empty.
  std::string message;                 ///< One sentence; says what is allowed.
  bool operator==(const Problem &) const = default;
};

/// "schema.json:3:5: error: /tables/0: …"
std::string show(const Problem &problem);
bool hasErrors(const std::vector<Problem> &problems);

}  // namespace dbrace::schema
