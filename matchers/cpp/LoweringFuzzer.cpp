// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random programs through the front end: no input may crash it, and facts must be valid. Needs Clang, so it is built in
// the asan preset and not by the minute of `tool/dev test`, which runs the same programs from fixed seeds.
//
// The first byte says whether the program is damaged.
#include "cpp/RandomProgram.h"
#include "cpp/Read.h"
#include "facts/Io.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  using namespace dbrace;
  if (size == 0)
    return 0;
  std::span<const std::uint8_t> choices(data + 1, size - 1);
  cpp::ReadRequest request;
  request.directory = "/";
  request.root = "/project";
  request.file = "/project/code.cpp";
  request.command = {"c++", "-std=c++20"};
  request.models = &apis::builtinModels();
  request.overlay[request.file] = data[0] % 2 ? cpp::damagedProgram(choices) : cpp::randomProgram(choices);
  auto unit = cpp::readUnit(request);
  if (!std::holds_alternative<facts::Unit>(unit) || facts::validate(std::get<facts::Unit>(unit)))
    std::abort();
  return 0;
}
