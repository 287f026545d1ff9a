// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ResultCache.h"

#include "packing/Packed.h"

#include <algorithm>

namespace dbrace::driver {

/// Back to what was before a few changes, without losing what was known.
constexpr std::uint64_t longestUnused = 3;

ResultCache::ResultCache(CacheFolder &folder, std::string entry)
    : folder(folder), entry(std::move(entry)), loaded(folder.get(this->entry).value_or(std::string())) {
  Unpacker in(loaded);
  while (!in.left.empty()) {
    std::uint64_t key = in.number(), unused = in.number();
    std::string_view bytes = in.text();
    if (!in.good)
      break;
    results[key] = {bytes, {}, unused, false};
  }
}

std::optional<std::string_view> ResultCache::find(std::uint64_t key) {
  auto found = results.find(key);
  if (found == results.end())
    return std::nullopt;
  found->second.asked = true;
  return found->second.bytes;
}

void ResultCache::keep(std::uint64_t key, std::string bytes) {
  Result &result = results[key];
  result.own = std::move(bytes);
  result.bytes = result.own;
  result.asked = true;
  changed = true;
}

void ResultCache::save() {
  if (!changed)
    return;
  std::vector<std::uint64_t> keys;
  for (const auto &[key, result] : results)
    if (result.asked || result.unused < longestUnused)
      keys.push_back(key);
  std::ranges::sort(keys);
  Packer out;
  for (std::uint64_t key : keys) {
    const Result &result = results[key];
    out.number(key);
    out.number(result.asked ? 0 : result.unused + 1);
    out.text(result.bytes);
  }
  folder.put(entry, out.bytes);
}

}  // namespace dbrace::driver
