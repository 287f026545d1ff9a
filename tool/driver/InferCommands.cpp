// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/InferCommands.h"

#include "driver/BuildSwitches.h"
#include "driver/Files.h"
#include "driver/ForcedHeaders.h"
#include "driver/InstalledHeaders.h"
#include "standins/StandIns.h"

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

  /// The macros without which files of the tree include no header of some client library. Only those that a build
  /// script speaks of, and HAVE_…, which scripts make up; any where there is no build script.
  std::set<std::string> libraryMacros(const SourceTree &tree, const BuildScripts &scripts) {
    LibraryReach always = librariesOf(tree, false), full = librariesOf(tree, true);
    std::set<std::string> macros;
    for (const auto &[file, libraries] : full)
      for (const Include &include : index.text(file).includes) {
        bool mayBe = std::ranges::all_of(include.onlyIf, [&](const std::string &macro) {
          return isDefinable(macro) && (macro.starts_with("HAVE_") || scripts.mention(macro));
        });
        if (include.onlyIf.empty() || !mayBe)
          continue;
        std::set<std::string> led = librariesBehind(file, include, full);
        if (!std::ranges::includes(always[file], led))
          macros.insert(include.onlyIf.begin(), include.onlyIf.end());
      }
    return macros;
  }

private:
  /// The client libraries whose headers a file leads to.
  using LibraryReach = std::unordered_map<FileId, std::set<std::string>>;

  std::set<std::string> librariesBehind(FileId file, const Include &include, const LibraryReach &reach) {
    std::string library = clientLibraryOf(include.name);
    if (!library.empty())
      return {library};
    auto target = targetOf(index.path(file), include);
    auto known = target ? reach.find(target->header) : reach.end();
    return known == reach.end() ? std::set<std::string>() : known->second;
  }

  /// A fixpoint over includes, with or without those that hang on macros.
  LibraryReach librariesOf(const SourceTree &tree, bool switched) {
    LibraryReach reach;
    std::unordered_map<FileId, std::set<FileId>> includers;
    std::vector<FileId> open;
    for (const std::vector<fs::path> *list : {&tree.headers, &tree.sources})
      for (const fs::path &path : *list)
        if (auto file = index.find(path.string()))
          for (const Include &include : index.text(*file).includes) {
            if (!switched && !include.onlyIf.empty())
              continue;
            if (std::string library = clientLibraryOf(include.name); !library.empty()) {
              reach[*file].insert(library);
              open.push_back(*file);
            } else if (auto target = targetOf(path, include))
              includers[target->header].insert(*file);
          }
    while (!open.empty()) {
      FileId file = open.back();
      open.pop_back();
      const std::set<std::string> libraries = reach[file];
      for (FileId includer : includers[file]) {
        std::set<std::string> &known = reach[includer];
        std::size_t before = known.size();
        known.insert(libraries.begin(), libraries.end());
        if (known.size() != before)
          open.push_back(includer);
      }
    }
    return reach;
  }

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

  /// The client library of a header with this name: the module of its stand-in. Empty if it has none, or if that has no
  /// word of a database: there are libraries for more than that.
  const std::string &clientLibraryOf(const std::string &header) {
    if (libraryOf.empty())
      for (const standins::StandIn &one : standins::all()) {
        const standins::StandIn *meant = one.target.empty() ? &one : standins::find(one.target);
        libraryOf[one.name] = meant && index.namesDatabase(meant->content) ? one.module : std::string();
      }
    static const std::string none;
    auto known = libraryOf.find(header);
    return known == libraryOf.end() ? none : known->second;
  }

  TextIndex &index;
  std::unordered_map<std::string, std::string> libraryOf;  // Of headers that have stand-ins.
  std::unordered_map<std::string, std::vector<std::string>> byName;
  std::unordered_map<FileId, std::vector<Target>> targets;
  std::unordered_map<FileId, std::vector<std::string>> missingIn;  // Names that lead nowhere in the tree.
  InstalledHeaders installed;
};

}  // namespace

InferredCommands inferCommands(const std::vector<fs::path> &sources, const SourceTree &tree, const fs::path &root,
                               TextIndex &index) {
  Inference inference(tree, index);
  std::vector<ForcedHeader> forced = forcedHeaders(tree, root, index);
  BuildScripts scripts(tree.scripts);
  InferredCommands result;
  result.libraryMacros = inference.libraryMacros(tree, scripts);
  for (const fs::path &source : sources) {
    CompileCommand command;
    command.directory = root;
    command.file = source;
    bool isC = languageOf(source) == Language::C;
    command.arguments =
        isC ? std::vector<std::string>{"clang", "-std=gnu17"} : std::vector<std::string>{"clang++", "-std=gnu++20"};
    if (auto id = index.find(source.string())) {
      std::set<std::string> macros = result.libraryMacros;
      if (const std::string &macro = index.text(*id).onlyIf; scripts.defines(macro))
        macros.insert(macro);
      for (const std::string &macro : macros)
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
    command.arguments.push_back("-c");
    command.arguments.push_back(source.string());
    result.commands.push_back(std::move(command));
  }
  return result;
}

}  // namespace dbrace::driver
