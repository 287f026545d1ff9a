// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `--fix` and `--export-fixes`: a report's fixes, written into the sources or to a file for other tools.
//
// Whatever a run finds, it changes a file whole or not at all, only while the file is what was analysed, and not over
// work that git has not seen.
#pragma once

#include "driver/Failure.h"
#include "report/Report.h"

namespace dbrace::driver {

struct FixRequest {
  bool fix = false;
  bool unsafe = false;      ///< Unsafe ones too.
  bool allowDirty = false;  ///< Files with uncommitted changes too.
  std::string exportTo;     ///< Empty: not asked for.
};

/// What options make no sense together.
std::optional<Failure> checkFixRequest(const FixRequest &request);

/// Files as they are to be, and what to say of it.
struct PreparedFixes {
  std::vector<std::pair<std::filesystem::path, std::string>> files, sources;
  std::vector<std::string> remarks;
};
/// Chooses the fixes of a report, marks their results as mended, and looks whether all can be written. Nothing is
/// written yet, so that a report still quotes what it speaks of.
OrFailure<PreparedFixes> prepareFixes(const FixRequest &request, report::Report &report);
std::optional<Failure> writeFixes(const PreparedFixes &fixes);

}  // namespace dbrace::driver
