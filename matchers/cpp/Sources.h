// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where code stands, and whose it is.
//
// Turns Clang's locations into byte ranges of files, relative to the root, and decides which files are foreign: outside
// the root, or a header of a modelled library. Foreign function bodies are neither parsed nor lowered.
#pragma once

#include "apis/Model.h"
#include "cpp/Clang.h"
#include "cpp/Read.h"
#include "facts/Facts.h"

namespace dbrace::cpp {

class Sources {
public:
  Sources(facts::Strings &strings, const clang::SourceManager &manager, const clang::LangOptions &language,
          const ReadRequest &request);

  /// Of the file that the expansion of `location` is in.
  facts::TextId pathOf(clang::SourceLocation location);
  bool isForeign(clang::SourceLocation location);
  bool isForeign(const clang::Decl *decl) { return isForeign(decl->getLocation()); }

  /// Comes from the body of a macro that foreign code defines.
  bool isForeignMacro(clang::SourceLocation location);

  facts::Source source(clang::SourceRange range);
  facts::Range fileRange(clang::FileID file, unsigned begin, unsigned end);
  /// Non-foreign files that were read, the main file, and the stand-ins.
  std::vector<facts::SourceFile> files();
  /// The code as written, of one line at most 80 bytes of it.
  std::string spelling(clang::SourceRange range) const;

  const clang::SourceManager &sourceManager() const { return manager; }
  const clang::LangOptions &languageOptions() const { return language; }

private:
  struct File {
    facts::TextId path = 0;
    bool foreign = true;
  };
  const File &fileOf(clang::FileID id);
  File describe(clang::FileID id) const;
  facts::Range rangeAt(clang::SourceLocation begin, clang::SourceLocation end);

  facts::Strings &strings;
  const clang::SourceManager &manager;
  const clang::LangOptions &language;
  const ReadRequest &request;
  std::string root;
  llvm::DenseMap<clang::FileID, File> known;
};

}  // namespace dbrace::cpp
