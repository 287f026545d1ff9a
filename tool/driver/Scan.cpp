// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Scan.h"

#include "catalogue/Catalogue.h"
#include "driver/Analysis.h"
#include "driver/BaseTree.h"
#include "driver/Baseline.h"
#include "driver/Files.h"
#include "driver/Outputs.h"
#include "driver/ProjectScan.h"
#include "driver/SqlFiles.h"
#include "facts/Io.h"
#include "worlds/ProgramIo.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

using driver::refuse;
int refuse(const Failure &failure) { return refuse(failure.message); }
int refuse(const NoReport &reason) {
  const auto *failure = std::get_if<Failure>(&reason);
  return failure ? refuse(*failure) : std::get<int>(reason);
}

OrFailure<Settings> settingsOf(const WrittenOptions &options, const Project &project) {
  auto commandLine = checkOptions(options);
  if (const Failure *failure = failureOf(commandLine))
    return *failure;
  auto settings = useOver(std::get<CheckedSettings>(commandLine), project.config);
  if (failureOf(settings))
    return settings;
  if (auto failure = checkOutputs(std::get<Settings>(settings).outputs))
    return *failure;
  return settings;
}

/// UTC, as SARIF writes times.
std::string now() {
  std::time_t seconds = std::time(nullptr);
  std::tm utc{};
  char text[32];
  gmtime_r(&seconds, &utc);
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

struct Ending {
  const Settings &settings;
  const Project &project;
  const std::vector<std::string> &commandLine;
  Clock::time_point start;
  std::optional<KnownFindings> known;  ///< To compare with.
  FixRequest fixing = {};
  const BaseTree *base = nullptr;  ///< Of --diff.
};

int finish(report::Report report, const Ending &ending) {
  for (const std::string &word : ending.commandLine)
    report.commandLine.push_back(catalogue::hidePasswords(word));
  report.finished = now();
  report.summary.seconds = std::chrono::duration<double>(Clock::now() - ending.start).count();
  if (ending.known)
    compare(report, *ending.known, ending.base ? Against::Change : Against::Baseline, [&](const std::string &file) {
      return std::ranges::any_of(ending.project.operands,
                                 [&](const fs::path &operand) { return isInside(report.root / file, operand); });
    });
  if (ending.base)
    showInChange(report, ending.base->changed);
  auto fixes = prepareFixes(ending.fixing, report);
  settle(report, ending.settings);
  if (failureOf(fixes))
    report.exitCode = exitUsage;
  if (auto failure = writeReport(report, ending.settings.outputs))
    return refuse(*failure);
  std::fputs(report::describe(report).c_str(), stderr);
  if (const Failure *failure = failureOf(fixes))
    return refuse(*failure);
  if (auto failure = writeFixes(std::get<PreparedFixes>(fixes)))
    return refuse(*failure);
  return report.exitCode;
}

/// Nothing is compared then and no format is written: only what is known from now on.
int writeBaseline(const report::Report &report, const Settings &settings) {
  std::error_code error;
  std::string change;
  if (fs::exists(*settings.baseline, error)) {
    auto before = readBaseline(*settings.baseline);
    if (const Failure *failure = failureOf(before))
      return refuse(*failure);
    report::Report compared = report;
    compare(compared, std::get<KnownFindings>(before), Against::Baseline, [](const std::string &) { return true; });
    auto added = std::ranges::count_if(compared.results, [](const report::Result &result) {
      return result.baseline == report::Baseline::New && !result.suppressed;
    });
    change = " (" + std::to_string(added) + " added, " + std::to_string(compared.fixed.size()) + " dropped)";
  }
  if (auto failure = writeOutput(settings.baseline, baselineOf(report)))
    return refuse(*failure);
  tell(settings.baseline->string() + ": " + std::to_string(knownFindings(report).size()) + " findings are known" +
       change);
  return exitClean;
}

/// What is compared with is read before the minutes of reading sources.
OrFailure<std::optional<KnownFindings>> knownBefore(const Settings &settings) {
  if (!settings.baseline)
    return std::nullopt;
  auto known = readBaseline(*settings.baseline);
  if (const Failure *failure = failureOf(known))
    return *failure;
  return std::get<KnownFindings>(std::move(known));
}

OrFailure<std::optional<BaseTree>> baseOf(const ScanRequest &request, const Project &project) {
  if (request.diffRevision.empty() && request.diffFile.empty())
    return std::nullopt;
  tell("taking the sources as they were before the change");
  auto base = request.diffFile.empty() ? baseOfRevision(project.root, request.diffRevision)
                                       : baseOfPatch(project.root, request.diffFile);
  if (const Failure *failure = failureOf(base))
    return *failure;
  return std::get<BaseTree>(std::move(base));
}

/// Or the exit code. Where nothing of what is meant was there before, nothing was known.
std::variant<KnownFindings, int> knownIn(const BaseTree &base, const ScanRequest &request, const Project &project,
                                         const Settings &settings, const apis::Models &models) {
  Project there = projectIn(base, project);
  if (there.operands.empty())
    return KnownFindings();
  auto used = settingsIn(base, project, settings);
  if (const Failure *failure = failureOf(used))
    return refuse(*failure);
  const Settings &old = std::get<Settings>(used);
  auto schema = loadSchema(old.schemas, old.dialect, there.root);
  if (const Failure *failure = failureOf(schema))
    return refuse(*failure);
  ScanRequest same = request;
  same.flags = flagsIn(base, project, request.flags);
  tell("reading the sources of " + base.name);
  auto report = scanProject(same, there, old, models, std::get<LoadedSchema>(schema));
  if (const NoReport *none = std::get_if<NoReport>(&report))
    return refuse(*none);
  return knownFindings(std::get<report::Report>(report));
}

}  // namespace

