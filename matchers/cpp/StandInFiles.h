// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The file system a unit is read from: the real one, and behind it the stand-ins for headers that are not there.
//
// The folders of the stand-ins are searched last, so one is asked for only when the real header of that name was not
// found. That is not enough: a unit that finds <mysql/mysql.h> and misses <mysql.h> must not see the library twice.
// When a stand-in of a module is first asked for, all names of the module are therefore looked for where this unit
// looks. If one is real, the module's stand-ins stay away; a name that means the same header as a real one leads there.
#pragma once

#include "cpp/Clang.h"

namespace dbrace::cpp {

class StandInFiles : public llvm::vfs::ProxyFileSystem {
public:
  /// `absent`: paths that are taken for missing, with all below them.
  StandInFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> real, const std::vector<std::string> &absent);

  /// Where the unit looks for headers, known once its command line is understood.
  void searchIn(std::vector<std::string> folders) { searched = std::move(folders); }

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &path) override;
  bool exists(const llvm::Twine &path) override;

private:
  struct Module {
    llvm::SmallVector<std::pair<std::string, std::string>, 2> real;  ///< Names that are real, and where they lie.
  };
  bool isAbsent(llvm::StringRef path) const;
  /// The file system that answers for a path among the stand-ins; null: there is nothing.
  llvm::vfs::FileSystem *answering(llvm::StringRef path);
  const Module &moduleNamed(const std::string &name);

  const std::vector<std::string> &absent;
  std::vector<std::string> searched;
  std::vector<std::string> opened;  // Real files, in order.
  llvm::StringMap<Module> modules;
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> standIns, redirections;
};

}  // namespace dbrace::cpp
