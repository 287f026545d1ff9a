// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/TextIndex.h"

#include "driver/Files.h"

#include <algorithm>
#include <tuple>

namespace dbrace::driver {
namespace fs = std::filesystem;

TextIndex::TextIndex(fs::path root, TextScanner scanner) : root(std::move(root)), scanner(std::move(scanner)) {}

std::optional<FileId> TextIndex::find(const std::string &path) {
  auto known = byPath.find(path);
  if (known != byPath.end())
    return known->second;
  std::optional<FileId> id;
  std::error_code error;
  if (fs::is_regular_file(path, error)) {
    fs::path real = resolved(path);
    if (real.native() != path) {
      id = find(real.native());
    } else if (isInside(real, root)) {
      id = static_cast<FileId>(files.size());
      files.push_back({std::move(real), std::nullopt});
    }
  }
  byPath.emplace(path, id);
  return id;
}

const FileText &TextIndex::text(FileId file) {
  File &entry = files[file];
  if (!entry.text)
    if (std::optional<std::string> content = fileContent(entry.path)) {
      entry.text = scanner.scan(*content);
    } else {
      entry.text.emplace();
      entry.text->namesDatabase = true;  // Nobody knows; reading the unit tells why.
    }
  return *entry.text;
}

bool IncludeGraph::Directories::operator<(const Directories &other) const {
  return std::tie(quoted, all) < std::tie(other.quoted, other.all);
}

IncludeGraph::Directories IncludeGraph::directoriesOf(const CompileCommand &command, std::vector<std::string> &forced) {
  Directories directories;
  std::vector<std::string> system, after;
  const std::vector<std::string> flags = meaningOf(command);
  for (std::size_t i = 1; i + 1 < flags.size(); ++i) {
    if (flags[i] == "-iquote")
      directories.quoted.push_back(flags[++i]);
    else if (flags[i] == "-isystem")
      system.push_back(flags[++i]);
    else if (flags[i] == "-idirafter")
      after.push_back(flags[++i]);
    else if (flags[i] == "-include")
      forced.push_back(flags[++i]);
    else if (flags[i] == "-I")
      directories.all.push_back(flags[++i]);
  }
  directories.all.insert(directories.all.end(), system.begin(), system.end());
  directories.all.insert(directories.all.end(), after.begin(), after.end());
  return directories;
}

std::optional<FileId> IncludeGraph::resolve(const Directories &directories, const std::string &folder,
                                            const Include &include) {
  auto tryIn = [&](const std::string &directory) {
    return index.find(fs::path(directory + "/" + include.name).lexically_normal().string());
  };
  if (include.name.starts_with('/'))
    return index.find(include.name);
  if (!include.angled) {
    if (auto found = tryIn(folder))
      return found;
    for (const std::string &directory : directories.quoted)
      if (auto found = tryIn(directory))
        return found;
  }
  for (const std::string &directory : directories.all)
    if (auto found = tryIn(directory))
      return found;
  return std::nullopt;
}

const IncludeGraph::Edges &IncludeGraph::edges(Graph &graph, const Directories &directories, FileId file) {
  auto [entry, isNew] = graph.try_emplace(file);
  if (isNew) {
    std::string folder = index.path(file).parent_path().string();
    for (const Include &include : index.text(file).includes) {
      auto found = resolve(directories, folder, include);
      if (found)
        entry->second.to.push_back(*found);
      else
        entry->second.complete &= include.angled;
    }
  }
  return entry->second;
}

UnitFiles IncludeGraph::filesOf(const CompileCommand &command) {
  UnitFiles unit;
  unit.main = index.find(command.file.string());
  if (!unit.main)
    return unit;
  std::vector<std::string> forced;
  Directories directories = directoriesOf(command, forced);
  Graph &graph = graphs[directories];
  std::vector<FileId> work = {*unit.main};
  for (const std::string &name : forced)
    if (auto file = resolve(directories, command.directory.string(), {name, false}))
      work.push_back(*file);
  std::vector<bool> seen(index.size());
  while (!work.empty()) {
    FileId file = work.back();
    work.pop_back();
    if (file >= seen.size())
      seen.resize(index.size() + 64);
    if (seen[file])
      continue;
    seen[file] = true;
    if (file != *unit.main)
      unit.headers.push_back(file);
    const Edges &next = edges(graph, directories, file);
    unit.complete &= next.complete;
    work.insert(work.end(), next.to.begin(), next.to.end());
  }
  std::sort(unit.headers.begin(), unit.headers.end());
  return unit;
}

}  // namespace dbrace::driver
