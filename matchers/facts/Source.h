// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a piece of code stands, and how it got there.
//
// Reports point at the expansion, edits need the spelling: both are kept, so that neither has to ask a compiler again.
#pragma once

#include "facts/Strings.h"

#include <cstdint>

namespace dbrace::facts {

/// Where something stands in a file. Offsets are bytes from 0; line and column count from 1, columns in bytes.
struct Range {
  TextId file = 0;  ///< Relative to the root where it lies inside, else absolute; empty: nowhere (implicit code).
  std::uint32_t begin = 0, end = 0;
  std::uint32_t line = 0, column = 0;
  bool operator==(const Range &) const = default;
};

/// How a piece of code got where it is: edits are only possible in `File` and, with care, `MacroArgument`.
enum class Origin : std::uint8_t { File, MacroBody, MacroArgument };

struct Source {
  Range expansion;  ///< Where a reader sees it: of a macro use, the use.
  Range spelling;   ///< Where its characters stand; equal to `expansion` outside macros.
  Origin origin = Origin::File;
  bool operator==(const Source &) const = default;
};

}  // namespace dbrace::facts
