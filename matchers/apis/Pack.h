// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Libraries as bytes: the built-in ones are read from JSON when dbrace is built, not by each of its worker processes.
//
// One `pass` for each type serves both directions, so that they cannot drift apart. The bytes never leave the build:
// there is no version in them, and what is broken in them is a bug.
#pragma once

#include "apis/Model.h"

#include <string_view>

namespace dbrace::apis {

std::string pack(std::vector<Library> libraries);
std::vector<Library> unpack(std::string_view bytes);

}  // namespace dbrace::apis
