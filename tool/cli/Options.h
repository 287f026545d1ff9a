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
/// In which formats to report, and what fails.
void addFormats(CLI::App &command, driver::WrittenOptions &options);
void addBuildDir(CLI::App &command, driver::WrittenOptions &options);
void addApis(CLI::App &command, driver::WrittenOptions &options);
/// `otherwise`: what holds without it.
void addDialect(CLI::App &command, std::string &dialect, const std::string &otherwise);
/// The words that an option takes, for its description: the very ones that driver/ checks it against.
std::string oneOf(std::string_view option);

// Headings of --help. An option without one stands under "Options".
inline constexpr const char *readingGroup = "What is read";
inline constexpr const char *databaseGroup = "The database";
inline constexpr const char *resultGroup = "Results";
inline constexpr const char *fixGroup = "Fixes";
inline constexpr const char *cacheGroup = "The cache";
void addCacheDir(CLI::App &command, driver::WrittenOptions &options);

}  // namespace dbrace::cli
