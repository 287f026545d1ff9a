// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files that are no source and no XML at all are read as such. What is found in them must be places within the file.
#include "driver/CodeDdl.h"

#include <algorithm>
#include <cstdlib>

using namespace dbrace;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char *>(data), size);
  std::size_t lines = 1 + static_cast<std::size_t>(std::ranges::count(text, '\n'));
  for (const auto &all : {driver::ddlInCode(text, "f"), driver::ddlInXml(text, "f")}) {
    std::vector<schema::DdlSource> sources;
    for (const driver::CodeDdl &found : all) {
      if (found.source.literalAt->line == 0 || found.source.literalAt->line > lines)
        std::abort();
      sources.push_back(found.source);
    }
    schema::importDdl(sources, sql::Dialect::Generic);
  }
  return 0;
}
