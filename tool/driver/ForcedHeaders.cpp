// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ForcedHeaders.h"

#include "driver/Files.h"

#include <algorithm>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

bool hasUsualName(const fs::path &header) {
  std::string stem = header.stem().string();
  std::transform(stem.begin(), stem.end(), stem.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
  return stem == "pch" || stem == "stdafx" || stem == "precompiled" || stem == "precomp" || stem == "precompiledheader";
}

bool isCxxHeader(const fs::path &header) {
  return header.extension() == ".hpp" || header.extension() == ".hxx" || header.extension() == ".hh";
}

/// `${DIR}/src/pch.h` and `$<$<COMPILE_LANGUAGE:CXX>:pch.h>` without what only CMake can tell.
std::string plainName(std::string word) {
  if (word.starts_with("$<")) {
    word = word.substr(word.rfind(':') + 1);
    word.erase(std::min(word.find('>'), word.size()));
  }
  while (word.starts_with("${") && word.find('}') != word.npos)
    word.erase(0, word.find('}') + 1);
  while (word.starts_with('/') || word.starts_with("./"))
    word.erase(0, word.find('/') + 1);
  return word;
}

void addWords(std::string_view text, std::vector<std::string> &words) {
  std::string word;
  auto end = [&] {
    if (!word.empty())
      words.push_back(std::move(word));
    word.clear();
  };
  for (char c : text)
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '"' || c == '\'' || c == ',' || c == '[' || c == ']')
      end();
    else
      word += c;
  end();
}

std::vector<fs::path> below(const fs::path &folder, const std::vector<fs::path> &files) {
  std::vector<fs::path> all;
  std::copy_if(files.begin(), files.end(), std::back_inserter(all),
               [&](const fs::path &file) { return isInside(file, folder); });
  return all;
}

class Finder {
public:
  Finder(const SourceTree &tree, const fs::path &root, TextIndex &index) : tree(tree), root(root), index(index) {}

  std::vector<ForcedHeader> find() {
    for (const fs::path &script : tree.scripts)
      if (auto text = fileContent(script))
        for (const std::string &word : precompiledHeadersIn(*text))
          addNamed(script, word);
    for (const fs::path &header : tree.headers)
      if (hasUsualName(header)) {
        fs::path folder = header.parent_path();
        if (below(folder, tree.sources).empty() && folder != root)
          folder = folder.parent_path();
        add({header.string(), folder, isCxxHeader(header)});
      }
    return std::move(found);
  }

private:
  void addNamed(const fs::path &script, const std::string &word) {
    // Functions that set this up for any target are kept apart from the targets.
    fs::path folder = script.extension() == ".cmake" ? root : script.parent_path();
    bool onlyCxx = word.find(":CXX>") != word.npos;
    if (word.starts_with('<') && word.ends_with('>'))
      return add({word.substr(1, word.size() - 2), folder, onlyCxx});
    std::string name = plainName(word);
    if (!isHeader(name))
      return;
    fs::path beside = (script.parent_path() / name).lexically_normal();
    const fs::path *best = nullptr;
    for (const fs::path &header : tree.headers)
      if (header == beside || (!best && header.string().ends_with("/" + name)))
        best = &header;
    if (best)
      add({best->string(), folder, onlyCxx || isCxxHeader(*best)});
  }

  void add(ForcedHeader header) {
    std::vector<fs::path> sources = below(header.folder, tree.sources);
    header.onlyCxx |= std::any_of(sources.begin(), sources.end(),
                                  [](const fs::path &source) { return languageOf(source) == Language::Cxx; });
    std::string name = fs::path(header.header).filename().string();
    bool isKnown = std::any_of(found.begin(), found.end(), [&](const ForcedHeader &other) {
      return other.header == header.header && other.folder == header.folder;
    });
    bool isIncluded =
        fs::path(header.header).is_absolute() &&
        std::any_of(sources.begin(), sources.end(), [&](const fs::path &source) {
          auto id = index.find(source.string());
          return id && std::any_of(index.text(*id).includes.begin(), index.text(*id).includes.end(),
                                   [&](const Include &include) { return fs::path(include.name).filename() == name; });
        });
    if (!isKnown && !isIncluded)
      found.push_back(std::move(header));
  }

  const SourceTree &tree;
  const fs::path &root;
  TextIndex &index;
  std::vector<ForcedHeader> found;
};

}  // namespace

std::vector<std::string> precompiledHeadersIn(std::string_view script) {
  std::vector<std::string> words;
  auto collect = [&](std::string_view setting, std::string_view from, std::string_view to) {
    for (std::size_t at = script.find(setting); at != script.npos; at = script.find(setting, at + 1)) {
      std::string_view rest = script.substr(at + setting.size());
      rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
      if (!rest.starts_with(from))
        continue;
      rest.remove_prefix(from.size());
      std::string_view list = rest.substr(0, rest.find_first_of(to));
      if (list.find("REUSE_FROM") == list.npos)
        addWords(list, words);
    }
  };
  collect("target_precompile_headers", "(", ")");
  collect("cpp_pch", ":", "\n)");
  collect("c_pch", ":", "\n)");
  collect("PRECOMPILED_HEADER", "=", "\n");
  return words;
}

std::vector<ForcedHeader> forcedHeaders(const SourceTree &tree, const fs::path &root, TextIndex &index) {
  return Finder(tree, root, index).find();
}

}  // namespace dbrace::driver
