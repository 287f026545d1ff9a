// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The judgement of a whole program, kept for a scan of which nothing has changed.
//
// Linking and interpreting are most of a scan whose units are known. Their result follows from the facts of all units,
// the settings, the schema, the models and this very program; it is found by a hash of all of them, so it needs no list
// of what it depends on and never grows old.
#pragma once

#include "driver/Analysis.h"
#include "driver/CacheFolder.h"

namespace dbrace::driver {

/// What analyse() works from, but for the facts, of which there are the names.
struct JudgedBy {
  const std::vector<std::string> &units;  ///< In order.
  const std::string &models;              ///< Their hash.
  const LoadedSchema &schema;             ///< Given to the scan; those in code follow from the units.
  const Settings &settings;
  const Project &project;
  const std::vector<report::Notice> &notices;
  const report::Summary &summary;
  const std::vector<worlds::NamedText> &sqlFiles;
};

/// The entry that holds, or would hold, the report.
std::string reportName(const JudgedBy &by);

/// As analyse() left it, without what only serves to make fixes.
std::optional<report::Report> cachedReport(const CacheFolder &cache, const std::string &name);
void keepReport(CacheFolder &cache, const std::string &name, const report::Report &report);

}  // namespace dbrace::driver
