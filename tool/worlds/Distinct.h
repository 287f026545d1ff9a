// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A set of values told apart by a hash of their content.
//
// 64 bits over one program: two different bodies meet by chance once in some billion programs of 100,000 functions.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <unordered_map>
#include <vector>

namespace dbrace::worlds {

template <class T> class Distinct {
public:
  /// The number of the value with this hash; `make` is asked for it only if it is new.
  std::uint32_t add(std::uint64_t hash, auto &&make) {
    const auto [known, isNew] = numbers.try_emplace(hash, static_cast<std::uint32_t>(items.size()));
    if (isNew) {
      items.push_back(make());
      hashes.push_back(hash);
    }
    return known->second;
  }
  T &operator[](std::uint32_t number) { return items[number]; }

  /// The values by `less` and, where it cannot tell, by hash; `newNumbers[n]` is where number n went.
  std::vector<T> takeSorted(auto &&less, std::vector<std::uint32_t> *newNumbers = nullptr) {
    std::vector<std::uint32_t> order(items.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
      if (less(items[left], items[right]))
        return true;
      return !less(items[right], items[left]) && hashes[left] < hashes[right];
    });
    std::vector<T> sorted;
    sorted.reserve(order.size());
    if (newNumbers)
      newNumbers->resize(order.size());
    for (std::uint32_t number : order) {
      if (newNumbers)
        (*newNumbers)[number] = static_cast<std::uint32_t>(sorted.size());
      sorted.push_back(std::move(items[number]));
    }
    return sorted;
  }

private:
  std::vector<T> items;
  std::vector<std::uint64_t> hashes;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers;
};

}  // namespace dbrace::worlds
