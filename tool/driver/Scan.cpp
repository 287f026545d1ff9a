// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Scan.h"

#include "catalogue/Catalogue.h"
#include "driver/Analysis.h"
#include "driver/BaseTree.h"
#include "driver/Baseline.h"
#include "driver/Commands.h"
#include "driver/Files.h"
#include "driver/MissingFiles.h"
#include "driver/Outputs.h"
#include "driver/Processes.h"
#include "driver/ReadUnits.h"
#include "driver/Selection.h"
#include "driver/SqlFiles.h"
#include "facts/Io.h"
#include "worlds/ProgramIo.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <thread>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

int refuse(const Failure &failure) {
  std::fprintf(stderr, "dbrace: error: %s\n", failure.message.c_str());
  return exitUsage;
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
    compare(report, *ending.known, [&](const std::string &file) {
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
    compare(compared, std::get<KnownFindings>(before), [](const std::string &) { return true; });
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

class Scan {
public:
  Scan(const ScanRequest &request, const Project &project, const Settings &settings, const apis::Models &models)
      : request(request), project(project), settings(settings), models(models), reach(models) {}

  /// Or the exit code, where it did not come to a report; why has been said then.
  std::variant<report::Report, int> report() {
    TextIndex index(project.root, TextScanner(wordsOf(models)));
    auto found = commandsFor(project, settings, index, request.flagsGiven ? &request.flags : nullptr);
    if (const Failure *failure = failureOf(found))
      return refuse(*failure);
    commands = std::move(std::get<UnitCommands>(found).commands);
    notices = std::move(std::get<UnitCommands>(found).notices);
    leaveOutLibraries();

    {
      // Only while there are workers to end and files to remove: the analysis may be interrupted anywhere.
      TemporaryFolder scratch;
      InterruptGuard interrupts;
      if (!readAll(index, scratch.path())) {
        tell("interrupted");
        return 128 + InterruptGuard::signal();
      }
    }
    worlds::Program program = worlds::link(units);
    units.clear();
    for (report::Notice &notice : missing.notices())
      notices.push_back(std::move(notice));
    for (const auto &[remark, files] : remarks)
      notices.push_back({Level::Note, "unit-remark", remark + onSeveral(files), files.front(), ""});
    auto report = analyse({program, models, settings, project, std::move(notices), summary,
                           findStatements(project.root, project.root, settings),
                           [this](std::size_t done, std::size_t all) {
                             progress.show("analysing " + std::to_string(done) + "/" + std::to_string(all));
                           },
                           isWholeProject()});
    progress.clear();
    if (const Failure *failure = failureOf(report))
      return refuse(*failure);
    return std::get<report::Report>(std::move(report));
  }

private:
  /// A copy of a client library among the sources is what its model says: nothing in it is looked at.
  void leaveOutLibraries() {
    std::set<std::string> left;
    std::erase_if(commands, [&](const CompileCommand &command) {
      std::string file = relativeTo(project.root, command.file);
      return isLibrarySource(models, file) && (left.insert(file), true);
    });
    if (!left.empty())
      notices.push_back(
          {Level::Note, "library-source",
           "not read, as the model of the library says what it does" + onSeveral({left.begin(), left.end()}),
           *left.begin(), ""});
  }

  bool isWholeProject() const {
    return std::ranges::any_of(project.operands,
                               [&](const fs::path &operand) { return isInside(project.root, operand); });
  }

  static std::string onSeveral(const std::vector<std::string> &files) {
    return files.size() == 1 ? "" : " (this and " + std::to_string(files.size() - 1) + " more)";
  }

  /// False if interrupted.
  bool readAll(TextIndex &index, const fs::path &scratch) {
    if (!request.prefilter) {
      std::vector<std::size_t> all(commands.size());
      for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = i;
      return read(all, scratch);
    }
    progress.show("looking for database code in " + std::to_string(commands.size()) + " units");
    Selection selection(commands, index);
    for (std::vector<std::size_t> next = selection.next({}); !next.empty();
         next = selection.next(reach.names(), reach.carriers()))
      if (!read(next, scratch))
        return false;
    summary.unitsSkipped = commands.size() - summary.unitsRead - summary.unitsFailed;
    return true;
  }

  bool read(const std::vector<std::size_t> &indices, const fs::path &scratch) {
    ReadOptions options;
    options.program = request.program;
    options.root = project.root;
    options.apis = settings.apis;
    options.scratch = scratch;
    options.parallel = request.jobs != 0 ? request.jobs : std::max(1u, std::thread::hardware_concurrency());
    options.timeout = settings.unitTimeout;
    options.progress = [&](std::size_t done, std::size_t all, const std::string &file) {
      progress.show("reading " + std::to_string(done) + "/" + std::to_string(all) + " " + file);
    };
    std::vector<const CompileCommand *> chosen;
    for (std::size_t i : indices)
      chosen.push_back(&commands[i]);
    ReadUnits done = readUnits(chosen, options);
    for (facts::Unit &unit : done.units) {
      summary.unitsWithErrors += !unit.errors.empty();
      reach.add(unit);
      missing.add(unit);
      units.push_back(std::move(unit));
    }
    summary.unitsRead += done.units.size();
    summary.unitsFailed += done.failures.size();
    notices.insert(notices.end(), done.failures.begin(), done.failures.end());
    for (auto &[remark, files] : done.remarks)
      remarks[remark].insert(remarks[remark].end(), files.begin(), files.end());
    return !done.interrupted;
  }

  const ScanRequest &request;
  const Project &project;
  const Settings &settings;
  const apis::Models &models;
  std::vector<CompileCommand> commands;
  std::vector<facts::Unit> units;
  std::vector<report::Notice> notices;
  std::map<std::string, std::vector<std::string>> remarks;
  MissingHeaders missing;
  report::Summary summary;
  Reach reach;
  Progress progress;
};

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
  ScanRequest same = request;
  same.flags = flagsIn(base, project, request.flags);
  tell("reading the sources of " + base.name);
  auto report = Scan(same, there, std::get<Settings>(used), models).report();
  if (const int *code = std::get_if<int>(&report))
    return *code;
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
    return refuse({"--baseline FILE, or \"baseline\" in .dbrace.json, says where the baseline is kept"});
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
  auto report = Scan(request, project, used, models).report();
  if (const int *code = std::get_if<int>(&report))
    return *code;
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
      return refuse({file + ": cannot be read"});
    // Facts of a unit, or a program that was linked before.
    if (auto unit = facts::fromCbor(*bytes))
      units.push_back(std::move(*unit));
    else if (auto linked = worlds::fromCbor(*bytes))
      program = worlds::merge(program, *linked);
    else
      return refuse({file + ": " + unit.error().text() + "; allowed: what dbrace extract and dbrace link write"});
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
