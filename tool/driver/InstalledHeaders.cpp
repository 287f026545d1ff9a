// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/InstalledHeaders.h"

#include "standins/StandIns.h"

#include <algorithm>
#include <utility>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

bool isClientLibrarys(const std::string &name) {
  static const std::set<std::string> names = [] {
    std::set<std::string> all;
    for (const standins::StandIn &one : standins::all())
      all.insert(one.name);
    return all;
  }();
  return names.contains(name);
}

std::string withoutDigits(std::string text) {
  std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
  return text;
}

bool isFile(const fs::path &path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::vector<fs::path> foldersIn(const fs::path &folder) {
  std::vector<fs::path> all;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code failed;
    if (it->is_directory(failed))
      all.push_back(it->path());
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

bool InstalledHeaders::isFoundByItself(const std::string &name) {
  auto [entry, isNew] = byItself.try_emplace(name);
  if (isNew)
    entry->second = std::any_of(roots.begin(), roots.end(), [&](const fs::path &root) {
      std::error_code error;
      return fs::exists(root / name, error);
    });
  return entry->second;
}

void InstalledHeaders::listFolders() {
  if (std::exchange(listed, true))
    return;
  for (const fs::path &root : roots)
    for (fs::path &folder : foldersIn(root)) {
      if (std::find(roots.begin(), roots.end(), folder) != roots.end())
        continue;
      std::vector<fs::path> inner = foldersIn(folder);
      folders.push_back(std::move(folder));
      folders.insert(folders.end(), inner.begin(), inner.end());
    }
}

/// Null if there is none, or no single one.
const fs::path *InstalledHeaders::folderOf(const std::string &name) {
  auto [entry, isNew] = found.try_emplace(name);
  fs::path &only = entry->second;
  if (isNew) {
    listFolders();
    std::set<fs::path> files;
    bool several = false;
    for (const fs::path &folder : folders) {
      std::error_code error;
      if (!isFile(folder / name) || !files.insert(fs::canonical(folder / name, error)).second)
        continue;
      several |= !only.empty() && withoutDigits(only) != withoutDigits(folder);
      only = folder;
    }
    if (several)
      only.clear();
  }
  return only.empty() ? nullptr : &only;
}

std::vector<std::string> InstalledHeaders::foldersFor(const std::set<std::string> &names) {
  std::vector<std::string> all;
  auto add = [&](const fs::path &folder) {
    if (std::find(all.begin(), all.end(), folder) == all.end())
      all.push_back(folder);
  };
  std::set<fs::path> families;  // Libraries of several folders.
  for (const std::string &name : names)
    if (isClientLibrarys(name))
      if (const fs::path *folder = folderOf(name)) {
        add(*folder);
        if (std::find(roots.begin(), roots.end(), folder->parent_path()) == roots.end())
          families.insert(folder->parent_path());
      }
  for (const fs::path &family : families) {
    add(family);
    for (const std::string &name : names)
      if (!isClientLibrarys(name))
        for (const fs::path &folder : folders)
          if (folder.parent_path() == family && isFile(folder / name))
            add(folder);
  }
  return all;
}

}  // namespace dbrace::driver
