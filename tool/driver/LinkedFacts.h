// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The findings of a linked program, asked for unit by unit.
//
// A linter compiles one unit and wants to know what crosses units too. The program was linked before, by `dbrace link
// -o`; it is judged once for all units that ask in one process. What it says of a file is worth nothing when the file
// has changed since: the hashes in the facts are compared with what is on disk now.
#pragma once

#include "driver/Analysis.h"

#include <map>
#include <memory>

namespace dbrace::driver {

struct JudgedWith {
  const apis::Models &models;
  const Settings &settings;
  const Project &project;
};

class LinkedFacts {
public:
  LinkedFacts();
  ~LinkedFacts();
  /// The program's findings in files of this unit. A failure if the facts cannot be read, do not know the unit, or are
  /// older than its files. Findings that refer to a changed file of another unit are left out, with a notice.
  OrFailure<report::Report> reportOn(const std::filesystem::path &source, const std::filesystem::path &facts,
                                     const JudgedWith &with);

private:
  struct Judged;
  std::map<std::string, std::shared_ptr<const Judged>> all;  // By the file, its date, and the configuration.
};

}  // namespace dbrace::driver
