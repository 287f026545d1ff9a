// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ThirdParty.h"

#include "driver/Files.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace dbrace::driver {
namespace fs = std::filesystem;

bool isThirdParty(const fs::path &file, const std::vector<fs::path> &operands, const fs::path &root) {
  static constexpr std::string_view names[] = {"3rdparty",     "thirdparty", "vendor",     "vendored",
                                               "vendors",      "external",   "externals",  "extern",
                                               "dependencies", "deps",       "subprojects"};
  // The operand that is nearest: scanning third_party/x shows what is in it.
  fs::path base = root;
  std::error_code error;
  for (const fs::path &operand : operands) {
    fs::path folder = fs::is_directory(operand, error) ? operand : operand.parent_path();
    if (isInside(file, folder) && folder.native().size() > base.native().size())
      base = folder;
  }
  fs::path inner = isInside(file, base) ? file.parent_path().lexically_relative(base) : fs::path();
  return std::any_of(inner.begin(), inner.end(), [](const fs::path &folder) {
    std::string name;
    for (char c : folder.native())
      if (c != '_' && c != '-')
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
  });
}

}  // namespace dbrace::driver
