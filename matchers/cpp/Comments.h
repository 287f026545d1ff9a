// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is read from text rather than from the syntax tree: suppression comments and DDL in literals.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "facts/Facts.h"

namespace dbrace::cpp {

/// A literal that creates, alters or drops a table or an index, after blanks and SQL comments.
bool isDdl(std::string_view text);

struct SuppressionText {
  facts::SuppressionForm form = facts::SuppressionForm::Line;
  std::size_t begin = 0, end = 0;  ///< Of the mark, within the comment.
  std::vector<std::string> rules;  ///< All names given, those of others too; empty: no list was given.
  std::string reason;
};
/// The marks of clang-tidy's kind in a comment: NOLINT, NOLINTNEXTLINE, NOLINTBEGIN, NOLINTEND, each with names in
/// parentheses or without, read as clang-tidy reads them. Only those that give no list, or one with a name that can
/// mean a dbrace rule. The reason follows after a colon.
std::vector<SuppressionText> suppressionsIn(std::string_view comment);

}  // namespace dbrace::cpp
