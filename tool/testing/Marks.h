// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an annotated input expects, read from its comments.
//
//   // schema: accounts-without-unique-email.json
//   ...
//   if (isTaken(db, email))  // reason: "no row was found here"
//     return;
//   add(db, email);  // finding: [dbrace-duplicate-insert] "accounts.email has no unique key"
//
// Marks stand on the line they speak of, several on one line if need be. docs/testing.md lists them for whoever writes
// inputs. Nothing here knows C++ beyond its comments: `//`, `/* */`, and `--` in SQL files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace::testing {

enum class MarkKind : std::uint8_t {
  Finding,     ///< This rule speaks here.
  Reason,      ///< A related place of a finding.
  Fact,        ///< A database operation as the front end lowered it.
  Missed,      ///< A finding the truth demands and the analysis is known not to make.
  FalseAlarm,  ///< A finding the analysis is known to make wrongly.
  Fix,         ///< The edit that a finding on this line comes with, or why there is none.
};
std::string_view spelling(MarkKind kind);

struct Mark {
  MarkKind kind = MarkKind::Finding;
  std::uint32_t line = 0;
  std::string rule;   ///< Of findings, missed and false alarms: "dbrace-duplicate-insert".
  std::string level;  ///< "error", "warning", "note", or empty: any.
  std::string text;   ///< What the message must contain; may be empty.
  bool operator==(const Mark &) const = default;
};

/// Settings in comments at the start of a line: `// dialect: mysql`.
struct Setting {
  std::uint32_t line = 0;
  std::string name;  ///< schema, dialect, writers, flags
  std::string value;
  bool operator==(const Setting &) const = default;
};

struct MarkError {
  std::uint32_t line = 0;
  std::string message;
  bool operator==(const MarkError &) const = default;
};

/// All that one file's comments say. An input with errors is a failed input: a mark that is not understood would be a
/// test that cannot fail.
struct Annotations {
  std::vector<Mark> marks;
  std::vector<Setting> settings;
  std::vector<MarkError> errors;
};

Annotations readAnnotations(std::string_view text);

}  // namespace dbrace::testing
