// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Choices.h"

#include <algorithm>

namespace dbrace::driver {
namespace {

/// Levenshtein's distance.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j)
    row[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

std::string_view nearest(std::string_view given, std::span<const std::string_view> allowed) {
  given = given.substr(0, 100);
  std::string_view best;
  std::size_t bestDistance = given.size() / 3 + 2;  // Farther is another word, not a slip.
  for (std::string_view name : allowed) {
    std::size_t d = name.starts_with(given) && given.size() > 2 ? 0 : distance(given, name);
    if (d < bestDistance && d < name.size()) {
      best = name;
      bestDistance = d;
    }
  }
  return best;
}

std::string notAllowed(std::string_view given, std::string_view what, std::span<const std::string_view> allowed) {
  std::string message = "\"" + std::string(given) + "\" is no " + std::string(what) + "; allowed: ";
  for (std::size_t i = 0; i < allowed.size(); ++i)
    message += (i == 0 ? "" : ", ") + std::string(allowed[i]);
  std::string_view near = nearest(given, allowed);
  if (!near.empty())
    message += " (did you mean " + std::string(near) + "?)";
  return message;
}

}  // namespace dbrace::driver
