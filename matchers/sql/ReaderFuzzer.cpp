// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The reader gets what strangers' programs build. It must end, and what it says must be sound enough to be walked.
//
// The first byte chooses the dialect; byte 2 stands for a hole.
#include "sql/Describe.h"

#include <cstdlib>

using namespace dbrace::sql;

namespace {

void check(bool holds) {
  if (!holds)
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  if (size == 0)
    return 0;
  const auto dialect = static_cast<Dialect>(data[0] % 7);
  Text text;
  std::uint32_t holes = 0;
  for (std::size_t i = 1; i < size; ++i)
    if (data[i] == 2)
      text.append(Hole{holes++});
    else
      text.append(std::string_view(reinterpret_cast<const char *>(data) + i, 1));
  std::size_t end = 0;
  for (const Statement &statement : read(text, dialect)) {
    check(statement.begin >= end && statement.end >= statement.begin && statement.end <= size - 1);
    end = statement.end;
    describe(statement);
    if (const auto *select = std::get_if<Select>(&statement.body))
      keyLookup(select->where);
    else if (const auto *update = std::get_if<Update>(&statement.body))
      keyLookup(update->where);
    else if (const auto *deletion = std::get_if<Delete>(&statement.body))
      keyLookup(deletion->where);
  }
  show(text, 40);
  return 0;
}
