// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run is told to do, from the command line and from .dbrace.json.
//
// Three types, one for each state of a setting: as written (texts and JSON), checked (typed, each value with its place,
// so that a later error can name it), and used (the command line over the file over the defaults). Only `Settings`
// reaches the analysis.
#pragma once

#include "driver/Failure.h"
#include "driver/SuppressList.h"
#include "rules/OutcomeTable.h"

#include <filesystem>
#include <map>
#include <optional>
#include <vector>

namespace dbrace::driver {

enum class FailOn { Note, Warning, Error, Never };
enum class Format { Text, Sarif, Json, Html, Github, Gitlab, Junit };

struct Output {
  Format format = Format::Text;
  std::optional<std::filesystem::path> file;  ///< Nothing: standard output.
};

/// As given on the command line; an empty text or list is "not given".
struct WrittenOptions {
  std::vector<std::string> schemas, apis, formats, exclude, sqlDirectories;
  std::string dialect, isolation, writers, failOn, minConfidence, buildDir, unitTimeout, output, baseline, cacheDir,
      cacheSize;
  bool strict = false, noCache = false;
  bool operator==(const WrittenOptions &) const = default;
};

template <typename Value> struct Placed {
  Value value;
  std::string place;  ///< "--dialect", or ".dbrace.json:3:14: /dialect".
};
template <typename Value> using Setting = std::optional<Placed<Value>>;

struct CheckedSettings {
  Setting<std::vector<std::filesystem::path>> schemas, apis, sqlDirectories;
  Setting<sql::Dialect> dialect;
  Setting<sql::Isolation> isolation;
  Setting<Writers> writers;
  Setting<FailOn> failOn;
  Setting<Confidence> minConfidence;
  Setting<std::vector<std::string>> exclude;
  Setting<std::vector<Output>> outputs;
  Setting<std::filesystem::path> buildDir;
  Setting<bool> strict;
  Setting<double> unitTimeout;
  Setting<std::filesystem::path> baseline;
  Setting<std::vector<SuppressEntry>> suppress;
  Setting<bool> requireReason;
  Setting<std::map<std::string, Level>> severity;
  Setting<bool> useCache;
  Setting<std::filesystem::path> cacheDir;
  Setting<std::uintmax_t> cacheSize;
};

/// What is kept between scans, and where.
struct CacheSettings {
  bool use = true;
  std::optional<std::filesystem::path> folder;     ///< Nothing: the user's own.
  std::uintmax_t limit = std::uintmax_t(1) << 30;  ///< Bytes.
};

struct Settings {
  std::vector<std::filesystem::path> schemas, apis;
  std::vector<std::filesystem::path> sqlDirectories;  ///< Empty: found by what is in them.
  sql::Dialect dialect = sql::Dialect::Generic;       ///< Generic: the client library's.
  sql::Isolation isolation = sql::Isolation::Unspecified;
  std::optional<Writers> writers;  ///< Nothing: many, for embedded stores one process.
  FailOn failOn = FailOn::Warning;
  Confidence minConfidence = Confidence::Low;
  std::vector<std::string> exclude;
  std::vector<Output> outputs = {{}};
  std::optional<std::filesystem::path> buildDir;
  bool strict = false;
  double unitTimeout = 60;  ///< Seconds for reading one unit.
  std::optional<std::filesystem::path> baseline;
  std::vector<SuppressEntry> suppress;
  bool requireReason = false;             ///< A suppression without one silences nothing.
  std::map<std::string, Level> severity;  ///< By rule: instead of the level it reports at.
  CacheSettings cache;
};

/// How options are given, for whoever takes them otherwise than on the command line.
struct OptionStyle {
  std::string (*placeOf)(std::string_view name);  ///< "min-confidence" -> as a user knows it.
  std::filesystem::path base;                     ///< Relative paths are seen from there; empty: from the process.
};
OptionStyle onCommandLine();
OrFailure<CheckedSettings> checkOptions(const WrittenOptions &options, const OptionStyle &style = onCommandLine());
/// Paths in the file are relative to its folder.
OrFailure<CheckedSettings> checkConfig(std::string_view json, const std::filesystem::path &file);
OrFailure<CheckedSettings> readConfig(const std::filesystem::path &file);

/// `over` wins, setting by setting.
Settings use(const CheckedSettings &over, const CheckedSettings &under);
/// The same over a configuration file, or over the defaults if the path is empty.
OrFailure<Settings> useOver(const CheckedSettings &over, const std::filesystem::path &config);

}  // namespace dbrace::driver
