// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/SourceTree.h"

#include "driver/Files.h"
#include "driver/Glob.h"

#include <algorithm>

namespace dbrace::driver {
namespace {

namespace fs = std::filesystem;

template <std::size_t N> bool hasExtension(const fs::path &file, const char *const (&extensions)[N]) {
  std::string extension = file.extension().string();
  return std::find(std::begin(extensions), std::end(extensions), extension) != std::end(extensions);
}

/// Two other languages have files with this ending, without a preprocessor.
bool isObjectiveC(const fs::path &file) {
  std::string text = fileContent(file).value_or("");
  return text.find("#import") != std::string::npos || text.find("#include") != std::string::npos;
}

bool isForeign(const fs::path &folder) {
  std::string name = folder.filename().string();
  if (name.starts_with('.') || name == "node_modules" || name == "CMakeFiles" || name.starts_with("cmake-build"))
    return true;
  // A folder named "build" may hold sources of a build tool; only traces of a build make it one.
  std::error_code error;
  return fs::exists(folder / "CMakeCache.txt", error) || fs::exists(folder / "build.ninja", error) ||
         fs::exists(folder / "meson-private", error);
}

}  // namespace

bool isSource(const fs::path &file) {
  static constexpr const char *extensions[] = {".c",    ".cc",  ".cpp", ".cxx",  ".c++",  ".C",  ".cp", ".CPP",
                                               ".cppm", ".ixx", ".ccm", ".cxxm", ".c++m", ".mm", ".cu"};
  return hasExtension(file, extensions);
}

bool isHeader(const fs::path &file) {
  static constexpr const char *extensions[] = {".h",   ".hh",  ".hpp", ".hxx", ".h++", ".H",   ".inc", ".inl", ".ipp",
                                               ".tpp", ".txx", ".tcc", ".icc", ".def", ".cuh", ".hp",  ".HPP", ".impl"};
  return hasExtension(file, extensions);
}

bool isBuildScript(const fs::path &file) {
  static constexpr const char *extensions[] = {".cmake", ".mk", ".am", ".m4", ".pro", ".pri", ".bazel", ".gn", ".gni"};
  static constexpr const char *names[] = {"CMakeLists.txt", "meson.build",   "meson_options.txt", "configure.ac",
                                          "configure.in",   "SConstruct",    "SConscript",        "BUILD",
                                          "config.h.in",    "config.h.cmake"};
  std::string name = file.filename().string();
  return hasExtension(file, extensions) || std::ranges::find(names, name) != std::end(names) ||
         name.starts_with("Makefile");
}

Language languageOf(const fs::path &source) {
  return source.extension() == ".c" || source.extension() == ".m" ? Language::C : Language::Cxx;
}

SourceTree findSources(const fs::path &folder, const fs::path &root, std::span<const std::string> exclude) {
  SourceTree tree;
  auto excluded = [&](const fs::path &path) {
    std::string relative = relativeTo(root, path);
    return std::any_of(exclude.begin(), exclude.end(),
                       [&](const std::string &glob) { return excludes(glob, relative); });
  };
  std::error_code error;
  fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
  for (; !error && it != end; it.increment(error)) {
    const fs::path &path = it->path();
    std::error_code failed;
    if (it->is_directory(failed)) {
      if (isForeign(path) || excluded(path))
        it.disable_recursion_pending();
    } else if (it->is_regular_file(failed)) {
      bool source = isSource(path) || (path.extension() == ".m" && isObjectiveC(path));
      if ((source || isHeader(path)) && !excluded(path))
        (source ? tree.sources : tree.headers).push_back(path);
      else if (isBuildScript(path) && !excluded(path))
        tree.scripts.push_back(path);
      else if (bool sql = path.extension() == ".sql"; (sql || path.extension() == ".qrc") && !excluded(path))
        (sql ? tree.statements : tree.resources).push_back(path);
    }
  }
  std::sort(tree.sources.begin(), tree.sources.end());
  std::sort(tree.headers.begin(), tree.headers.end());
  std::sort(tree.scripts.begin(), tree.scripts.end());
  std::sort(tree.statements.begin(), tree.statements.end());
  std::sort(tree.resources.begin(), tree.resources.end());
  return tree;
}

}  // namespace dbrace::driver
