// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ProjectScan.h"

#include "driver/CacheCommand.h"
#include "driver/Commands.h"
#include "driver/Files.h"
#include "driver/MissingFiles.h"
#include "driver/Outputs.h"
#include "driver/Processes.h"
#include "driver/ReadUnits.h"
#include "driver/ReportCache.h"
#include "driver/ResultCache.h"
#include "driver/Selection.h"
#include "driver/SqlFiles.h"

#include <algorithm>
#include <thread>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

/// What is kept from scan to scan.
struct Cache {
  Cache(const fs::path &path, std::uintmax_t limit, const std::string &models, const Project &project)
      : folder(path, limit), files(folder, identity(project)),
        units(folder, files, models, project.root, identity(project)) {}
  static const fs::path &identity(const Project &project) {
    return project.copyOf.empty() ? project.root : project.copyOf;
  }
  CacheFolder folder;
  FileStates files;
  UnitCache units;
};

class Scan {
public:
  Scan(const ScanRequest &request, const Project &project, const Settings &settings, const apis::Models &models,
       const LoadedSchema &schema)
      : request(request), project(project), settings(settings), models(models), schema(schema), reach(models) {
    openCache();
  }

  std::variant<report::Report, NoReport> report() {
    TextIndex index(project.root, TextScanner(wordsOf(models)));
    auto found = commandsFor(project, settings, index, request.flagsGiven ? &request.flags : nullptr);
    if (const Failure *failure = failureOf(found))
      return NoReport(*failure);
    commands = std::move(std::get<UnitCommands>(found).commands);
    notices = std::move(std::get<UnitCommands>(found).notices);
    leaveOutLibraries();

    {
      // Only while there are workers to end and files to remove: the analysis may be interrupted anywhere.
      TemporaryFolder scratch;
      InterruptGuard interrupts;
      if (!readAll(index, scratch.path())) {
        tell("interrupted");
        return NoReport(128 + InterruptGuard::signal());
      }
    }
    auto report = judged();
    progress.clear();
    closeCache();
    if (const Failure *failure = failureOf(report))
      return NoReport(*failure);
    return std::get<report::Report>(std::move(report));
  }

private:
  void openCache() {
    if (!settings.cache.use)
      return;
    if (auto folder = cacheFolderOf(settings))
      cache.emplace(*folder, settings.cache.limit, models.hash(), project);
    else
      tell(std::string(noCacheFolder) +
           ", so nothing is kept for the next scan; --cache-dir says where, --no-cache that it need not");
  }

  void closeCache() {
    if (!cache)
      return;
    if (project.copyOf.empty())  // The files of a copy are gone when it has been judged.
      cache->files.save();
    cache->folder.tidyUp();
    if (!cache->folder.problem().empty())
      tell(cache->folder.path().string() + ": cannot be written: " + cache->folder.problem() +
           "; what was read is not kept for the next scan (--cache-dir DIR for another place, --no-cache for none)");
  }

  /// The report on the units read, as it is known or as it is found now.
  OrFailure<report::Report> judged() {
    std::vector<report::Notice> remarked;
    for (const auto &[remark, files] : remarks)
      remarked.push_back({Level::Note, "unit-remark", remark + onSeveral(files), files.front(), ""});
    std::vector<worlds::NamedText> sqlFiles = findStatements(project.root, project.root, settings);
    std::string name;
    if (cache) {
      std::vector<std::string> names;
      for (const ReadUnit &unit : units)
        names.push_back(unit.name);
      std::vector<report::Notice> all = notices;
      all.insert(all.end(), remarked.begin(), remarked.end());
      name = reportName({names, models.hash(), schema, settings, project, all, summary, sqlFiles});
      if (auto known = cachedReport(cache->folder, name)) {
        known->root = project.root;
        return std::move(*known);
      }
    }
    std::vector<facts::Unit> read;
    MissingHeaders missing;
    for (ReadUnit &unit : units) {
      summary.unitsWithErrors += !unit.facts.errors.empty();
      missing.add(unit.facts);
      read.push_back(std::move(unit.facts));
    }
    units.clear();
    worlds::Program program = worlds::link(read);
    read.clear();
    for (auto &more : {missing.notices(), remarked})
      notices.insert(notices.end(), more.begin(), more.end());
    std::optional<ResultCache> results;
    if (cache)
      results.emplace(cache->folder, entryName("results", programIdentity() + '\n' + models.hash() + '\n' +
                                                              Cache::identity(project).native()));
    auto report = analyse({program, models, settings, project, std::move(notices), summary, std::move(sqlFiles),
                           [this](std::size_t done, std::size_t all) {
                             progress.show("analysing " + std::to_string(done) + "/" + std::to_string(all));
                           },
                           results ? &*results : nullptr, isWholeProject()});
    if (results)
      results->save();
    if (cache && !failureOf(report))
      keepReport(cache->folder, name, std::get<report::Report>(report));
    return report;
  }

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
    options.cache = cache ? &cache->units : nullptr;
    options.progress = [&](std::size_t done, std::size_t all, const std::string &file) {
      progress.show("reading " + std::to_string(done) + "/" + std::to_string(all) + " " + file);
    };
    std::vector<const CompileCommand *> chosen;
    for (std::size_t i : indices)
      chosen.push_back(&commands[i]);
    ReadUnits done = readUnits(chosen, options);
    for (ReadUnit &unit : done.units) {
      reach.add(unit.facts);
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
  const LoadedSchema &schema;
  std::optional<Cache> cache;
  std::vector<CompileCommand> commands;
  std::vector<ReadUnit> units;
  std::vector<report::Notice> notices;
  std::map<std::string, std::vector<std::string>> remarks;
  report::Summary summary;
  Reach reach;
  Progress progress;
};

}  // namespace

std::variant<report::Report, NoReport> scanProject(const ScanRequest &request, const Project &project,
                                                   const Settings &settings, const apis::Models &models,
                                                   const LoadedSchema &schema) {
  return Scan(request, project, settings, models, schema).report();
}

}  // namespace dbrace::driver
