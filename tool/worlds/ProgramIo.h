// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Linked programs as bytes and back: what `dbrace link -o` writes. The same format as facts/Io.h, with another body.
#pragma once

#include "facts/Expected.h"
#include "worlds/Program.h"

#include <string>

namespace dbrace::worlds {

std::string toCbor(const Program &program);
std::string toJson(const Program &program);

/// Validated, in canonical order, with the hashes set, whoever wrote it.
facts::Expected<Program> fromCbor(std::string_view bytes);
facts::Expected<Program> fromJson(std::string_view text);

}  // namespace dbrace::worlds
