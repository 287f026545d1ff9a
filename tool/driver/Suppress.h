// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// NOLINT comments: which findings they silence.
//
// The forms and their meaning are clang-tidy's, so that its module and a scan agree. A comment speaks for the line of
// the finding's own place, the write.
#pragma once

#include "report/Report.h"
#include "worlds/Program.h"

namespace dbrace::driver {

class Suppressions {
public:
  explicit Suppressions(const worlds::Program &program);
  std::optional<report::SuppressedBy> find(const Finding &finding) const;

private:
  struct Silence {
    facts::SuppressionForm form;
    std::vector<std::string> rules;  ///< Globs; empty: all.
    report::SuppressedBy by;
    std::uint32_t end = 0;  ///< Of a block: where the mark that ends it begins.
    bool covers(const CodePlace &at) const;
  };
  void add(const worlds::Program &program, const facts::Suppression &comment, const facts::Range &end);

  std::vector<Silence> all;
};

}  // namespace dbrace::driver
