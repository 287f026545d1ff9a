// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CacheFolder.h"

#include "cpp/Read.h"
#include "driver/Files.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::size_t hashDigits = 16;
constexpr const char *tag = "CACHEDIR.TAG";
// https://bford.info/cachedir/: programs that make backups leave such a folder out.
constexpr const char *tagText = "Signature: 8a477f597d28d172789f06886806bc55\n# dbrace's cache; may be removed.\n";

std::string hex(std::uint64_t number) {
  char text[hashDigits + 1];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(number));
  return text;
}

bool isHex(std::string_view text) { return text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

/// Folders "00" to "ff" hold the entries.
bool isShelf(const fs::path &folder) {
  std::string name = folder.filename().string();
  return name.size() == 2 && isHex(name);
}

enum class Kind { Entry, Part, Other };
Kind kindOf(const fs::path &file) {
  std::string name = file.filename().string();
  std::size_t dash = name.find('-');
  if (dash == std::string::npos || name.size() < dash + 33 || !isHex(std::string_view(name).substr(dash + 1, 32)))
    return Kind::Other;
  return name.size() == dash + 33                      ? Kind::Entry
         : name.substr(dash + 33).starts_with(".part") ? Kind::Part
                                                       : Kind::Other;
}

template <typename Use> void forEachFile(const fs::path &folder, const Use &use) {
  std::error_code error;
  for (const fs::directory_entry &shelf : fs::directory_iterator(folder, error)) {
    if (!isShelf(shelf.path()))
      continue;
    std::error_code failed;
    fs::directory_iterator it(shelf.path(), failed), end;
    for (; !failed && it != end; it.increment(failed))
      use(*it, kindOf(it->path()));
  }
}

/// 0, or errno.
int writeWhole(const fs::path &file, std::string_view first, std::string_view second) {
  int out = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (out < 0)
    return errno;
  int error = 0;
  for (std::string_view bytes : {first, second})
    while (error == 0 && !bytes.empty()) {
      ssize_t size = write(out, bytes.data(), bytes.size());
      if (size >= 0)
        bytes.remove_prefix(static_cast<std::size_t>(size));
      else if (errno != EINTR)
        error = errno;
    }
  if (close(out) != 0 && error == 0)
    error = errno;
  return error;
}

}  // namespace

std::string entryName(std::string_view kind, std::string_view key) {
  return std::string(kind) + "-" + hex(cpp::contentHash(key)) + hex(cpp::contentHash(std::string(key) + '\1'));
}

std::optional<fs::path> defaultCacheFolder() {
  // The standard wants absolute paths, and others left out of account.
  for (auto [variable, below] : {std::pair{"XDG_CACHE_HOME", "dbrace"}, {"HOME", ".cache/dbrace"}})
    if (const char *folder = std::getenv(variable); folder && *folder == '/')
      return fs::path(folder) / below;
  return std::nullopt;
}

CacheFolder::CacheFolder(fs::path folder, std::uintmax_t limit) : folder(std::move(folder)), limit(limit) {}

fs::path CacheFolder::fileOf(std::string_view name) const { return folder / name.substr(name.find('-') + 1, 2) / name; }

std::optional<std::string> CacheFolder::get(std::string_view name) const {
  fs::path file = fileOf(name);
  std::optional<std::string> bytes = fileContent(file);
  if (!bytes || bytes->size() < hashDigits)
    return std::nullopt;
  std::string_view body = std::string_view(*bytes).substr(hashDigits);
  if (!bytes->starts_with(hex(cpp::contentHash(body))))
    return std::nullopt;
  bytes->erase(0, hashDigits);
  // Its date is when it was used last, to the hour: that spares most of the writing.
  std::error_code error;
  if (fs::file_time_type now = fs::file_time_type::clock::now(); now - fs::last_write_time(file, error) > 1h)
    fs::last_write_time(file, now, error);
  return bytes;
}

void CacheFolder::fail(int error) { problem_ = std::strerror(error); }

void CacheFolder::put(const std::string &name, std::string_view bytes) {
  if (!problem_.empty())
    return;
  static unsigned count = 0;
  fs::path file = fileOf(name);
  fs::path part = file.string() + ".part" + std::to_string(getpid()) + "." + std::to_string(++count);
  std::error_code error;
  bool isNew = fs::create_directories(folder, error);
  if (!error)
    fs::create_directory(file.parent_path(), error);
  if (error)
    return fail(error.value());
  if (isNew)
    writeWhole(folder / tag, tagText, "");
  if (int failed = writeWhole(part, hex(cpp::contentHash(bytes)), bytes)) {
    fs::remove(part, error);
    return fail(failed);
  }
  fs::rename(part, file, error);
  if (error)
    return fail(error.value());
  written = true;
}

void CacheFolder::tidyUp() {
  if (!std::exchange(written, false))
    return;
  struct Entry {
    fs::file_time_type used;
    std::uintmax_t size;
    fs::path file;
  };
  std::vector<Entry> entries;
  std::uintmax_t total = 0;
  std::error_code error;
  const fs::file_time_type now = fs::file_time_type::clock::now();
  forEachFile(folder, [&](const fs::directory_entry &file, Kind kind) {
    fs::file_time_type used = file.last_write_time(error);
    if (error || kind == Kind::Other)
      return;
    if (kind == Kind::Part) {
      if (now - used > 1h)
        fs::remove(file.path(), error);
      return;
    }
    std::uintmax_t size = file.file_size(error);
    if (error)
      return;
    entries.push_back({used, size, file.path()});
    total += size;
  });
  if (total <= limit)
    return;
  std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) { return a.used < b.used; });
  // Not after every scan again.
  for (auto entry = entries.begin(); entry != entries.end() && total > limit / 5 * 4; ++entry)
    if (fs::remove(entry->file, error))
      total -= entry->size;
}

CacheFolder::Removed CacheFolder::clean(const fs::path &folder) {
  Removed removed;
  std::error_code error;
  forEachFile(folder, [&](const fs::directory_entry &file, Kind kind) {
    if (kind == Kind::Other)
      return;
    std::uintmax_t size = file.file_size(error);
    if (fs::remove(file.path(), error)) {
      ++removed.entries;
      removed.bytes += size;
    } else if (error) {
      removed.problem = file.path().string() + ": cannot be removed: " + error.message();
    }
  });
  for (const fs::directory_entry &shelf : fs::directory_iterator(folder, error))
    if (isShelf(shelf.path()))
      fs::remove(shelf.path(), error);  // Only if it is empty.
  if (fileContent(folder / tag) == tagText)
    fs::remove(folder / tag, error);
  fs::remove(folder, error);
  return removed;
}

}  // namespace dbrace::driver
