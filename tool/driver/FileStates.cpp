// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/FileStates.h"

#include "cpp/Read.h"
#include "driver/Files.h"
#include "packing/Packed.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <cstdlib>
#include <sys/stat.h>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;
using cpp::AnswerKind;

constexpr std::size_t mostKept = 200'000;  // Paths; about 20 MB.
constexpr std::uint64_t second = 1'000'000'000;

std::uint64_t nanoseconds(const timespec &time) {
  return static_cast<std::uint64_t>(time.tv_sec) * second + static_cast<std::uint64_t>(time.tv_nsec);
}

std::uint64_t now() {
  timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return nanoseconds(time);
}

}  // namespace

FileStates::FileStates(CacheFolder &cache, const fs::path &root)
    : cache(cache), name(entryName("stamps", root.native())) {
  load();
}

void FileStates::load() {
  std::optional<std::string> bytes = cache.get(name);
  if (!bytes)
    return;
  Unpacker in(*bytes);
  for (std::uint64_t count = in.number(); in.good && count != 0; --count) {
    std::string path(in.text());
    Known entry;
    for (std::uint64_t *number : {&entry.stamp.size, &entry.stamp.modified, &entry.stamp.changed, &entry.stamp.inode,
                                  &entry.stamp.device, &entry.hash})
      *number = in.number();
    known.emplace(std::move(path), entry);
  }
  if (!in.atEnd())
    known.clear();
}

void FileStates::save() {
  if (!learnt)
    return;
  learnt = false;
  if (known.size() > mostKept)  // Those of this run are enough.
    std::erase_if(known, [&](const auto &entry) { return !states.contains(entry.first); });
  Packer out;
  out.number(known.size());
  for (const auto &[path, entry] : known) {
    out.text(path);
    const Stamp &stamp = entry.stamp;
    for (std::uint64_t number : {stamp.size, stamp.modified, stamp.changed, stamp.inode, stamp.device, entry.hash})
      out.number(number);
  }
  cache.put(name, out.bytes);
}

FileStates::State &FileStates::stateOf(std::string_view path) {
  auto found = states.find(path);
  if (found != states.end())
    return found->second;
  State state;
  struct stat status;
  std::string text(path);
  int failed = lstat(text.c_str(), &status);
  if (failed == 0 && S_ISLNK(status.st_mode)) {
    state.isLink = true;
    failed = stat(text.c_str(), &status);
  }
  if (failed != 0)
    state.kind = errno == ENOENT || errno == ENOTDIR ? AnswerKind::Missing : AnswerKind::Peculiar;
  else
    state.kind = S_ISDIR(status.st_mode)   ? AnswerKind::Folder
                 : S_ISREG(status.st_mode) ? AnswerKind::File
                                           : AnswerKind::Peculiar;
  if (failed == 0)
    state.stamp = {static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim), nanoseconds(status.st_ctim),
                   status.st_ino, status.st_dev};
  return states.emplace(std::move(text), std::move(state)).first->second;
}

std::optional<std::uint64_t> FileStates::contentOf(const std::string &path, State &state) {
  if (state.kind != AnswerKind::File)
    return std::nullopt;
  if (!state.content) {
    auto entry = known.find(path);
    if (entry != known.end() && entry->second.stamp == state.stamp) {
      state.content = entry->second.hash;
    } else if (std::optional<std::string> bytes = fileContent(path)) {
      state.content = cpp::contentHash(*bytes);
      // A file that was changed just now may change again without another date.
      if (std::max(state.stamp.modified, state.stamp.changed) + 2 * second < now()) {
        known[path] = {state.stamp, *state.content};
        learnt = true;
      }
    }
  }
  return state.content;
}

std::optional<std::uint64_t> FileStates::hashOf(const std::string &path) { return contentOf(path, stateOf(path)); }

const std::string &FileStates::realFolder(const std::string &folder) {
  auto [entry, isNew] = folders.try_emplace(folder);
  if (isNew) {
    char real[PATH_MAX];
    entry->second = realpath(folder.empty() ? "/" : folder.c_str(), real) ? real : folder;
  }
  return entry->second;
}

const std::string &FileStates::realOf(const std::string &path, State &state) {
  if (!state.real) {
    std::size_t slash = path.rfind('/');
    char real[PATH_MAX];
    if (state.isLink)
      state.real = realpath(path.c_str(), real) ? real : path;
    else if (const std::string &folder = realFolder(path.substr(0, slash)); folder == "/")
      state.real = path.substr(slash);
    else
      state.real = folder + path.substr(slash);
  }
  return *state.real;
}

bool FileStates::isSame(std::string_view path, AnswerKind kind, std::uint64_t hash, std::string_view real) {
  State &state = stateOf(path);
  switch (kind) {
  case AnswerKind::Missing:
  case AnswerKind::Folder:
  case AnswerKind::File:
    return state.kind == kind;
  case AnswerKind::Peculiar:
    return false;
  case AnswerKind::Names:
    if (state.kind != AnswerKind::Folder)
      return false;
    if (!state.names) {
      std::vector<std::string> names;
      std::error_code error;
      fs::directory_iterator it(fs::path(path), error), end;
      for (; !error && it != end; it.increment(error))
        names.push_back(it->path().filename().string());
      if (error)
        return false;
      state.names = cpp::hashOfNames(std::move(names));
    }
    return *state.names == hash;
  case AnswerKind::Content:
    break;
  }
  const std::string text(path);
  return contentOf(text, state) == hash && realOf(text, state) == (real.empty() ? path : real);
}

}  // namespace dbrace::driver
