// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// dbrace(1): all commands and options on one page, in the man macros of roff.
#pragma once

#include "cli/Table.h"

namespace dbrace::cli {

std::string manPage(const Command &program, std::string_view version);

}  // namespace dbrace::cli
