// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Unity.h"

#include "cpp/CompileDatabase.h"
#include "driver/CodeTokens.h"
#include "driver/Files.h"
#include "driver/SourceTree.h"
#include "driver/TextScan.h"

#include <algorithm>
#include <set>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

/// "unity_0_cxx.cxx" of CMake, "shop-unity0.cpp" of Meson, "jumbo_1.cpp" of others.
bool hasUnityName(const fs::path &file) {
  std::string name = file.filename().string();
  return name.starts_with("unity_") || name.starts_with("jumbo_") || name.find("-unity") != std::string::npos;
}

/// The included sources; empty if the text holds anything else than directives.
std::vector<std::string> sourcesIncluded(std::string_view text) {
  std::vector<std::string> sources;
  CodeTokens lexer(text);
  bool directive = false;
  for (CodeToken token = lexer.next(); token.kind != CodeToken::Kind::End; token = lexer.next()) {
    if (token.kind == CodeToken::Kind::Directive) {
      directive = true;
      CodeToken word = lexer.next();
      Include include = word.text == "include" ? includeOf(lexer.restOfLine()) : Include();
      if (isSource(include.name))
        sources.push_back(include.name);
      directive = word.kind != CodeToken::Kind::EndOfDirective;
    } else if (token.kind == CodeToken::Kind::EndOfDirective) {
      directive = false;
    } else if (!directive) {
      return {};
    }
  }
  return sources;
}

/// The folder of the sources of the target whose build folder holds `file`: <build>/<part>/CMakeFiles/<target>.dir/...
/// has its sources in <home>/<part>.
fs::path sourceFolderOf(const fs::path &file, const fs::path &build, const fs::path &root) {
  fs::path home = root;
  if (auto cache = fileContent(build / "CMakeCache.txt")) {
    std::string_view text = *cache, key = "\nCMAKE_HOME_DIRECTORY:INTERNAL=";
    if (std::size_t at = text.find(key); at != std::string_view::npos) {
      at += key.size();
      home = resolved(std::string(text.substr(at, text.find_first_of("\r\n", at) - at)));
    }
  }
  for (fs::path folder = file.parent_path(); isInside(folder, build) && folder != build; folder = folder.parent_path())
    if (folder.filename() == "CMakeFiles")
      return resolved(home / relativeTo(build, folder.parent_path()));
  return home;
}

}  // namespace

std::vector<fs::path> sourcesOfUnity(const fs::path &file) {
  std::error_code error;
  // Such a file is a list of names: nothing larger needs to be looked at.
  constexpr std::uintmax_t largest = 1 << 16;
  std::vector<fs::path> sources;
  if (fs::file_size(file, error) <= largest && !error)
    for (const std::string &name : sourcesIncluded(fileContent(file).value_or("")))
      sources.push_back(resolved(file.parent_path() / name));
  return sources;
}

void dropWhatUnitySourcesInclude(std::vector<CompileCommand> &commands) {
  std::set<fs::path> included;
  for (const CompileCommand &command : commands) {
    std::vector<fs::path> sources = sourcesOfUnity(command.file);
    // A test of one source may include just that one, with macros of its own.
    if (sources.size() > 1 || hasUnityName(command.file))
      included.insert(sources.begin(), sources.end());
  }
  std::erase_if(commands, [&](const CompileCommand &command) {
    return included.contains(command.file) && !hasUnityName(command.file);
  });
}

void replaceMissingUnitySources(std::vector<CompileCommand> &commands, const fs::path &database, const fs::path &root,
                                const std::vector<std::string> &exclude) {
  std::set<fs::path> covered;
  for (const CompileCommand &command : commands)
    covered.insert(command.file);
  fs::path build = resolved(database).parent_path();
  std::vector<CompileCommand> found;
  std::error_code error;
  for (const CompileCommand &command : commands) {
    if (!hasUnityName(command.file) || fs::exists(command.file, error))
      continue;
    fs::path folder = sourceFolderOf(command.file, build, root);
    for (const fs::path &source : findSources(folder, root, exclude).sources)
      if (languageOf(source) == languageOf(command.file) && covered.insert(source).second)
        found.push_back({command.directory, source,
                         cpp::transferredArguments(command.arguments, command.directory.string(), command.file.string(),
                                                   source.string())});
  }
  if (found.empty())
    return;
  std::erase_if(commands, [&](const CompileCommand &command) {
    return hasUnityName(command.file) && !fs::exists(command.file, error);
  });
  commands.insert(commands.end(), found.begin(), found.end());
}

}  // namespace dbrace::driver
