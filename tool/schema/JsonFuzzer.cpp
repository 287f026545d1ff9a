// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any file may be given as a schema: it is refused with places that lie within it, or read into a schema that means the
// same when it is written and read again.
#include "schema/Json.h"

#include <algorithm>
#include <cstdlib>

using namespace dbrace;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char *>(data), size);
  schema::SchemaReading reading = schema::readJson(text, "f.json");
  const auto lines = static_cast<std::size_t>(1 + std::ranges::count(text, '\n'));
  for (const schema::Problem &problem : reading.problems)
    if (problem.line > lines || schema::show(problem).empty())
      std::abort();
  if (schema::hasErrors(reading.problems))
    return 0;
  const std::string written = schema::writeJson(reading.schema);
  schema::SchemaReading again = schema::readJson(written, "f.json");
  if (schema::hasErrors(again.problems) || schema::writeJson(again.schema) != written)
    std::abort();
  return 0;
}
