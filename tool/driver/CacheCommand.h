// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `dbrace cache clean`, and where the cache of a run lies.
#pragma once

#include "driver/Settings.h"

namespace dbrace::driver {

/// Absolute. Nothing where the settings name none and the user has no place for such things.
std::optional<std::filesystem::path> cacheFolderOf(const Settings &settings);
/// What to say then.
inline constexpr const char *noCacheFolder = "there is no HOME";

struct CacheRequest {
  WrittenOptions options;  ///< `cacheDir` counts.
  std::string config;
};
/// The exit code; everything has been said.
int cacheClean(const CacheRequest &request);

}  // namespace dbrace::driver
