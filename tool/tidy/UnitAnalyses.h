// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One analysis of a unit for all checks that ask for it.
//
// clang-tidy makes a check object of every rule for every unit, and runs them one after the other; each wants its own
// part of one report. The first to ask has it made. It lives as long as one of the checks that hold it, and clang-tidy
// drops those with the unit. Checks that were given different options do not share.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

namespace dbrace::tidy {

template <typename Options, typename Analysis> class UnitAnalyses {
public:
  /// `unit`: an address that no other unit has while checks of this one live.
  template <typename Make>
  std::shared_ptr<const Analysis> of(const void *unit, const Options &options, const Make &make) {
    std::erase_if(entries, [](const Entry &entry) { return entry.analysis.expired(); });
    for (const Entry &entry : entries)
      if (entry.unit == unit && entry.options == options)
        return entry.analysis.lock();
    std::shared_ptr<const Analysis> made = std::make_shared<const Analysis>(make());
    entries.push_back({unit, options, made});
    return made;
  }

  /// Of those that are still held.
  std::size_t size() const {
    return static_cast<std::size_t>(
        std::count_if(entries.begin(), entries.end(), [](const Entry &entry) { return !entry.analysis.expired(); }));
  }

private:
  struct Entry {
    const void *unit;
    Options options;
    std::weak_ptr<const Analysis> analysis;
  };
  std::vector<Entry> entries;
};

}  // namespace dbrace::tidy
