// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the command of some build system to flags Clang can read a unit with.
//
// Kept is what decides the meaning of the text: language, standard, macros, include paths, target. Dropped is what
// writes files, judges style, instruments code, or belongs to another compiler.
#include "cpp/Read.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

namespace dbrace::cpp {

namespace {

/// Flags with a value in the next argument, dropped with it.
constexpr std::array<std::string_view, 12> droppedWithValue = {"-o",
                                                               "-MF",
                                                               "-MT",
                                                               "-MQ",
                                                               "-MJ",
                                                               "-include-pch",
                                                               "--serialize-diagnostics",
                                                               "-index-store-path",
                                                               "--param",
                                                               "-arch",
                                                               "-dependency-file",
                                                               "-Xlinker"};
/// Kept, and their value is never a flag or a file to read.
constexpr std::array<std::string_view, 18> keptWithValue = {
    "-I",          "-D",        "-U",      "-isystem", "-iquote",  "-idirafter",   "-include",           "-imacros",
    "-isysroot",   "--sysroot", "-target", "-x",       "-iprefix", "-iwithprefix", "-iwithprefixbefore", "-F",
    "-iframework", "-std"};
constexpr std::array<std::string_view, 32> droppedPrefixes = {"-M",
                                                              "-W",
                                                              "-pedantic",
                                                              "-fsanitize",
                                                              "-fno-sanitize",
                                                              "-g",
                                                              "-O",
                                                              "-fprofile",
                                                              "-fcoverage",
                                                              "-ftest-cov",
                                                              "--coverage",
                                                              "-fpch",
                                                              "-fmodule",
                                                              "-fdiagnostics",
                                                              "-fdump",
                                                              "-save-temps",
                                                              "-flto",
                                                              "-fno-lto",
                                                              "-ffat-lto",
                                                              "-fuse-ld",
                                                              "-fcf-protection",
                                                              "-fstack",
                                                              "-fno-stack",
                                                              "-mtune",
                                                              "-ftime",
                                                              "-fplugin",
                                                              "-fmax-errors",
                                                              "-ferror-limit",
                                                              "-ffile-prefix",
                                                              "-fdebug",
                                                              "-fmacro-prefix",
                                                              "-fconcepts"};
/// Flags that only other compilers know and Clang refuses.
constexpr std::array<std::string_view, 24> unknownToClang = {"-fno-gnu-unique",
                                                             "-fno-canonical-system-headers",
                                                             "-fno-ipa",
                                                             "-fipa",
                                                             "-fno-var-tracking",
                                                             "-fvar-tracking",
                                                             "-fno-tree",
                                                             "-ftree",
                                                             "-fno-delete-null",
                                                             "-fconserve-stack",
                                                             "-fno-allow-store",
                                                             "-mno-fp-ret-in-387",
                                                             "-mpreferred-stack",
                                                             "-mindirect-branch",
                                                             "-mfunction-return",
                                                             "-mrecord-mcount",
                                                             "-fno-inline-functions-called-once",
                                                             "-fno-reorder",
                                                             "-freorder",
                                                             "-fno-partial",
                                                             "-fno-printf-return",
                                                             "-falign",
                                                             "-fno-keep",
                                                             "-fabi-version"};
constexpr std::array<std::string_view, 9> droppedAlone = {"-c", "-S", "-E",  "-pipe",        "-w",
                                                          "-v", "-p", "-pg", "-fsyntax-only"};

template <std::size_t N> bool among(const std::array<std::string_view, N> &list, std::string_view flag) {
  return std::find(list.begin(), list.end(), flag) != list.end();
}
template <std::size_t N> bool startsWithAny(const std::array<std::string_view, N> &list, std::string_view flag) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view prefix) { return flag.starts_with(prefix); });
}

bool isLauncher(std::string_view program) {
  std::size_t slash = program.rfind('/');
  std::string_view name = slash == std::string_view::npos ? program : program.substr(slash + 1);
  return name == "ccache" || name == "distcc" || name == "sccache" || name == "icecc";
}

bool endsLikeCxx(std::string_view program) {
  std::size_t slash = program.rfind('/');
  std::string_view name = slash == std::string_view::npos ? program : program.substr(slash + 1);
  return name.find("++") != std::string_view::npos || name == "CC" || name == "cxx";
}

}  // namespace

std::vector<std::string> normalizedCommand(const ReadRequest &request) {
  const std::vector<std::string> &command = request.command;
  std::size_t index = 0;
  while (index + 1 < command.size() && isLauncher(command[index]) && !command[index + 1].starts_with("-"))
    ++index;
  bool isCxx = index < command.size() && endsLikeCxx(command[index]);
  std::vector<std::string> flags{isCxx ? "clang++" : "clang"};
  std::filesystem::path file = std::filesystem::path(request.file);
  bool onlyFiles = false;
  for (++index; index < command.size(); ++index) {
    std::string_view flag = command[index];
    if (flag == "--") {
      onlyFiles = true;
      continue;
    }
    if (onlyFiles || !flag.starts_with("-")) {
      continue;  // The sources of the command; the one wanted is added at the end.
    }
    if (among(droppedWithValue, flag)) {
      ++index;
    } else if (among(keptWithValue, flag)) {
      flags.emplace_back(flag);
      if (index + 1 < command.size())
        flags.push_back(command[++index]);
    } else if (flag == "-Xclang") {
      ++index;
    } else if (flag.starts_with("-o") && !flag.starts_with("-objc")) {
      continue;
    } else if (!among(droppedAlone, flag) && !startsWithAny(droppedPrefixes, flag) &&
               !startsWithAny(unknownToClang, flag)) {
      flags.emplace_back(flag);
    }
  }
  return flags;
}

}  // namespace dbrace::cpp
