// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Words that stand for values, and what to say to a word that stands for none.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dbrace::driver {

template <typename Value> using Choice = std::pair<std::string_view, Value>;

/// The allowed name that `given` was probably meant to be; empty if none is near.
std::string_view nearest(std::string_view given, std::span<const std::string_view> allowed);

/// `"postgre" is no dialect; allowed: postgresql, mysql (did you mean postgresql?)`
std::string notAllowed(std::string_view given, std::string_view what, std::span<const std::string_view> allowed);

/// The words that an option of the settings ("--dialect") takes; empty if it takes others.
std::vector<std::string_view> allowedValues(std::string_view option);

template <typename Value> std::optional<Value> chosen(std::string_view given, std::span<const Choice<Value>> choices) {
  for (const Choice<Value> &choice : choices)
    if (choice.first == given)
      return choice.second;
  return std::nullopt;
}

template <typename Value> std::vector<std::string_view> namesOf(std::span<const Choice<Value>> choices) {
  std::vector<std::string_view> names;
  for (const Choice<Value> &choice : choices)
    names.push_back(choice.first);
  return names;
}

}  // namespace dbrace::driver
