// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `dbrace scan` and `dbrace link`: from sources or facts to reports.
#pragma once

#include "driver/Fixing.h"
#include "driver/Settings.h"

namespace dbrace::driver {

struct ScanRequest {
  std::vector<std::string> operands;  ///< Sources and folders; empty: the working directory.
  WrittenOptions options;
  std::string config;
  std::vector<std::string> flags;  ///< Behind "--".
  bool flagsGiven = false;         ///< "--" was there: no compile database is looked for.
  unsigned jobs = 0;               ///< 0: one for each processor.
  bool prefilter = true;
  FixRequest fixing;
  bool updateBaseline = false;         ///< Writes it instead of comparing with it.
  std::string diffRevision, diffFile;  ///< Only what the change since then is about; one of them, or empty.
  std::filesystem::path program;       ///< Ourselves, to start workers.
  std::vector<std::string> commandLine;
};
/// The exit code; everything has been said and written.
int scan(const ScanRequest &request);

struct LinkRequest {
  std::vector<std::string> facts;
  std::string program;  ///< Where the linked program goes; empty: it is judged only.
  WrittenOptions options;
  std::string config;
  std::vector<std::string> commandLine;
};
int link(const LinkRequest &request);

}  // namespace dbrace::driver
