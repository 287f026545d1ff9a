// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Units in, facts out, through worker processes. What a worker cannot read is a notice with the command that shows it
// again.
#pragma once

#include "driver/CompileCommands.h"
#include "driver/UnitCache.h"
#include "facts/Facts.h"
#include "report/Report.h"

#include <functional>
#include <map>

namespace dbrace::driver {

struct ReadOptions {
  std::filesystem::path program;  ///< Ourselves.
  std::filesystem::path root;
  std::vector<std::filesystem::path> apis;
  std::filesystem::path scratch;  ///< A folder for requests and results.
  std::size_t parallel = 1;
  double timeout = 60;
  UnitCache *cache = nullptr;                                                                ///< May be null.
  std::function<void(std::size_t done, std::size_t all, const std::string &file)> progress;  ///< May be empty.
};

struct ReadUnit {
  std::string name;  ///< By content: units of the same name have the same facts.
  facts::Unit facts;
};

struct ReadUnits {
  std::vector<ReadUnit> units;           ///< In the order asked for, without those that failed.
  std::vector<report::Notice> failures;  ///< In the same order; one for each that failed.
  /// What a worker remarked on a unit it read -> the units.
  std::map<std::string, std::vector<std::string>> remarks;
  bool interrupted = false;
};

ReadUnits readUnits(const std::vector<const CompileCommand *> &commands, const ReadOptions &options);

/// `cd DIR && dbrace extract FILE -o /dev/null -- FLAGS`
std::string repeatingCommand(const CompileCommand &command);

}  // namespace dbrace::driver
