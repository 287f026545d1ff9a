// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What --help prints.
#pragma once

#include "cli/Table.h"

namespace dbrace::cli {

struct PageStyle {
  std::size_t width = 100;  ///< Columns; lines are broken there, examples are not.
  bool bold = false;        ///< Headings, on a terminal.
};
/// For standard output: as wide as the terminal, COLUMNS, or else a plain 100 columns.
PageStyle styleOfOutput();

std::string helpPage(const Command &command, const PageStyle &style);

}  // namespace dbrace::cli
