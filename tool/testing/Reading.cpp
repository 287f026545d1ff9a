// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "testing/Reading.h"

namespace dbrace::testing {

std::variant<facts::Unit, cpp::ReadFailure> readSource(const std::filesystem::path &source,
                                                       const std::vector<std::string> &flags,
                                                       const std::filesystem::path &root) {
  const bool isC = source.extension() == ".c";
  std::vector<std::string> command{isC ? "clang" : "clang++", isC ? "-std=gnu17" : "-std=c++20",
                                   "-I/usr/include/postgresql", "-I/usr/include/mariadb"};
  command.insert(command.end(), flags.begin(), flags.end());
  command.insert(command.end(), {"-c", source.string()});
  return cpp::readUnit({.directory = source.parent_path().string(),
                        .command = std::move(command),
                        .file = source.string(),
                        .root = root.string(),
                        .models = &apis::builtinModels(),
                        .toolVersion = "annotated inputs",
                        .overlay = {}});
}

}  // namespace dbrace::testing
