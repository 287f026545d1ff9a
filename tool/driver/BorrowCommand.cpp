// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/CompileDatabase.h"
#include "driver/Commands.h"
#include "driver/Files.h"

#include <algorithm>

namespace dbrace::driver {
namespace {

std::ptrdiff_t foldersInCommon(const std::string &left, const std::string &right) {
  auto differ = std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first;
  return std::count(left.begin(), differ, '/');
}

}  // namespace

std::optional<CompileCommand> borrowedCommand(const std::filesystem::path &file,
                                              const std::vector<CompileCommand> &commands, TextIndex &index) {
  const CompileCommand *includer = nullptr;
  if (auto header = index.find(file.string())) {
    IncludeGraph graph(index);
    std::ptrdiff_t nearest = -1;
    for (const CompileCommand &command : commands) {
      UnitFiles unit = graph.filesOf(command);
      if (!std::binary_search(unit.headers.begin(), unit.headers.end(), *header))
        continue;
      std::ptrdiff_t common = foldersInCommon(command.file.native(), file.native());
      if (common > nearest) {
        nearest = common;
        includer = &command;
      }
    }
  }
  if (includer)
    return CompileCommand{includer->directory, file,
                          cpp::transferredArguments(includer->arguments, includer->directory.string(),
                                                    includer->file.string(), file.string())};
  std::vector<cpp::KnownCommand> known;
  for (const CompileCommand &command : commands)
    known.push_back({command.directory.string(), command.file.string(), command.arguments});
  cpp::KnownCommand found = cpp::nearestCommand(known, file.string());
  if (found.arguments.empty())
    return std::nullopt;
  return CompileCommand{found.directory, file, std::move(found.arguments)};
}

}  // namespace dbrace::driver
