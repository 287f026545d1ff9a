// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Marks against results: what was expected and is not there, and what is there and was not expected.
//
// Expectations are exact in both directions. A finding nobody marked fails like a marked one that is missing, a known
// gap that has been closed fails until its mark is removed. Clang-free and without knowledge of the analysis, so that
// its tests show it failing.
#pragma once

#include "testing/Marks.h"

#include <map>
#include <string>
#include <vector>

namespace dbrace::testing {

/// Something the analysis said at a line of a file.
struct Result {
  MarkKind kind = MarkKind::Finding;  ///< Finding, Reason, Fact or Fix.
  std::string file;
  std::uint32_t line = 0;
  std::string rule, level;
  std::string message;
};

struct Mismatch {
  std::string file;
  std::uint32_t line = 0;
  std::string message;  ///< "expected finding [rule] "text", but …"
  bool operator==(const Mismatch &) const = default;
};

/// The marks of each file of a program, by the file's name as results give it.
using MarksByFile = std::map<std::string, std::vector<Mark>, std::less<>>;

/// Findings must all be marked. Reasons and facts must all be marked in a file that marks any. Results in files that
/// `marks` does not know are left out only if they are reasons (a place in a shared schema).
std::vector<Mismatch> compare(const MarksByFile &marks, const std::vector<Result> &results);

}  // namespace dbrace::testing
