// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Findings for people at a terminal, in the form compilers use, so that editors can jump to every line.
#pragma once

#include "report/Report.h"

namespace dbrace::report {

struct TextOptions {
  bool colour = false;
};

/// The findings that are shown, each with its notes, what is fixed, then the notices. Without the closing summary.
std::string asText(const Report &report, const TextOptions &options = {});

}  // namespace dbrace::report
