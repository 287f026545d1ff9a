// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Compilers.h"

#include "cpp/Clang.h"

#include "clang/Driver/ToolChain.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"

#include <algorithm>
#include <array>

namespace dbrace::cpp {

namespace {

using clang::driver::ToolChain;

/// Longer names first where one is another's end.
constexpr std::array<std::string_view, 34> compilers = {
    "clang-cl", "clang++", "clang", "gcc",   "g++",   "c++",      "cc",     "cl",     "cxx",   "icpc", "icc", "icpx",
    "icx",      "dpcpp",   "nvcc",  "nvc++", "nvc",   "pgc++",    "pgcc",   "CC",     "c89",   "c99",  "xlc", "xlC",
    "emcc",     "em++",    "hipcc", "armcc", "mpicc", "armclang", "mpicxx", "mpic++", "mpicc", "qcc"};

/// The file's name, of a path of either kind of system, without ".exe" and a version ("g++-12", "clang-15.0").
std::string_view baseName(std::string_view program) {
  std::size_t slash = program.find_last_of("/\\");
  std::string_view name = slash == std::string_view::npos ? program : program.substr(slash + 1);
  for (std::string_view ending : {".exe", ".EXE"})
    if (name.ends_with(ending))
      name.remove_suffix(ending.size());
  if (name == "c89" || name == "c99")
    return name;
  std::size_t end = name.find_last_not_of("0123456789.");
  if (end == std::string_view::npos || end + 1 == name.size())
    return name;
  return name.substr(0, name[end] == '-' ? end : end + 1);
}

/// "g++" and "arm-none-eabi-g++" are, "distcc" is not.
bool isCompiler(std::string_view name) {
  return std::any_of(compilers.begin(), compilers.end(), [&](std::string_view known) {
    return name.ends_with(known) && (name.size() == known.size() || name[name.size() - known.size() - 1] == '-');
  });
}

bool startsFlagsOfCompiler(std::string_view word) {
  return word == "-c" || word == "-o" || word.starts_with("-I") || word.starts_with("-D") || word.starts_with("/");
}

}  // namespace

std::size_t compilerIn(const std::vector<std::string> &command) {
  for (std::size_t i = 0; i < command.size(); ++i) {
    const std::string &word = command[i];
    if (!word.starts_with("-") && word.find('=') == std::string::npos && isCompiler(baseName(word)))
      return i;
    // The flags of a compiler whose name is unknown: nothing behind them is one.
    if (i > 0 && startsFlagsOfCompiler(word) && word.find('/', 1) == std::string::npos)
      break;
  }
  return 0;
}

bool isKnownTarget(const std::string &triple) {
  static const bool initialised = [] {
    llvm::InitializeAllTargetInfos();
    llvm::InitializeAllTargets();
    llvm::InitializeAllTargetMCs();
    llvm::InitializeAllAsmParsers();
    return true;
  }();
  std::string error;
  llvm::Triple parsed(llvm::Triple::normalize(triple));
  return initialised && llvm::TargetRegistry::lookupTarget("", parsed, error) != nullptr;
}

Compiler compilerNamed(std::string_view program) {
  Compiler compiler;
  compiler.name = std::string(baseName(program));
  const std::string &name = compiler.name;
  compiler.isCl = name == "cl" || name == "CL" || name == "icl" || name.ends_with("clang-cl");
  compiler.isCxx = name.find("++") != std::string::npos || name == "CC" || name.ends_with("cxx") ||
                   name.ends_with("icpc") || name == "icpx" || name == "dpcpp" || name == "xlC";
  isKnownTarget("");  // The registry is asked below.
  clang::driver::ParsedClangName parsed = ToolChain::getTargetAndModeFromProgramName(name);
  if (parsed.TargetIsValid)
    compiler.triple = parsed.TargetPrefix;
  return compiler;
}

}  // namespace dbrace::cpp
