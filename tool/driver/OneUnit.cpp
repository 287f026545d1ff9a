// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/OneUnit.h"

#include "driver/Files.h"
#include "driver/SqlFiles.h"
#include "driver/TextScan.h"

#include <algorithm>
#include <cctype>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

/// One that no scan would select is judged without being read: there is nothing in it to find.
bool namesDatabase(const UnitAtHand &unit, const fs::path &root, const apis::Models &models) {
  TextScanner scanner(wordsOf(models));
  bool found = false;
  unit.forEachFile([&](std::string_view path, const std::function<std::string_view()> &text) {
    if (found)
      return;
    fs::path file = resolved(path);
    if (isInside(file, root) && !isLibrarySource(models, relativeTo(root, file)))
      found = scanner.scan(text()).namesDatabase;
  });
  return found;
}

OrFailure<Project> projectOf(const fs::path &source, const OneUnitOptions &options, const fs::path &workingDirectory) {
  auto project = findProjectOf(source, {}, workingDirectory);
  const Project *found = std::get_if<Project>(&project);
  if (!found || options.config.empty())
    return project;
  fs::path config = found->root / options.config;
  std::error_code error;
  if (!fs::is_regular_file(config, error))
    return Failure{optionNamed("config") + ": " + options.config + ": no such file in " + found->root.string()};
  return findProjectOf(source, config, workingDirectory);
}

}  // namespace

std::string optionNamed(std::string_view name) {
  std::string spelled;
  bool upper = true;
  for (char c : name) {
    if (c != '-')
      spelled += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    upper = c == '-';
  }
  return "option " + spelled;
}

OrFailure<report::Report> analyseUnit(const UnitAtHand &unit, const OneUnitOptions &options,
                                      const fs::path &workingDirectory, LinkedFacts &linked) {
  fs::path source = resolved(unit.source());
  auto where = projectOf(source, options, workingDirectory);
  if (const Failure *failure = failureOf(where))
    return *failure;
  const Project &project = std::get<Project>(where);
  auto checked = checkOptions(options.judging, {optionNamed, project.root});
  if (const Failure *failure = failureOf(checked))
    return *failure;
  auto used = useOver(std::get<CheckedSettings>(checked), project.config);
  if (const Failure *failure = failureOf(used))
    return *failure;
  const Settings &settings = std::get<Settings>(used);
  auto loaded = loadModels(settings.apis);
  if (const Failure *failure = failureOf(loaded))
    return *failure;
  const apis::Models &models = std::get<apis::Models>(loaded);

  std::vector<report::Notice> notices;
  if (!options.facts.empty()) {
    auto report = linked.reportOn(source, project.root / options.facts, {models, settings, project});
    if (auto *known = std::get_if<report::Report>(&report))
      return std::move(*known);
    notices.push_back({Level::Warning, "facts-refused", std::get<Failure>(report).message, "", ""});
  }

  if (isLibrarySource(models, relativeTo(project.root, source)) || !namesDatabase(unit, project.root, models)) {
    report::Report nothing;
    nothing.root = project.root;
    nothing.notices = std::move(notices);
    nothing.summary.unitsSkipped = 1;
    return nothing;
  }
  auto read = unit.read(project, models);
  if (const Failure *failure = failureOf(read))
    return *failure;
  worlds::Program program = worlds::link({&std::get<facts::Unit>(read), 1});
  report::Summary summary;
  summary.unitsRead = 1;
  return analyse({program,
                  models,
                  settings,
                  project,
                  std::move(notices),
                  std::move(summary),
                  findStatements(project.root, project.root, settings),
                  {}});
}

}  // namespace dbrace::driver
