// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Headers that a build puts in front of every source, although no source includes them.
//
// With precompiled headers a project can get by without includes: the build names pch.hpp, and the sources rely on it.
// Read without that build they would know no type. Such headers are named in build scripts, or have the usual names.
#pragma once

#include "driver/SourceTree.h"
#include "driver/TextIndex.h"

namespace dbrace::driver {

struct ForcedHeader {
  std::string header;            ///< A path, or a name between < and > without them.
  std::filesystem::path folder;  ///< Of the sources it stands in front of.
  bool onlyCxx = false;
};

/// The names between the parentheses of target_precompile_headers, or behind Meson's and qmake's settings for it.
std::vector<std::string> precompiledHeadersIn(std::string_view script);

/// Those that no source below their folder includes by itself.
std::vector<ForcedHeader> forcedHeaders(const SourceTree &tree, const std::filesystem::path &root, TextIndex &index);

}  // namespace dbrace::driver
