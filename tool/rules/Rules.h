// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules, and the one entrance to judging.
//
// A rule has one source file, one page in docs/rules, one folder in test-inputs/rules and one line in the list of
// Rules.cpp. Its name is that of the clang-tidy check and the SARIF rule.
#pragma once

#include "rules/Case.h"
#include "rules/Finding.h"

#include <span>

namespace dbrace {

struct Rule {
  std::string_view name;
  std::string_view summary;  ///< One line, for `dbrace rules` and SARIF.
  Level level;               ///< The highest it reports at.
  Decision about;            ///< The writes that it is asked about.
  std::optional<Finding> (*judge)(const Case &);
  std::string_view page() const;  ///< docs/rules/<name>.md.
};
std::span<const Rule> rules();
/// Null if there is none.
const Rule *ruleNamed(std::string_view name);

/// In order of place, then rule. `schema` may be null. Fingerprints are unique within the result.
std::vector<Finding> judge(const std::vector<CheckedWrite> &writes, const schema::Schema *schema,
                           const JudgeOptions &options);

// The rules' entries.
std::optional<Finding> judgeDuplicateInsert(const Case &);
std::optional<Finding> judgeUnhandledConflict(const Case &);
std::optional<Finding> judgeStaleReread(const Case &);
std::optional<Finding> judgeSharedTransaction(const Case &);
std::optional<Finding> judgeIneffectiveLock(const Case &);
std::optional<Finding> judgeNotExistsInsert(const Case &);
std::optional<Finding> judgeCountThenInsert(const Case &);
std::optional<Finding> judgeMaxPlusOne(const Case &);
std::optional<Finding> judgeDeleteThenInsert(const Case &);
std::optional<Finding> judgeIneffectiveUpsert(const Case &);
std::optional<Finding> judgeKvCheckThenSet(const Case &);

}  // namespace dbrace
