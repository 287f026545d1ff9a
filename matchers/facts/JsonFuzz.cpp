// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any bytes as JSON facts: refused, or read into facts that CBOR keeps too.
#include "facts/Io.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size) {
  using namespace dbrace::facts;
  const auto unit = fromJson({reinterpret_cast<const char *>(data), size});
  if (!unit)
    return 0;
  const auto again = fromCbor(toCbor(*unit));
  if (!again || toJson(*again) != toJson(*unit))
    std::abort();
  return 0;
}
