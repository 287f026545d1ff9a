// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements in files of their own, for programs that load them by name.
//
// Such a file holds one SELECT, INSERT, UPDATE or DELETE, or several under headings ("-- name: find_user"). The program
// knows it by a path, by its name without the ending, or by the path that a Qt resource list (.qrc) gives it. Scripts
// that create tables are none of them: they are schemas, and count where `--schema` names them.
#pragma once

#include "driver/Settings.h"
#include "worlds/NamedTexts.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace::driver {

/// The statements of one file; `name` is its path, relative to the root. `any`: however many there are in it.
std::vector<worlds::NamedText> statementsIn(std::string_view content, const std::string &name, bool any,
                                            sql::Dialect dialect);

struct Resource {
  std::string path;  ///< As the program asks for it: ":/sql/find_user.sql".
  std::string file;  ///< As written in the list, relative to it.
};
/// The files of a Qt resource list. What is no such list has none.
std::vector<Resource> resourcesIn(std::string_view qrc);

/// The statements that a program below `folder` may load: of the configured folders, else of every file that holds just
/// one and of every one that a resource list names.
std::vector<worlds::NamedText> findStatements(const std::filesystem::path &folder, const std::filesystem::path &root,
                                              const Settings &settings);
/// Of the configured folders only.
std::vector<worlds::NamedText> configuredStatements(const std::filesystem::path &root, const Settings &settings);

}  // namespace dbrace::driver
