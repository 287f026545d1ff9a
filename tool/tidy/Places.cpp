// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tidy/Places.h"

#include "clang/Basic/FileManager.h"

namespace dbrace::tidy {
using namespace clang;

SourceRange Places::rangeOf(const CodePlace &place) const {
  if (place.file.empty() || place.line == 0)
    return {};
  OptionalFileEntryRef file = manager.getFileManager().getOptionalFileRef((root / place.file).string());
  if (!file)
    return {};
  FileID id = manager.translateFile(*file);
  if (id.isInvalid())
    id = manager.createFileID(*file, SourceLocation(), SrcMgr::C_User);
  SourceLocation begin = manager.translateLineCol(id, place.line, std::max(place.column, 1u));
  if (begin.isInvalid())
    return {};
  llvm::StringRef rest = manager.getBufferData(id).substr(manager.getFileOffset(begin));
  std::size_t length = place.column != 0 && place.end > place.begin ? place.end - place.begin : 0;
  return {begin, begin.getLocWithOffset(static_cast<int>(
                     std::min(length, rest.take_until([](char c) { return c == '\n' || c == '\r'; }).size())))};
}

}  // namespace dbrace::tidy
