// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which flags of a compiler decide what a source means.
//
// A list of what is kept, not of what is dropped: build systems pass hundreds of flags of a dozen compilers, and an
// unknown one may end Clang's driver, while one that is lost changes a macro at worst. Clang's own option table splits
// the words, so that a value is never taken for a flag.
#pragma once

#include "cpp/Compilers.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace dbrace::cpp {

struct ParsedFlags {
  std::vector<std::string> kept;      ///< Spelled as GCC and Clang spell them, a value apart from its flag.
  std::vector<std::string> includes;  ///< Forced (-include, /FI), in order; the text, never the precompiled header.
  std::string language;               ///< Of the last -x in front of the source; empty: by the file's name.
  std::string standard;               ///< The value of -std; empty: the compiler's default.
  std::string triple;                 ///< Of --target, or what the compiler's name says; empty: this machine.
  bool ownHeaders = true;             ///< Headers come from where the compiler looks by itself.
};

/// Takes the words behind the compiler's name apart. `isSource`: is this word the source that is meant?
ParsedFlags parseFlags(const Compiler &compiler, const std::vector<std::string> &words,
                       const std::function<bool(const std::string &)> &isSource);

}  // namespace dbrace::cpp
