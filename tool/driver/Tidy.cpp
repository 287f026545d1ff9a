// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Tidy.h"

#include "driver/Analysis.h"
#include "driver/Files.h"
#include "driver/Outputs.h"
#include "driver/ShellWords.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <unistd.h>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

constexpr const char *major = DBRACE_LLVM_MAJOR;

/// Where the shell would find it; empty: nowhere.
fs::path onPath(const std::string &name) {
  std::istringstream folders(std::getenv("PATH") ? std::getenv("PATH") : "");
  for (std::string folder; std::getline(folders, folder, ':');)
    if (fs::path file = fs::path(folder.empty() ? "." : folder) / name; access(file.c_str(), X_OK) == 0)
      return file;
  return {};
}

/// The major that `--version` names ("LLVM version 22.1.8"); empty if it names none.
std::string majorOf(const fs::path &clangTidy) {
  std::string said;
  if (std::FILE *pipe = popen((shellQuoted({clangTidy.string(), "--version"}) + " 2>/dev/null").c_str(), "r")) {
    char buffer[512];
    while (std::size_t count = std::fread(buffer, 1, sizeof buffer, pipe))
      said.append(buffer, count);
    pclose(pipe);
  }
  static constexpr std::string_view words = "LLVM version ";
  std::size_t at = said.find(words);
  if (at == std::string::npos)
    return {};
  at += words.size();
  return said.substr(at, said.find_first_not_of("0123456789", at) - at);
}

std::string needed() {
  return std::string("this dbrace's module needs clang-tidy ") + major + " (Debian: clang-tidy-" + major + ")";
}

OrFailure<fs::path> matchingClangTidy(const std::string &given) {
  if (!given.empty()) {
    fs::path file = given.find('/') == std::string::npos ? onPath(given) : fs::path(given);
    if (file.empty() || access(file.c_str(), X_OK) != 0)
      return Failure{"--clang-tidy: " + given + ": no such program; " + needed()};
    std::string found = majorOf(file);
    if (found != major)
      return Failure{"--clang-tidy: " + given + " is " +
                     (found.empty() ? "no clang-tidy" : "the clang-tidy of LLVM " + found) + "; " + needed()};
    return file;
  }
  std::string others;
  for (const std::string &name : {std::string("clang-tidy-") + major, std::string("clang-tidy")}) {
    fs::path file = onPath(name);
    std::string found = file.empty() ? "" : majorOf(file);
    if (found == major)
      return file;
    if (!found.empty())
      others += "; " + file.string() + " is of LLVM " + found;
  }
  return Failure{"no matching clang-tidy on PATH: " + needed() + ", or name one with --clang-tidy FILE" + others};
}

bool choosesChecks(const std::vector<std::string> &arguments) {
  auto end = std::find(arguments.begin(), arguments.end(), "--");
  return std::any_of(arguments.begin(), end, [](std::string_view argument) {
    argument.remove_prefix(std::min(argument.find_first_not_of('-'), argument.size()));
    return argument == "checks" || argument.starts_with("checks=");
  });
}

}  // namespace

int tidy(const TidyRequest &request) {
  std::error_code error;
  fs::path module = fs::read_symlink("/proc/self/exe", error).parent_path().parent_path() / "lib/libdbrace-tidy.so";
  if (!fs::is_regular_file(module, error))
    return refuse("the module is not where it is installed with dbrace: " + module.string());
  auto found = matchingClangTidy(request.clangTidy);
  if (const Failure *failure = failureOf(found))
    return refuse(failure->message);
  std::vector<std::string> words = {std::get<fs::path>(found).string(), "--load=" + module.string()};
  if (!choosesChecks(request.arguments))
    words.push_back("--checks=-*,dbrace-*");
  words.insert(words.end(), request.arguments.begin(), request.arguments.end());
  std::vector<char *> raw;
  for (std::string &word : words)
    raw.push_back(word.data());
  raw.push_back(nullptr);
  std::fflush(nullptr);
  execv(raw[0], raw.data());
  return refuse(words[0] + ": cannot be started: " + std::strerror(errno));
}

}  // namespace dbrace::driver
