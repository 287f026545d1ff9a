// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Macros that a build defines so that a source holds any code at all.
//
// A part of a program that can be switched off is often a source inside one `#ifdef WITH_PART`. Without compile
// commands such a source would be read as empty, although the build scripts of the tree say that there is a build with
// it.
#pragma once

#include "driver/CodeTokens.h"

#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace dbrace::driver {

/// The macro that all code of the text hangs on: one `#ifdef X` (or `#if defined(X)`, `#if X`) without alternative, and
/// outside of it only directives. Empty if there is none.
std::string switchOf(std::string_view source);

/// What the build scripts of a tree say of macros.
class BuildScripts {
public:
  explicit BuildScripts(std::span<const std::filesystem::path> scripts);

  void add(std::string_view script);
  /// May they define it? By `-DNAME`, and the arguments of CMake's ..._compile_definitions. Not what belongs to
  /// compilers and platforms.
  bool defines(const std::string &macro) const { return definable.contains(macro); }
  /// Is it a word of theirs? Any is where there are none.
  bool mention(const std::string &macro) const { return words.empty() || words.contains(macro); }

private:
  std::set<std::string> definable;
  std::unordered_set<std::string> words;
};

/// Is this the name of a macro that a build may define, and no compiler or platform does?
bool isDefinable(std::string_view macro);

/// The conditions that a place in a source is under. Sees every token of the source, in order.
class OpenConditions {
public:
  void see(const CodeToken &token);
  /// The macros that must be defined for the place to be read, as far as conditions of nothing else tell: `#ifdef X`,
  /// `#if defined(X) && Y`, `#else` of `#ifndef X`; of `X || Y` the first. nullopt where another condition is open.
  std::optional<std::vector<std::string>> macros() const;

private:
  struct Branch {
    bool told = true;
    std::vector<std::string> defined, undefined;  ///< What must be, and what must not be.
  };
  void close();

  std::vector<Branch> open;
  bool inDirective = false;
  std::string_view directive;      // Its name.
  std::vector<std::string> words;  // Of the condition that is being read.
};

}  // namespace dbrace::driver
