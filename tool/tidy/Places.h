// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Places of findings, as locations of the compiler's.
//
// A finding names a file and a line; diagnostics want a location in a file that the compiler has open. Files that are
// no part of the unit, such as the schema or another source, are opened for it.
#pragma once

#include "worlds/CheckedWrite.h"

#include "clang/Basic/SourceManager.h"

#include <filesystem>

namespace dbrace::tidy {

class Places {
public:
  Places(std::filesystem::path root, clang::SourceManager &manager) : root(std::move(root)), manager(manager) {}

  /// From its first character to behind its last, on one line at most; invalid if there is no such file.
  clang::SourceRange rangeOf(const CodePlace &place) const;

private:
  std::filesystem::path root;
  clang::SourceManager &manager;
};

}  // namespace dbrace::tidy
