// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which lines a change touches, from its unified diff, and what that means for findings.
#pragma once

#include "report/Report.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace dbrace::driver {

class ChangedLines {
public:
  ChangedLines() = default;
  /// `prefix` is taken off the front of every path ("server/"); files outside of it are left out.
  explicit ChangedLines(std::string_view diff, const std::string &prefix = {});
  /// A file that is new as a whole.
  void addFile(const std::string &file) { whole.insert(file); }

  /// Is one of the lines new, or was something taken out between two of them?
  bool touches(const std::string &file, std::uint32_t first, std::uint32_t last) const;
  /// The changed line of the file nearest to `line`; 0 if the file has none.
  std::uint32_t nearest(const std::string &file, std::uint32_t line) const;

private:
  struct File {
    std::set<std::uint32_t> added;    ///< Lines as they are now.
    std::set<std::uint32_t> removed;  ///< Something stood behind this line; 0: before the first.
  };
  std::map<std::string, File> files;
  std::set<std::string> whole;
};

/// Of what was known before, marks the findings of which a place is touched. Then moves the primary location of every
/// new or touched finding to its changed end: forges show what stands in the diff only. The write becomes a related
/// place.
void showInChange(report::Report &report, const ChangedLines &changed);

}  // namespace dbrace::driver
