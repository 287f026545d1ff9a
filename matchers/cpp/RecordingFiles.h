// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The real file system, with a record of all that is asked of it (see FilesAsked.h).
//
// Contents are hashed where the compiler takes them, not by reading the file once more: a file that changes in between
// would else be recorded with a content that nobody has read.
#pragma once

#include "cpp/Clang.h"
#include "cpp/FilesAsked.h"

namespace dbrace::cpp {

class RecordingFiles : public llvm::vfs::ProxyFileSystem {
public:
  RecordingFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> real, FilesAsked &asked)
      : ProxyFileSystem(std::move(real)), asked(asked) {}

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &path) override;
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &folder, std::error_code &error) override;
  bool exists(const llvm::Twine &path) override { return bool(status(path)); }

private:
  std::string absolute(const llvm::Twine &path) const;
  void recordFailure(const std::string &path, std::error_code error);

  FilesAsked &asked;
};

}  // namespace dbrace::cpp
