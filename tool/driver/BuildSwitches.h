// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Macros that a build defines so that a source holds any code at all.
//
// A part of a program that can be switched off is often a source inside one `#ifdef WITH_PART`. Without compile
// commands such a source would be read as empty, although the build scripts of the tree say that there is a build with
// it.
#pragma once

#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace dbrace::driver {

/// The macro that all code of the text hangs on: one `#ifdef X` (or `#if defined(X)`, `#if X`) without alternative, and
/// outside of it only directives. Empty if there is none.
std::string switchOf(std::string_view source);

/// The macros that build scripts may define: `-DNAME`, and the arguments of CMake's ..._compile_definitions. Without
/// the names that belong to compilers and platforms.
void addDefinable(std::string_view script, std::set<std::string> &names);
std::set<std::string> definableBy(std::span<const std::filesystem::path> scripts);

}  // namespace dbrace::driver
