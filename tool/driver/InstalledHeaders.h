// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where this machine has the headers of client libraries that a build would name a folder for.
//
// <libpq-fe.h> lies in /usr/include/postgresql, <QSqlQuery> in a folder of a folder: only pkg-config or CMake know.
// Asked for are only headers that dbrace has stand-ins for. A name that leads to one place is believed, several
// versions of one library to the last; anything else is left to the stand-in.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace dbrace::driver {

class InstalledHeaders {
public:
  /// `roots`: what a compiler searches by itself.
  explicit InstalledHeaders(std::vector<std::filesystem::path> roots = {"/usr/include", "/usr/local/include",
                                                                        "/usr/include/x86_64-linux-gnu"})
      : roots(std::move(roots)) {}

  bool isFoundByItself(const std::string &name);
  /// The folders to search for what is not: those of client libraries' headers among `names`, then those of other names
  /// in the same libraries.
  std::vector<std::string> foldersFor(const std::set<std::string> &names);

private:
  const std::filesystem::path *folderOf(const std::string &name);
  void listFolders();

  std::vector<std::filesystem::path> roots;
  std::vector<std::filesystem::path> folders;  // Below the roots, two levels.
  bool listed = false;
  std::unordered_map<std::string, bool> byItself;
  std::unordered_map<std::string, std::filesystem::path> found;
};

}  // namespace dbrace::driver
