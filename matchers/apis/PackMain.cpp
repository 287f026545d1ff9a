// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Run by the build: `dbrace_pack_models OUT FILE.json...`. A broken model file breaks the build.
#include "apis/Pack.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace dbrace::apis;

int main(int count, char **arguments) {
  std::vector<LibraryFile> libraries;
  int status = 0;
  for (int i = 2; i < count; ++i) {
    std::stringstream content;
    content << std::ifstream(arguments[i]).rdbuf();
    auto read = readLibrary(std::filesystem::path(arguments[i]).filename().string(), content.str());
    if (auto *library = std::get_if<LibraryFile>(&read)) {
      libraries.push_back(std::move(*library));
      continue;
    }
    status = 1;
    for (const ModelError &error : std::get<std::vector<ModelError>>(read))
      std::fprintf(stderr, "%s: %s: %s; %s\n", error.file.c_str(), error.pointer.c_str(), error.message.c_str(),
                   error.remedy.c_str());
  }
  if (status == 0 && count > 1)
    std::ofstream(arguments[1], std::ios::binary) << pack(std::move(libraries));
  return status;
}
