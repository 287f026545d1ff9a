// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The program that a compile command starts.
//
// Its name says more than any flag: whether a launcher stands in front, how the flags are spelled, which language a
// source is in, for which machine. Names are those of compilers and launchers people use; an unknown one is taken for a
// compiler in the manner of GCC.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace::cpp {

/// The compiler's place in the command: behind ccache, distcc, env, cmake -E and the like. 0 if no name is known.
std::size_t compilerIn(const std::vector<std::string> &command);

struct Compiler {
  std::string name;    ///< Without folder, ".exe" and version: "arm-none-eabi-g++".
  bool isCxx = false;  ///< Takes a .c file for C++.
  bool isCl = false;   ///< Flags as Microsoft's compiler spells them.
  std::string triple;  ///< The target its name says; empty: this machine, or one that this LLVM does not know.
};
Compiler compilerNamed(std::string_view program);

/// Is it a target that this LLVM was built with?
bool isKnownTarget(const std::string &triple);

}  // namespace dbrace::cpp
