// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any bytes as CBOR facts: refused, or read into facts that are valid and print to a fixed point.
#include "facts/Dump.h"
#include "facts/Io.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size) {
  using namespace dbrace::facts;
  const auto unit = fromCbor({reinterpret_cast<const char *>(data), size});
  if (!unit)
    return 0;
  const std::string printed = toCbor(*unit);
  const auto again = fromCbor(printed);
  if (!again || toCbor(*again) != printed || dump(*again) != dump(*unit))
    std::abort();
  return 0;
}
