// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which findings are silenced: by NOLINT comments, and by the list in .dbrace.json.
//
// The comments' forms and their meaning are clang-tidy's, so that its module and a scan agree. A comment speaks for the
// line of the finding's own place, the write.
#pragma once

#include "driver/SuppressList.h"
#include "report/Report.h"
#include "worlds/Program.h"

namespace dbrace::driver {

class Suppressions {
public:
  /// `list` outlives this. With `requireReason` a comment without a reason silences nothing.
  Suppressions(const worlds::Program &program, const std::vector<SuppressEntry> &list, bool requireReason);
  /// Remembers what was of use.
  std::optional<report::SuppressedBy> find(const Finding &finding);
  /// Comments that want a reason. With `unused` also what has silenced nothing: entries, and comments that name a rule
  /// of ours. Files are relative to `root`.
  std::vector<report::Notice> notices(bool unused, const std::filesystem::path &root) const;

private:
  struct Silence {
    facts::SuppressionForm form;
    std::vector<std::string> rules;  ///< Globs; empty: all.
    report::SuppressedBy by;
    std::uint32_t end = 0;  ///< Of a block: where the mark that ends it begins.
    bool used = false;
    bool covers(const CodePlace &at) const;
    bool namesUs() const;
  };
  void add(const worlds::Program &program, const facts::Suppression &comment, const facts::Range &end);

  std::vector<Silence> all;
  const std::vector<SuppressEntry> &list;
  std::vector<bool> listUsed;
  bool requireReason;
};

}  // namespace dbrace::driver
