// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings for people at a terminal, in the form compilers use, so that editors can jump to every line.
#pragma once

#include "report/Report.h"

namespace dbrace::report {

struct TextOptions {
  bool colour = false;
  std::size_t width =
      0;  ///< Columns: messages are broken and quoted lines cut to fit, findings kept apart. 0: nothing is.
};

/// The findings that are shown, each with its notes, what is fixed, then the notices. Without the closing summary.
std::string asText(const Report &report, const TextOptions &options = {});

/// A message broken between words; lines after the first are indented. `used` columns of the first are taken.
std::string broken(std::string_view message, std::size_t used, std::size_t width);

}  // namespace dbrace::report
