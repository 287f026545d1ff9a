// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The few questions the driver asks the file system, with the answers it wants: nothing throws, nothing blocks on a
// pipe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace dbrace::driver {

/// Nothing that people write is larger, and what is would only exhaust the memory.
inline constexpr std::uintmax_t largestFile = std::uintmax_t(1) << 30;

/// The bytes of a regular file; nullopt if there is none, it cannot be read or is larger than `largestFile`.
std::optional<std::string> fileContent(const std::filesystem::path &file);
/// Why that gave nothing: "cannot be read: there is no such file".
std::string unreadable(const std::filesystem::path &file);

/// Absolute, symlinks resolved as far as the path exists, without "." and "..".
std::filesystem::path resolved(const std::filesystem::path &path);

/// Is `path` the folder itself or inside it? Both resolved.
bool isInside(const std::filesystem::path &path, const std::filesystem::path &folder);

/// `path` as seen from `root` where it lies inside, else unchanged. Both resolved.
std::string relativeTo(const std::filesystem::path &root, const std::filesystem::path &path);

/// A new empty folder that is removed with all it holds when this dies.
class TemporaryFolder {
public:
  TemporaryFolder();  ///< Throws std::runtime_error.
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;
  const std::filesystem::path &path() const { return path_; }

private:
  std::filesystem::path path_;
};

}  // namespace dbrace::driver
