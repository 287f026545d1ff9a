// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Many fixes in one go: which fit together, and what a file is with them.
#pragma once

#include "rules/Fix.h"

#include <map>
#include <span>

namespace dbrace {

/// Fixes of which no two touch. Of those that do the first given stays; equal edits of several fixes are one.
struct ChosenFixes {
  std::vector<std::size_t> taken, leftOut;         ///< Indices of what was given.
  std::map<std::string, std::vector<Edit>> files;  ///< By name; each in order of place.
};
ChosenFixes choose(std::span<const Fix *const> fixes);

/// `edits` in order of place, none touching another.
std::string edited(std::string_view content, std::span<const Edit> edits);

}  // namespace dbrace
