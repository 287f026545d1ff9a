// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts of units from one scan to the next.
//
// A unit's entry lists what its reading asked of the file system, headers that are not there included, with the answers
// (cpp/FilesAsked.h), and names the entry that holds the facts. It is found by what else the facts depend on: this very
// program with its Clang, the models, and what the compile command means. Several lists are kept for each, since people
// change between branches. Paths below the root are kept relative to it: a copy of the project as it was before a
// change (driver/BaseTree.h) finds what was kept for the project itself, wherever the copy lies.
#pragma once

#include "cpp/FilesAsked.h"
#include "driver/CompileCommands.h"
#include "driver/FileStates.h"

namespace dbrace::driver {

struct CachedUnit {
  std::string facts;                 ///< As CBOR.
  std::vector<std::string> remarks;  ///< What its reader had to say.
};

class UnitCache {
public:
  /// `models` is their hash; `root` stands for `identity`, under which facts are kept.
  UnitCache(CacheFolder &folder, FileStates &files, std::string models, const std::filesystem::path &root,
            const std::filesystem::path &identity);

  /// What reading the unit now would give, if that is known.
  std::optional<CachedUnit> find(const CompileCommand &command);
  /// `asked` as packedAnswers() made it.
  void keep(const CompileCommand &command, std::string asked, const CachedUnit &unit);

private:
  std::string nameOf(const CompileCommand &command) const;
  bool stillTrue(std::string_view asked);

  CacheFolder &folder;
  FileStates &files;
  std::string shared;  // Of every unit's key.
  std::string root, identity;
};

/// Empty if some answer is of the kind that is never the same again: then the facts cannot be kept.
std::string packedAnswers(const cpp::FilesAsked &asked, std::string_view root);

/// Differs between any two builds of dbrace, and with the Clang that is loaded.
const std::string &programIdentity();

}  // namespace dbrace::driver
