// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names that are to be made up, as a tree, and their text.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace dbrace::cpp {

/// How a name is used wherever it is met.
struct MissingName {
  bool isType = false, isTemplate = false, isCalled = false, isValue = false, isCase = false;
  std::map<std::string, MissingName> inside;
};

struct MissingTree {
  MissingName global;
  /// Names that using-declarations bring, and where from.
  std::map<std::string, std::vector<std::string>> used;
  std::set<std::string> methods;  ///< Called on any object.
  std::set<std::string> macros;   ///< Used where only a macro for nothing makes sense.
  std::set<std::string> headers;  ///< Of the standard library, with names that are missing.
  /// Paths of the program's own, to be read early.
  std::set<std::string> ownHeaders;

  MissingName &at(const std::vector<std::string> &path);
  bool empty() const { return global.inside.empty() && macros.empty() && headers.empty(); }
};

/// The standard header that declares std::`name`, or nothing.
std::string standardHeader(const std::string &name);

/// C++17 code.
std::string declarationsOf(const MissingTree &tree);

}  // namespace dbrace::cpp
