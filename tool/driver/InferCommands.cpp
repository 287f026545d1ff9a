// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/InferCommands.h"

#include "driver/BuildSwitches.h"
#include "driver/Files.h"
#include "driver/ForcedHeaders.h"
#include "driver/InstalledHeaders.h"

#include <algorithm>
#include <set>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

/// Where an include leads: the header, and the folder that must be searched for it (empty: the includer's own).
struct Target {
  FileId header;
  std::string folder;
};

class Inference {
public:
  Inference(const SourceTree &tree, TextIndex &index) : index(index) {
    for (const std::vector<fs::path> *list : {&tree.headers, &tree.sources})
      for (const fs::path &path : *list)  // Sources are included now and then, too.
        byName[path.filename().string()].push_back(path.string());
  }

  struct Folders {
    std::vector<std::string> own, installed;
  };
  Folders foldersFor(std::vector<FileId> level) {
    std::vector<std::string> folders;
    std::set<FileId> seen;
    std::set<std::string> missing;
    std::vector<FileId> next;
    for (; !level.empty(); level = std::move(next), next.clear())  // Nearest includes first.
      for (FileId file : level) {
        if (!seen.insert(file).second)
          continue;
        for (const Target &target : targetsOf(file)) {
          if (!target.folder.empty() && std::find(folders.begin(), folders.end(), target.folder) == folders.end())
            folders.push_back(target.folder);
          next.push_back(target.header);
        }
        missing.insert(missingIn[file].begin(), missingIn[file].end());
      }
    return {std::move(folders), installed.foldersFor(missing)};
  }

private:
  const std::vector<Target> &targetsOf(FileId file) {
    auto [entry, isNew] = targets.try_emplace(file);
    if (isNew) {
      for (const Include &include : index.text(file).includes)
        if (auto target = targetOf(index.path(file), include))
          entry->second.push_back(std::move(*target));
        else if (!installed.isFoundByItself(include.name))
          missingIn[file].push_back(include.name);
    }
    return entry->second;
  }

  std::optional<Target> targetOf(const fs::path &includer, const Include &include) {
    if (!include.angled)
      if (auto own = index.find((includer.parent_path() / include.name).lexically_normal().string()))
        return Target{*own, ""};
    if (include.angled && installed.isFoundByItself(include.name))
      return std::nullopt;  // A replacement in the tree would shadow the library's own header.
    std::string name = fs::path(include.name).lexically_normal().string();
    while (name.starts_with("../"))
      name.erase(0, 3);
    auto candidates = byName.find(fs::path(name).filename().string());
    if (candidates == byName.end())
      return std::nullopt;
    const std::string *best = nullptr;
    for (const std::string &path : candidates->second)
      if (path.ends_with("/" + name) && (!best || isNearer(includer.native(), path, *best)))
        best = &path;
    if (!best)
      return std::nullopt;
    auto header = index.find(*best);
    return header ? std::optional(Target{*header, best->substr(0, best->size() - name.size() - 1)}) : std::nullopt;
  }

  /// More of the path in common, then the shorter one, then the first by alphabet (the lists are sorted).
  static bool isNearer(const std::string &includer, const std::string &left, const std::string &right) {
    auto common = [&](const std::string &path) {
      auto differ = std::mismatch(includer.begin(), includer.end(), path.begin(), path.end()).first;
      return std::count(includer.begin(), differ, '/');
    };
    auto depth = [](const std::string &path) { return std::count(path.begin(), path.end(), '/'); };
    auto near = common(left), far = common(right);
    return near != far ? near > far : depth(left) < depth(right);
  }

  TextIndex &index;
  std::unordered_map<std::string, std::vector<std::string>> byName;
  std::unordered_map<FileId, std::vector<Target>> targets;
  std::unordered_map<FileId, std::vector<std::string>> missingIn;  // Names that lead nowhere in the tree.
  InstalledHeaders installed;
};

}  // namespace

std::vector<CompileCommand> inferCommands(const std::vector<fs::path> &sources, const SourceTree &tree,
                                          const fs::path &root, TextIndex &index,
                                          const std::vector<std::string> &flags) {
  Inference inference(tree, index);
  std::vector<ForcedHeader> forced = forcedHeaders(tree, root, index);
  std::set<std::string> definable = definableBy(tree.scripts);
  std::vector<CompileCommand> commands;
  for (const fs::path &source : sources) {
    CompileCommand command;
    command.directory = root;
    command.file = source;
    bool isC = languageOf(source) == Language::C;
    command.arguments =
        isC ? std::vector<std::string>{"clang", "-std=gnu17"} : std::vector<std::string>{"clang++", "-std=gnu++20"};
    if (auto id = index.find(source.string())) {
      if (const std::string &macro = index.text(*id).onlyIf; definable.contains(macro))
        command.arguments.push_back("-D" + macro);
      std::vector<FileId> read = {*id};
      std::set<std::string> included;
      for (const ForcedHeader &one : forced)
        if (isInside(source, one.folder) && !(isC && one.onlyCxx) && included.insert(one.header).second) {
          command.arguments.insert(command.arguments.end(), {"-include", one.header});
          if (auto header = index.find(one.header))
            read.push_back(*header);
        }
      auto folders = inference.foldersFor(std::move(read));
      for (std::string &folder : folders.own)
        command.arguments.push_back("-I" + folder);
      for (std::string &folder : folders.installed)
        command.arguments.insert(command.arguments.end(), {"-isystem", folder});
      if (!folders.installed.empty())
        command.arguments.push_back("-fPIC");  // Qt refuses to be read without.
    }
    command.arguments.insert(command.arguments.end(), flags.begin(), flags.end());
    command.arguments.push_back("-c");
    command.arguments.push_back(source.string());
    commands.push_back(std::move(command));
  }
  return commands;
}

}  // namespace dbrace::driver
