// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What to say to a command line that cannot be understood: what is wrong, and what was probably meant.
#pragma once

#include "cli/Table.h"

namespace dbrace::cli {

struct Mistake {
  const Command &command;             ///< As far as the line was understood.
  std::vector<std::string> leftOver;  ///< Words that nothing took.
  std::string kind, message;          ///< As CLI11 has them.
};
std::string describeMistake(const Mistake &mistake);

}  // namespace dbrace::cli
