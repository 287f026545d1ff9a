// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What was found about single functions, in one entry of the cache for the whole project.
//
// Results are small and many, and nearly all of them are asked for in every scan that has to judge at all: as entries
// of their own they would cost more to open than to read. Who writes last wins; what another scan has added meanwhile
// is found anew by the next. Results that no scan has asked for in a while are dropped.
#pragma once

#include "driver/CacheFolder.h"
#include "worlds/KeptResults.h"

namespace dbrace::driver {

class ResultCache : public worlds::ResultStore {
public:
  /// The entry is found by what all results depend on: this program, the models, whose project it is.
  ResultCache(CacheFolder &folder, std::string entry);
  std::optional<std::string_view> find(std::uint64_t key) override;
  void keep(std::uint64_t key, std::string bytes) override;
  /// Writes the entry, if there is something new.
  void save();

private:
  struct Result {
    std::string_view bytes;
    std::string own;           // They are, where the result is new.
    std::uint64_t unused = 0;  // So many scans that wrote the entry have not asked for it.
    bool asked = false;
  };
  CacheFolder &folder;
  std::string entry;
  std::string loaded;
  std::unordered_map<std::uint64_t, Result> results;
  bool changed = false;
};

}  // namespace dbrace::driver
