// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any file may be given with --config: it is refused, with its name and what is wrong, or used.
//
// The driver needs Clang, so this is built in the asan preset and not by the minute of `tool/dev test`; SettingsTest.cpp
// damages one from a fixed seed.
#include "driver/Settings.h"

#include <cstdlib>

using namespace dbrace::driver;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  auto checked = checkConfig(std::string_view(reinterpret_cast<const char *>(data), size), "/p/.dbrace.json");
  if (const Failure *failure = failureOf(checked); failure && !failure->message.starts_with("/p/.dbrace.json:"))
    std::abort();
  return 0;
}
