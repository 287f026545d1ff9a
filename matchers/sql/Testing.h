// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the reader's tests write texts with holes: `§0` is hole 0.
//
//   EXPECT_EQ(said("SELECT a FROM t WHERE b = '§0'"), "select a from t where (b = '{0}')");
#pragma once

#include "sql/Describe.h"

namespace dbrace::sql {

inline Text textWithHoles(std::string_view spelled) {
  constexpr std::string_view Mark = "§";
  Text text;
  for (std::size_t at; (at = spelled.find(Mark)) != std::string_view::npos;) {
    text.append(spelled.substr(0, at));
    spelled.remove_prefix(at + Mark.size());
    text.append(Hole{static_cast<std::uint32_t>(spelled.empty() ? 0 : spelled[0] - '0')});
    spelled.remove_prefix(spelled.empty() ? 0 : 1);
  }
  text.append(spelled);
  return text;
}

/// All statements of the text, described, " ; " between.
inline std::string said(std::string_view spelled, Dialect dialect = Dialect::Generic) {
  std::string result;
  for (const Statement &statement : read(textWithHoles(spelled), dialect))
    result += (result.empty() ? "" : " ; ") + describe(statement);
  return result;
}

/// The key a SELECT, UPDATE or DELETE looks up.
inline std::string keyOfWhere(std::string_view spelled, Dialect dialect = Dialect::Generic) {
  const std::vector<Statement> statements =
      read(textWithHoles("SELECT 1 FROM t WHERE " + std::string(spelled)), dialect);
  return describe(keyLookup(std::get<Select>(statements.at(0).body).where));
}

}  // namespace dbrace::sql
