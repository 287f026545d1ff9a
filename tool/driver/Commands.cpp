// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which compile commands a run works with.
#include "driver/Files.h"
#include "driver/Glob.h"
#include "driver/InferCommands.h"
#include "driver/Outputs.h"
#include "driver/Scan.h"

#include <algorithm>
#include <set>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

bool isMeant(const fs::path &file, const Project &project, const Settings &settings) {
  std::string relative = relativeTo(project.root, file);
  return std::any_of(project.operands.begin(), project.operands.end(),
                     [&](const fs::path &operand) { return isInside(file, operand); }) &&
         std::none_of(settings.exclude.begin(), settings.exclude.end(),
                      [&](const std::string &glob) { return excludes(glob, relative); });
}

/// The sources that the operands name or hold.
std::vector<fs::path> sourcesOf(const Project &project, const SourceTree &tree, const Settings &settings) {
  std::set<fs::path> sources;
  std::error_code error;
  for (const fs::path &operand : project.operands)
    if (!fs::is_directory(operand, error))
      sources.insert(operand);  // Named: taken whatever its ending, and even if excluded.
  for (const fs::path &source : tree.sources)
    if (isMeant(source, project, settings))
      sources.insert(source);
  return {sources.begin(), sources.end()};
}

fs::path databaseOf(const Project &project, const Settings &settings) {
  if (!settings.buildDir)
    return findCompileCommands(project.operands[0], project.root);
  std::error_code error;
  return fs::is_directory(*settings.buildDir, error) ? *settings.buildDir / "compile_commands.json"
                                                     : *settings.buildDir;
}

}  // namespace

OrFailure<std::vector<CompileCommand>> commandsFor(const Project &project, const Settings &settings, TextIndex &index,
                                                   const std::vector<std::string> *flags) {
  fs::path database = flags ? fs::path() : databaseOf(project, settings);
  std::vector<CompileCommand> commands;
  std::set<fs::path> covered;
  if (!database.empty()) {
    auto read = readCompileCommands(database);
    if (failureOf(read))
      return read;
    for (CompileCommand &command : withoutDuplicates(std::move(std::get<std::vector<CompileCommand>>(read))))
      if (isMeant(command.file, project, settings)) {
        covered.insert(command.file);
        commands.push_back(std::move(command));
      }
  }
  std::error_code error;
  bool filesNamed = std::any_of(project.operands.begin(), project.operands.end(), [&](const fs::path &operand) {
    return !fs::is_directory(operand, error) && !covered.contains(operand);
  });
  if (!database.empty() && !filesNamed) {
    if (commands.empty())
      return Failure{database.string() + ": has no command for a source in " + project.operands[0].string() +
                     "; name another build folder with -p, or give compiler flags behind --"};
    return commands;
  }
  // Headers are looked for in the whole project, sources only where they were asked for.
  SourceTree tree = findSources(project.root, project.root, settings.exclude);
  SourceTree meant;
  for (const fs::path &operand : project.operands)
    if (fs::is_directory(operand, error)) {
      SourceTree part = findSources(operand, project.root, settings.exclude);
      meant.sources.insert(meant.sources.end(), part.sources.begin(), part.sources.end());
    }
  std::vector<fs::path> sources = sourcesOf(project, database.empty() ? meant : SourceTree(), settings);
  std::erase_if(sources, [&](const fs::path &source) { return covered.contains(source); });
  if (sources.empty() && commands.empty())
    return Failure{project.operands[0].string() + ": no C or C++ source in it (.c, .cc, .cpp, .cxx, .c++, .C)"};
  std::vector<CompileCommand> inferred;
  if (flags) {
    for (const fs::path &source : sources) {
      std::vector<std::string> arguments = {languageOf(source) == Language::C ? "clang" : "clang++"};
      arguments.insert(arguments.end(), flags->begin(), flags->end());
      arguments.push_back(source.string());
      inferred.push_back({fs::current_path(error), source, std::move(arguments)});
    }
  } else {
    tell("no compile commands for " + std::to_string(sources.size()) + (sources.size() == 1 ? " source" : " sources") +
         ": language, -std and include folders are inferred (give -p BUILD_DIR for exact ones)");
    inferred = inferCommands(sources, tree, project.root, index, {});
  }
  commands.insert(commands.end(), std::make_move_iterator(inferred.begin()), std::make_move_iterator(inferred.end()));
  return commands;
}

}  // namespace dbrace::driver
