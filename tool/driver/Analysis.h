// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a linked program to a report: what `scan` and `link` share.
#pragma once

#include "driver/Models.h"
#include "driver/Project.h"
#include "worlds/KeptResults.h"
#include "worlds/NamedTexts.h"

#include <functional>

namespace dbrace::driver {

inline constexpr const char *toolVersion = DBRACE_VERSION;

/// What a command ends with (design: goes for all of them).
enum ExitCode { exitClean = 0, exitFindings = 1, exitUsage = 2, exitSawNothing = 3 };

struct AnalysisInput {
  const worlds::Program &program;
  const apis::Models &models;
  const Settings &settings;
  const Project &project;
  std::vector<report::Notice> notices;  ///< From reading the units.
  report::Summary summary;              ///< What is known of the units.
  std::vector<worlds::NamedText> sqlFiles;
  std::function<void(std::size_t, std::size_t)> progress;
  worlds::ResultStore *results = nullptr;  ///< Of scans before; null: nothing is kept.
  bool wholeProject = false;  ///< Nothing was left out: a suppression that silences nothing is of no use.
};

/// Interprets, judges, applies the comments in the code and sets the exit code.
OrFailure<report::Report> analyse(AnalysisInput input);

/// Marks the results that fail the run, and sets the exit code: suppressed, mended and known findings do
/// not count.
void settle(report::Report &report, const Settings &settings);

/// The rules as reports describe them.
std::vector<report::RuleText> ruleTexts();

}  // namespace dbrace::driver