int scan(const ScanRequest &request) {
  Clock::time_point start = Clock::now();
  if (auto failure = checkFixRequest(request.fixing))
    return refuse(*failure);
  auto found = findProject(request.operands, request.config);
  if (const Failure *failure = failureOf(found))
    return refuse(*failure);
  const Project &project = std::get<Project>(found);
  auto settings = settingsOf(request.options, project);
  if (const Failure *failure = failureOf(settings))
    return refuse(*failure);
  const Settings &used = std::get<Settings>(settings);
  auto loaded = loadModels(used.apis);
  if (const Failure *failure = failureOf(loaded))
    return refuse(*failure);
  const apis::Models &models = std::get<apis::Models>(loaded);
  // Wrong schemas are told before the minutes of reading, not after.
  auto schema = loadSchema(used.schemas, used.dialect, project.root);
  if (const Failure *failure = failureOf(schema))
    return refuse(*failure);
  if (request.updateBaseline && !used.baseline)
    return refuse(Failure{"--baseline FILE, or \"baseline\" in .dbrace.json, says where the baseline is kept"});
  auto base = baseOf(request, project);
  if (const Failure *failure = failureOf(base))
    return refuse(*failure);
  const std::optional<BaseTree> &before = std::get<std::optional<BaseTree>>(base);
  std::optional<KnownFindings> known;
  if (before) {
    auto there = knownIn(*before, request, project, used, models);
    if (const int *code = std::get_if<int>(&there))
      return *code;
    known = std::get<KnownFindings>(std::move(there));
  } else if (!request.updateBaseline) {
    auto stored = knownBefore(used);
    if (const Failure *failure = failureOf(stored))
      return refuse(*failure);
    known = std::get<std::optional<KnownFindings>>(std::move(stored));
  }
  auto report = scanProject(request, project, used, models, std::get<LoadedSchema>(schema));
  if (const NoReport *none = std::get_if<NoReport>(&report))
    return refuse(*none);
  if (request.updateBaseline)
    return writeBaseline(std::get<report::Report>(report), used);
  return finish(
      std::get<report::Report>(std::move(report)),
      {used, project, request.commandLine, start, std::move(known), request.fixing, before ? &*before : nullptr});
}

int link(const LinkRequest &request) {
  Clock::time_point start = Clock::now();
  auto project = findProject({}, request.config);
  if (const Failure *failure = failureOf(project))
    return refuse(*failure);
  auto settings = settingsOf(request.options, std::get<Project>(project));
  if (const Failure *failure = failureOf(settings))
    return refuse(*failure);
  const Settings &used = std::get<Settings>(settings);
  auto models = loadModels(used.apis);
  if (const Failure *failure = failureOf(models))
    return refuse(*failure);
  auto known = knownBefore(used);
  if (const Failure *failure = failureOf(known))
    return refuse(*failure);
  std::vector<facts::Unit> units;
  worlds::Program program;
  for (const std::string &file : request.facts) {
    std::optional<std::string> bytes = fileContent(file);
    if (!bytes)
      return refuse(Failure{file + ": " + unreadable(file)});
    // Facts of a unit, or a program that was linked before.
    if (auto unit = facts::fromCbor(*bytes))
      units.push_back(std::move(*unit));
    else if (auto linked = worlds::fromCbor(*bytes))
      program = worlds::merge(program, *linked);
    else
      return refuse(
          Failure{file + ": " + unit.error().text() + "; allowed: what dbrace extract and dbrace link write"});
  }
  program = worlds::merge(program, worlds::link(units));
  if (!request.program.empty()) {
    if (auto failure = writeOutput(request.program, worlds::toCbor(program)))
      return refuse(*failure);
  }
  report::Summary summary;
  summary.unitsRead = program.units.size();
  for (const worlds::UnitSummary &unit : program.units)
    summary.unitsWithErrors += !unit.errors.empty();
  const Project &where = std::get<Project>(project);
  auto report = analyse(
      {program, std::get<apis::Models>(models), used, where, {}, summary, configuredStatements(where.root, used), {}});
  if (const Failure *failure = failureOf(report))
    return refuse(*failure);
  return finish(std::get<report::Report>(std::move(report)),
                {used, where, request.commandLine, start, std::get<std::optional<KnownFindings>>(std::move(known))});
}

}  // namespace dbrace::driver
