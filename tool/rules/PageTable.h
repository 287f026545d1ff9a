// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests: reads a table of a documentation page, so that what the page says is what is tested.
#pragma once

#include <fstream>
#include <string>
#include <vector>

namespace dbrace {

using PageRow = std::vector<std::string>;

/// The rows of the first table whose first heading is `heading`.
inline std::vector<PageRow> tableOnPage(const std::string &path, const std::string &heading) {
  std::vector<PageRow> rows;
  std::ifstream page(path);
  bool inTable = false;
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with("|")) {
      if (inTable)
        break;
      continue;
    }
    PageRow cells;
    for (std::size_t begin = 1, end; (end = line.find('|', begin)) != std::string::npos; begin = end + 1) {
      while (end > 0 && line[end - 1] == '\\')  // An escaped bar belongs to its cell.
        end = line.find('|', end + 1);
      std::string cell = line.substr(begin, end - begin);
      std::size_t first = cell.find_first_not_of(' ');
      cells.push_back(first == std::string::npos ? "" : cell.substr(first, cell.find_last_not_of(' ') + 1 - first));
    }
    if (inTable && !cells[0].starts_with("---"))
      rows.push_back(cells);
    inTable = inTable || cells[0] == heading;
  }
  return rows;
}

}  // namespace dbrace
