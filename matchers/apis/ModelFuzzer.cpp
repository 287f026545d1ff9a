// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Any file may be given with --apis: it is refused, each error with its file, or becomes part of the models, and the
// same file twice gives the same models.
#include "apis/Model.h"

#include <cstdint>
#include <cstdlib>

using namespace dbrace;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  const std::string text(reinterpret_cast<const char *>(data), size);
  auto made = apis::withUserModels({{"f.json", text}});
  if (const auto *errors = std::get_if<std::vector<apis::ModelError>>(&made)) {
    if (errors->empty())
      std::abort();
    for (const apis::ModelError &error : *errors)
      if (error.file != "f.json" || error.message.empty())
        std::abort();
    return 0;
  }
  auto again = apis::withUserModels({{"f.json", text}});
  const auto *models = std::get_if<apis::Models>(&again);
  if (!models || models->hash() != std::get<apis::Models>(made).hash())
    std::abort();
  return 0;
}
