// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Corpus.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace dbrace::sql {
namespace {

const std::filesystem::path Folder = std::filesystem::path(DBRACE_SOURCE_DIR) / "test-inputs" / "sql";

}  // namespace

std::vector<CorpusStatement> corpus(const std::string &file) {
  std::vector<CorpusStatement> result;
  std::ifstream input(Folder / file);
  std::string line, text;
  for (unsigned number = 1, first = 1; std::getline(input, line); ++number) {
    if (text.empty()) {
      if (line.starts_with("--") || line.empty())
        continue;
      first = number;
    }
    text += (text.empty() ? "" : "\n") + line;
    if (text.ends_with(';')) {
      text.pop_back();
      result.push_back({file + ":" + std::to_string(first), std::move(text)});
      text.clear();
    }
  }
  return result;
}

std::vector<std::string> corpusFiles() {
  std::vector<std::string> files;
  for (const auto &entry : std::filesystem::directory_iterator(Folder))
    if (entry.path().extension() == ".sql")
      files.push_back(entry.path().filename().string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace dbrace::sql
