// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CacheCommand.h"

#include "driver/Analysis.h"
#include "driver/CacheFolder.h"
#include "driver/Outputs.h"

namespace dbrace::driver {
namespace {

OrFailure<Settings> settingsOf(const CacheRequest &request) {
  auto project = findProject({}, request.config);
  if (const Failure *failure = failureOf(project))
    return *failure;
  auto options = checkOptions(request.options);
  if (const Failure *failure = failureOf(options))
    return *failure;
  return useOver(std::get<CheckedSettings>(options), std::get<Project>(project).config);
}

}  // namespace

std::optional<std::filesystem::path> cacheFolderOf(const Settings &settings) {
  std::error_code error;
  return settings.cache.folder ? std::filesystem::absolute(*settings.cache.folder, error) : defaultCacheFolder();
}

int cacheClean(const CacheRequest &request) {
  auto settings = settingsOf(request);
  if (const Failure *failure = failureOf(settings)) {
    tell("error: " + failure->message);
    return exitUsage;
  }
  auto folder = cacheFolderOf(std::get<Settings>(settings));
  if (!folder) {
    tell(std::string("error: ") + noCacheFolder + "; name the folder with --cache-dir");
    return exitUsage;
  }
  CacheFolder::Removed removed = CacheFolder::clean(*folder);
  tell(folder->string() + ": removed " + std::to_string(removed.entries) +
       (removed.entries == 1 ? " entry, " : " entries, ") + std::to_string((removed.bytes + 1023) / 1024) + " KiB");
  if (removed.problem.empty())
    return exitClean;
  tell("error: " + removed.problem);
  return exitUsage;
}

}  // namespace dbrace::driver
