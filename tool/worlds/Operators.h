// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of operators as terms spell them.
#pragma once

#include "facts/Facts.h"

#include <optional>
#include <string_view>

namespace dbrace::worlds {

inline std::string_view operatorName(facts::Operator op) {
  static constexpr std::string_view names[] = {"+", "-",   "*",  "/",  "%", "&",  "|", "^",  "<<",  ">>", "neg",
                                               "~", "not", "==", "!=", "<", "<=", ">", ">=", "and", "or", "<=>"};
  return names[static_cast<int>(op)];
}

inline bool isComparison(facts::Operator op) { return op >= facts::Operator::Eq && op <= facts::Operator::Ge; }

inline std::optional<facts::Operator> comparisonNamed(std::string_view name) {
  for (facts::Operator op : {facts::Operator::Eq, facts::Operator::Ne, facts::Operator::Lt, facts::Operator::Le,
                             facts::Operator::Gt, facts::Operator::Ge})
    if (operatorName(op) == name)
      return op;
  return std::nullopt;
}

}  // namespace dbrace::worlds
