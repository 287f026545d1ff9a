// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whether files are still what a reading found them to be.
//
// A thousand units ask for the same few thousand paths: each is looked at once a run. Contents are hashed again only
// where a file's dates, size or identity changed; what is known of them is kept from run to run.
#pragma once

#include "cpp/FilesAsked.h"
#include "driver/CacheFolder.h"

#include <unordered_map>

namespace dbrace::driver {

class FileStates {
public:
  /// What is known of files is kept in `cache`, apart for each `root`.
  FileStates(CacheFolder &cache, const std::filesystem::path &root);

  bool isSame(std::string_view path, cpp::AnswerKind kind, std::uint64_t hash, std::string_view real);
  /// Of a regular file's content; nothing if it is none or cannot be read.
  std::optional<std::uint64_t> hashOf(const std::string &path);
  /// Keeps what was learnt for the next run.
  void save();

private:
  /// Changes when the content does. Equal stamps of another time prove equal contents only if the file was at rest
  /// then.
  struct Stamp {
    std::uint64_t size = 0, modified = 0, changed = 0, inode = 0, device = 0;
    bool operator==(const Stamp &) const = default;
  };
  struct State {
    cpp::AnswerKind kind = cpp::AnswerKind::Missing;  // File stands for its content too.
    bool isLink = false;
    Stamp stamp;
    std::optional<std::uint64_t> content, names;
    std::optional<std::string> real;
  };
  struct Known {
    Stamp stamp;
    std::uint64_t hash = 0;
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  template <typename Value> using ByPath = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

  void load();
  State &stateOf(std::string_view path);
  std::optional<std::uint64_t> contentOf(const std::string &path, State &state);
  const std::string &realFolder(const std::string &folder);
  const std::string &realOf(const std::string &path, State &state);

  CacheFolder &cache;
  std::string name;  // Of the entry in the cache.
  ByPath<State> states;
  ByPath<Known> known;
  ByPath<std::string> folders;  // Without symlinks.
  bool learnt = false;
};

}  // namespace dbrace::driver
