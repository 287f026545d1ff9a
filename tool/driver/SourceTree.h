// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sources and headers below a folder, when nobody says which belong to the program.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace dbrace::driver {

enum class Language { C, Cxx };

/// By extension; headers are neither: they are read through their includers.
bool isSource(const std::filesystem::path &file);
bool isHeader(const std::filesystem::path &file);
/// Of CMake, Make, the autotools, qmake or Meson, by name.
bool isBuildScript(const std::filesystem::path &file);
Language languageOf(const std::filesystem::path &source);

struct SourceTree {
  std::vector<std::filesystem::path> sources, headers, scripts;  ///< Absolute, sorted.
  std::vector<std::filesystem::path> statements, resources;      ///< Files of SQL, and Qt's lists of resources.
};

/// Everything below `folder` but hidden folders, node_modules, folders of a build (with the traces CMake, Ninja or
/// Meson leave) and what `exclude` names (see Glob.h, relative to `root`). Symlinked folders are not followed. `folder`
/// and `root` are resolved.
SourceTree findSources(const std::filesystem::path &folder, const std::filesystem::path &root,
                       std::span<const std::string> exclude);

}  // namespace dbrace::driver
