// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Commands are put together by strangers' programs. Reading one must end, and what it says must be sound enough to be
// walked. Byte 2 stands for a hole.
#include "keyvalue/Reader.h"
#include "sql/Describe.h"

#include <cstdlib>

using namespace dbrace;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  sql::Text text;
  std::uint32_t holes = 0;
  for (std::size_t i = 0; i < size; ++i)
    if (data[i] == 2)
      text.append(sql::Hole{holes++});
    else
      text.append(std::string_view(reinterpret_cast<const char *>(data) + i, 1));
  for (const sql::Statement &statement : keyvalue::readCommand(text)) {
    sql::describe(statement);
    if (const auto *insert = std::get_if<sql::Insert>(&statement.body))
      if (!insert->columns || insert->rows.size() != 1 || insert->rows.front().size() != insert->columns->size())
        std::abort();
    if (const auto *select = std::get_if<sql::Select>(&statement.body))
      sql::keyLookup(select->where);
    else if (const auto *deletion = std::get_if<sql::Delete>(&statement.body))
      sql::keyLookup(deletion->where);
  }
  sql::show(text, 40);
  return 0;
}
