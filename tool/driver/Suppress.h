// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// NOLINT comments: which findings they silence.
//
// The forms are clang-tidy's. A comment speaks for the line of the finding's own place, the write.
#pragma once

#include "report/Report.h"
#include "worlds/Program.h"

namespace dbrace::driver {

class Suppressions {
public:
  explicit Suppressions(const worlds::Program &program);
  std::optional<report::SuppressedBy> find(const Finding &finding) const;

private:
  struct Lines {
    std::string file;
    std::uint32_t first = 0, last = 0;  ///< Inclusive.
    std::vector<std::string> rules;     ///< Globs; empty: all.
    report::SuppressedBy by;
  };
  std::vector<Lines> all;
};

}  // namespace dbrace::driver
