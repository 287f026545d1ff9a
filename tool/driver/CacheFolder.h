// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A folder of entries that may vanish at any time: what a scan learnt, for the next one.
//
// Nothing in it is needed and nothing in it is believed unseen. An entry is written under another name and renamed, so
// that it is whole or not there, whoever else writes and whenever somebody is killed; it begins with a hash of the
// rest, so that what a disk made of it shows. What cannot be read is absent; what cannot be written is said once, and
// the scan goes on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace dbrace::driver {

/// Where caches lie: $XDG_CACHE_HOME/dbrace, else ~/.cache/dbrace. Nothing if neither is known.
std::optional<std::filesystem::path> defaultCacheFolder();

class CacheFolder {
public:
  /// `limit` in bytes is kept to by tidyUp(). The folder is made when the first entry is written.
  CacheFolder(std::filesystem::path folder, std::uintmax_t limit);

  /// The bytes last put under the name, if they are there and whole. Reading keeps an entry from being dropped soon.
  std::optional<std::string> get(std::string_view name) const;
  void put(const std::string &name, std::string_view bytes);
  /// Drops the entries longest unused until the rest is well within the limit, and what writers that were killed have
  /// left. Only if something was put since.
  void tidyUp();

  struct Removed {
    std::size_t entries = 0;
    std::uintmax_t bytes = 0;
    std::string problem;  ///< Why something is still there; empty: nothing is.
  };
  /// Removes all entries, and folders that are empty then. Other files in the folder stay.
  static Removed clean(const std::filesystem::path &folder);

  const std::filesystem::path &path() const { return folder; }
  /// Why nothing is written any more; empty: it is.
  const std::string &problem() const { return problem_; }

private:
  std::filesystem::path fileOf(std::string_view name) const;
  void fail(int error);

  std::filesystem::path folder;
  std::uintmax_t limit;
  bool written = false;
  std::string problem_;
};

/// Names an entry by what it depends on: "facts-" and 32 hexadecimal digits. The kind is one word in lower case.
std::string entryName(std::string_view kind, std::string_view key);

}  // namespace dbrace::driver
