// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/BaseTree.h"

#include "driver/CompileCommands.h"
#include "driver/Files.h"
#include "driver/Git.h"
#include "driver/Outputs.h"
#include "driver/SourceTree.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

/// The names in a list that git ended with zeros.
template <typename Action> void forEachName(const std::optional<std::string> &list, Action action) {
  for (std::size_t begin = 0; list && begin < list->size();) {
    std::size_t end = std::min(list->find('\0', begin), list->size());
    action(list->substr(begin, end - begin));
    begin = end + 1;
  }
}

/// The revision's files below `to`, submodules that are at hand included.
bool checkOut(const fs::path &top, const std::string &commit, const fs::path &to, const fs::path &scratch,
              int depth = 0) {
  fs::path index = scratch / ("index" + std::to_string(depth));
  std::error_code error;
  fs::remove(index, error);
  fs::create_directories(to, error);
  if (!git(top, {"read-tree", commit}, index) ||
      !git(top, {"checkout-index", "-a", "-f", "--prefix=" + to.string() + "/"}, index))
    return false;
  auto tree = depth < 4 ? git(top, {"ls-tree", "-r", "-z", commit}) : std::nullopt;
  forEachName(tree, [&](const std::string &entry) {  // "160000 commit HASH\tPATH"
    std::size_t tab = entry.find('\t');
    if (entry.starts_with("160000 commit ") && tab != std::string::npos &&
        fs::exists(top / entry.substr(tab + 1) / ".git", error))
      checkOut(top / entry.substr(tab + 1), entry.substr(14, tab - 14), to / entry.substr(tab + 1), scratch, depth + 1);
  });
  return true;
}

/// What a build has made: git has no older version of it, and units read it as it is now. Of anything else that git
/// ignores there may be gigabytes.
void copyGenerated(const fs::path &top, const fs::path &to) {
  std::error_code error;
  forEachName(git(top, {"ls-files", "-z", "--others", "--ignored", "--exclude-standard"}), [&](const fs::path &name) {
    fs::path ending = name.extension();
    bool isTrace =
        name.filename() == "CMakeCache.txt" || name.filename() == "build.ninja";  // SourceTree knows a build by it.
    if (!isTrace && !isSource(name) && !isHeader(name) && ending != ".moc" && ending != ".sql" && ending != ".qrc")
      return;
    fs::create_directories((to / name).parent_path(), error);
    if (isTrace)
      writeOutput(to / name, "");
    else
      fs::copy_file(top / name, to / name, fs::copy_options::skip_existing, error);
  });
}

/// What git tracks or would; without git everything but hidden folders.
void copyWorkTree(const fs::path &top, const fs::path &to) {
  std::error_code error;
  auto copy = [&](const fs::path &file) {
    fs::create_directories((to / file).parent_path(), error);
    fs::copy(top / file, to / file, fs::copy_options::copy_symlinks | fs::copy_options::overwrite_existing, error);
  };
  if (auto list = git(top, {"ls-files", "-z", "--cached", "--others", "--exclude-standard"})) {
    forEachName(list, copy);
    copyGenerated(top, to);
    return;
  }
  for (fs::recursive_directory_iterator it(top, error), end; !error && it != end; it.increment(error)) {
    if (it->path().filename().string().starts_with('.') && it->is_directory(error))
      it.disable_recursion_pending();
    else if (it->is_regular_file(error))
      copy(it->path().lexically_relative(top));
  }
}

std::string prefixOf(const fs::path &root, const fs::path &top) {
  fs::path relative = root.lexically_relative(top);
  return relative.empty() || relative == "." ? "" : relative.generic_string() + "/";
}

fs::path topOf(const fs::path &root) {
  auto said = git(root, {"rev-parse", "--show-toplevel"});
  return said ? resolved(firstLine(*said)) : fs::path();
}

/// The words of a command with the base's paths, wherever in a word they stand.
std::vector<std::string> wordsIn(const BaseTree &base, const Project &project, const CompileCommand &command) {
  std::error_code error;
  const std::string root = project.root.string() + "/";
  std::vector<std::string> words = command.arguments;
  for (std::string &word : words)
    if (std::size_t at = word.find(root); at != std::string::npos)
      if (fs::path there = base.root / word.substr(at + root.size()); fs::exists(there, error))
        word = word.substr(0, at) + there.string();
  return words;
}

/// Whether relative words mean the same files, seen from the base's folder: those that leave the root do not.
bool staysInside(const Project &project, const CompileCommand &command) {
  return std::ranges::none_of(command.arguments, [&](const std::string &word) {
    std::size_t up = word.find("../");
    return up != std::string::npos && word.find('/') > up &&
           !isInside((command.directory / word.substr(up)).lexically_normal(), project.root);
  });
}

/// Where a path of the project is in the base; unchanged if it is none, or was not there.
std::string moved(const BaseTree &base, const Project &project, const std::string &path) {
  std::error_code error;
  if (!fs::path(path).is_absolute() || !isInside(fs::path(path).lexically_normal(), project.root))
    return path;
  fs::path there = base.root / fs::path(path).lexically_normal().lexically_relative(project.root);
  return fs::exists(there, error) ? there.string() : path;
}

}  // namespace

