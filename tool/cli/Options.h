// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Options that several commands have.
#pragma once

#include "driver/Settings.h"

#include <CLI/CLI.hpp>

namespace dbrace::cli {

/// May be given again and again, with one value each time.
CLI::Option *repeatable(CLI::Option *option);
/// Of all commands that judge a program and report: the schema, the database, the formats.
void addJudging(CLI::App &command, driver::WrittenOptions &options, std::string &config);
void addBuildDir(CLI::App &command, driver::WrittenOptions &options);

}  // namespace dbrace::cli
