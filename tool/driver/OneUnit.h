// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `dbrace scan FILE` says of one source, for whoever is compiling that source at the moment (clang-tidy).
//
// The same settings, models, schema and analysis as of a scan. Who compiles the unit lends its text and reads its
// facts; Clang is not known here.
#pragma once

#include "driver/Analysis.h"
#include "driver/LinkedFacts.h"
#include "facts/Facts.h"

namespace dbrace::driver {

class UnitAtHand {
public:
  virtual ~UnitAtHand() = default;
  virtual std::filesystem::path source() const = 0;
  /// Path and text of every file that the unit consists of.
  using Visit = std::function<void(std::string_view path, const std::function<std::string_view()> &text)>;
  virtual void forEachFile(const Visit &visit) const = 0;
  virtual OrFailure<facts::Unit> read(const Project &project, const apis::Models &models) const = 0;
};

struct OneUnitOptions {
  /// Over those of the configuration file. Relative paths here and below are seen from the project's root.
  WrittenOptions judging;
  std::string config;  ///< Empty: found upwards from the source.
  std::string facts;   ///< Of a linked program; empty: the unit is judged alone.
  bool operator==(const OneUnitOptions &) const = default;
};

/// How messages call the option that is --`name` on the command line: "option MinConfidence".
std::string optionNamed(std::string_view name);

/// `workingDirectory`: the root of a source that has no configuration and no git work tree around it. `linked` keeps
/// what several units share. With a linked program the findings are those of the program that lie in this unit's files,
/// unless it is older than they are: then a notice says so, and the unit is judged alone.
OrFailure<report::Report> analyseUnit(const UnitAtHand &unit, const OneUnitOptions &options,
                                      const std::filesystem::path &workingDirectory, LinkedFacts &linked);

}  // namespace dbrace::driver