OrFailure<BaseTree> baseOfRevision(const fs::path &root, const std::string &revision) {
  fs::path top = topOf(root);
  if (top.empty())
    return Failure{"--diff: " + root.string() +
                   " is in no git work tree (or git is not installed); --diff-file takes a patch"};
  auto given = git(top, {"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (!given)
    return Failure{"--diff: \"" + revision + "\" is no revision of " + top.string() +
                   "; in a shallow clone, fetch it first"};
  auto common = git(top, {"merge-base", firstLine(*given), "HEAD"});
  std::string commit = firstLine(common ? *common : *given);
  BaseTree base;
  base.folder = std::make_unique<TemporaryFolder>();
  fs::path tree = resolved(base.folder->path()) / "tree";
  if (!checkOut(top, commit, tree, base.folder->path()))
    return Failure{"--diff: the files of " + commit + " cannot be read out of git"};
  copyGenerated(top, tree);
  auto diff = git(top, {"diff", "--no-color", "--no-ext-diff", "--no-textconv", "-U0", "-M", "--src-prefix=a/",
                        "--dst-prefix=b/", "--ignore-submodules", commit, "--"});
  if (!diff)
    return Failure{"--diff: git does not say what has changed since " + commit};
  std::string prefix = prefixOf(root, top);
  base.root = prefix.empty() ? tree : tree / prefix.substr(0, prefix.size() - 1);
  base.name = revision + " (" + commit.substr(0, 10) + ")";
  base.changed = ChangedLines(*diff, prefix);
  forEachName(git(root, {"ls-files", "-z", "--others", "--exclude-standard"}),
              [&](const std::string &name) { base.changed.addFile(name); });
  return base;
}

OrFailure<BaseTree> baseOfPatch(const fs::path &root, const fs::path &patch) {
  auto text = fileContent(patch);
  if (!text)
    return Failure{"--diff-file: " + patch.string() + ": " + unreadable(patch)};
  fs::path top = topOf(root);
  if (top.empty())
    top = root;
  BaseTree base;
  base.folder = std::make_unique<TemporaryFolder>();
  fs::path tree = resolved(base.folder->path()) / "tree";
  std::error_code error;
  fs::create_directories(tree, error);
  copyWorkTree(top, tree);
  if (!git(tree, {"init", "--quiet"}) ||
      !git(tree, {"apply", "--reverse", "--whitespace=nowarn", fs::absolute(patch, error).string()}))
    return Failure{"--diff-file: " + patch.string() +
                   ": is no patch that the sources already have (it is taken out of them "
                   "to see what was there before)"};
  fs::remove_all(tree / ".git", error);
  std::string prefix = prefixOf(root, top);
  base.root = prefix.empty() ? tree : tree / prefix.substr(0, prefix.size() - 1);
  base.name = patch.string();
  base.changed = ChangedLines(*text, prefix);
  return base;
}

Project projectIn(const BaseTree &base, const Project &project) {
  Project there;
  there.root = base.root;
  there.copyOf = project.root;
  there.config = project.config;
  std::error_code error;
  for (const fs::path &operand : project.operands)
    if (fs::path moved = base.root / operand.lexically_relative(project.root); fs::exists(moved, error))
      there.operands.push_back(resolved(moved));
  return there;
}

OrFailure<Settings> settingsIn(const BaseTree &base, const Project &project, const Settings &settings) {
  Settings there = settings;
  std::error_code error;
  for (std::vector<fs::path> *list : {&there.schemas, &there.sqlDirectories}) {
    std::vector<fs::path> paths;
    for (const fs::path &path : *list) {
      fs::path own = moved(base, project, fs::absolute(path, error).string());
      bool isNew = fs::exists(path, error) && isInside(resolved(path), project.root) && !isInside(own, base.root);
      if (!isNew)
        paths.push_back(isInside(own, base.root) ? own : path);
    }
    *list = std::move(paths);
  }
  fs::path database = settings.buildDir ? *settings.buildDir : findCompileCommands(project.operands[0], project.root);
  if (fs::is_directory(database, error))
    database /= "compile_commands.json";
  if (database.empty())
    return there;
  auto read = readCompileCommands(database);
  if (const Failure *failure = failureOf(read))
    return *failure;
  nlohmann::json commands = nlohmann::json::array();
  for (const CompileCommand &command : std::get<std::vector<CompileCommand>>(read)) {
    // Words may be relative to the folder of a build.
    if (isInside(command.directory.lexically_normal(), project.root))
      fs::create_directories(base.root / command.directory.lexically_normal().lexically_relative(project.root), error);
    std::string file = moved(base, project, command.file.string());
    if (isInside(command.file, project.root) && !isInside(file, base.root))
      continue;  // It was not there.
    std::string directory = moved(base, project, command.directory.string());
    std::vector<std::string> arguments;
    if (isInside(directory, base.root) && staysInside(project, command)) {
      arguments = wordsIn(base, project, command);
    } else {
      directory = command.directory.string();
      arguments = {command.arguments.front()};
      for (const std::string &word : meaningOf(command))
        arguments.push_back(moved(base, project, word));
      arguments.insert(arguments.end(), {"-c", file});
    }
    commands.push_back({{"directory", directory}, {"file", file}, {"arguments", arguments}});
  }
  there.buildDir = base.folder->path() / "compile_commands.json";
  if (auto failure =
          writeOutput(there.buildDir, commands.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)))
    return *failure;
  return there;
}

std::vector<std::string> flagsIn(const BaseTree &base, const Project &project, const std::vector<std::string> &flags) {
  std::error_code error;
  std::vector<std::string> there;
  for (const std::string &flag : flags) {
    // "-Iinclude", "include" behind "-I", "-include" "all.h": whatever names something that is there.
    std::size_t start = flag.starts_with("-I") ? 2 : 0;
    fs::path path = fs::absolute(flag.substr(start), error).lexically_normal();
    bool isPath = !flag.empty() && flag[start == 2 && flag.size() > 2 ? 2 : 0] != '-' && fs::exists(path, error);
    there.push_back(isPath ? flag.substr(0, start) + moved(base, project, resolved(path).string()) : flag);
  }
  return there;
}

}  // namespace dbrace::driver
