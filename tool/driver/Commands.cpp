// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Commands.h"

#include "driver/Files.h"
#include "driver/Glob.h"
#include "driver/InferCommands.h"
#include "driver/MissingFiles.h"
#include "driver/Outputs.h"
#include "driver/Unity.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

class Gathering {
public:
  Gathering(const Project &project, const Settings &settings, TextIndex &index)
      : project(project), settings(settings), index(index) {}

  OrFailure<UnitCommands> gather(const std::vector<std::string> *flags) {
    fs::path database = flags ? fs::path() : databaseOf();
    std::vector<CompileCommand> all;
    if (!database.empty()) {
      auto read = readCompileCommands(database);
      if (const Failure *failure = failureOf(read))
        return *failure;
      all = withoutDuplicates(std::get<std::vector<CompileCommand>>(std::move(read)));
      replaceMissingUnitySources(all, database, project.root, settings.exclude);
      takeMeant(all, database);
    }
    std::vector<fs::path> uncovered = uncoveredOperands();
    if (!all.empty()) {
      borrow(uncovered, all);
    } else if (flags || database.empty() || !uncovered.empty()) {
      std::vector<fs::path> sources = flags || database.empty() ? sourcesBelow() : std::vector<fs::path>();
      sources.insert(sources.end(), uncovered.begin(), uncovered.end());
      std::sort(sources.begin(), sources.end());
      flags ? withFlags(sources, *flags) : infer(sources);
    }
    if (!result.commands.empty())
      return std::move(result);
    if (!database.empty())
      return Failure{database.string() + ": has no command for a source in " + project.operands[0].string() +
                     "; name another build folder with -p, or give compiler flags behind --" +
                     (result.notices.empty() ? "" : "\n  " + result.notices[0].message)};
    return Failure{project.operands[0].string() + ": no C or C++ source in it (.c, .cc, .cpp, .cxx, .c++, .C)"};
  }

private:
  bool isMeant(const fs::path &file) const {
    std::string relative = relativeTo(project.root, file);
    return std::any_of(project.operands.begin(), project.operands.end(),
                       [&](const fs::path &operand) { return isInside(file, operand); }) &&
           std::none_of(settings.exclude.begin(), settings.exclude.end(),
                        [&](const std::string &glob) { return excludes(glob, relative); });
  }

  fs::path databaseOf() const {
    if (!settings.buildDir)
      return findCompileCommands(project.operands[0], project.root);
    std::error_code error;
    return fs::is_directory(*settings.buildDir, error) ? *settings.buildDir / "compile_commands.json"
                                                       : *settings.buildDir;
  }

  void takeMeant(const std::vector<CompileCommand> &all, const fs::path &database) {
    for (const CompileCommand &command : all)
      if (isMeant(command.file) || unityOfMeant(command))
        result.commands.push_back(command);
    result.notices = takeUngenerated(result.commands, resolved(database).parent_path(), project.root);
    moveOutOfMissingFolders();
    dropWhatUnitySourcesInclude(result.commands);
  }

  /// A database may outlive its build folder, or come from another machine.
  void moveOutOfMissingFolders() {
    std::set<std::string> gone;
    std::error_code error;
    for (CompileCommand &command : result.commands)
      if (!fs::is_directory(command.directory, error) && fs::exists(command.file, error)) {
        gone.insert(command.directory.string());
        command.directory = command.file.parent_path();
      }
    if (!gone.empty())
      result.notices.push_back({Level::Note, "folder-missing",
                                "the folder of compile commands does not exist: " + *gone.begin() +
                                    (gone.size() == 1 ? "" : " and " + std::to_string(gone.size() - 1) + " more") +
                                    "; their sources are read where they lie, without what the folder held",
                                "", ""});
  }

  /// A generated unity source lies in the build folder, wherever what it includes lies.
  bool unityOfMeant(const CompileCommand &command) const {
    std::vector<fs::path> sources = sourcesOfUnity(command.file);
    return std::any_of(sources.begin(), sources.end(), [&](const fs::path &source) { return isMeant(source); });
  }

  /// Files named on the command line that no command is for. Taken whatever their ending, and even if excluded.
  std::vector<fs::path> uncoveredOperands() const {
    std::vector<fs::path> files;
    std::error_code error;
    for (const fs::path &operand : project.operands)
      if (!fs::is_directory(operand, error) &&
          std::none_of(result.commands.begin(), result.commands.end(),
                       [&](const CompileCommand &command) { return command.file == operand; }))
        files.push_back(operand);
    return files;
  }

  /// Sources in the folders that were asked for; of a library that is all headers, those.
  std::vector<fs::path> sourcesBelow() const {
    std::set<fs::path> sources, headers;
    std::error_code error;
    for (const fs::path &operand : project.operands)
      if (fs::is_directory(operand, error)) {
        SourceTree tree = findSources(operand, project.root, settings.exclude);
        sources.insert(tree.sources.begin(), tree.sources.end());
        std::copy_if(tree.headers.begin(), tree.headers.end(), std::inserter(headers, headers.end()),
                     [](const fs::path &header) { return header.extension().string().starts_with(".h"); });
      }
    const std::set<fs::path> &found = sources.empty() ? headers : sources;
    return {found.begin(), found.end()};
  }

  /// `known` are all commands of the database, also of sources that are not meant.
  void borrow(const std::vector<fs::path> &files, const std::vector<CompileCommand> &known) {
    for (const fs::path &file : files)
      if (auto command = borrowedCommand(file, known, index)) {
        say(relativeTo(project.root, file) + " has no compile command of its own and borrows the nearest");
        result.commands.push_back(std::move(*command));
      }
  }

  /// Of an older copy nothing is said that will be said of the project itself.
  void say(const std::string &text) const {
    if (project.copyOf.empty())
      tell(text);
  }

  void withFlags(const std::vector<fs::path> &sources, const std::vector<std::string> &flags) {
    std::error_code error;
    for (const fs::path &source : sources) {
      std::vector<std::string> arguments = {languageOf(source) == Language::C ? "clang" : "clang++"};
      arguments.insert(arguments.end(), flags.begin(), flags.end());
      arguments.push_back(source.string());
      result.commands.push_back({fs::current_path(error), source, std::move(arguments)});
    }
  }

  void infer(const std::vector<fs::path> &sources) {
    if (sources.empty())
      return;
    say("no compile commands for " + std::to_string(sources.size()) + (sources.size() == 1 ? " source" : " sources") +
        ": language, -std and include folders are inferred (give -p BUILD_DIR for exact ones)");
    // Headers are looked for in the whole project.
    SourceTree tree = findSources(project.root, project.root, settings.exclude);
    InferredCommands inferred = inferCommands(sources, tree, project.root, index);
    result.commands = std::move(inferred.commands);
    std::string macros;
    for (const std::string &macro : inferred.libraryMacros)
      macros += (macros.empty() ? "" : ", ") + macro;
    if (!macros.empty())
      say("defined, so that code for client libraries is read: " + macros);
    dropWhatUnitySourcesInclude(result.commands);
  }

  const Project &project;
  const Settings &settings;
  TextIndex &index;
  UnitCommands result;
};

}  // namespace

OrFailure<UnitCommands> commandsFor(const Project &project, const Settings &settings, TextIndex &index,
                                    const std::vector<std::string> *flags) {
  return Gathering(project, settings, index).gather(flags);
}

}  // namespace dbrace::driver
