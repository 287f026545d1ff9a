// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Sources.h"

#include "cpp/MissingNames.h"
#include "cpp/Read.h"
#include "standins/StandIns.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace dbrace::cpp {
using namespace clang;
using facts::TextId;

namespace {

/// Absolute, with symbolic links resolved where the file exists (files of an overlay do not).
std::string realPath(llvm::StringRef directory, llvm::StringRef path) {
  llvm::SmallString<256> absolute(path);
  if (!llvm::sys::path::is_absolute(path)) {
    absolute = directory;
    llvm::sys::path::append(absolute, path);
  }
  llvm::SmallString<256> real;
  if (!llvm::sys::fs::real_path(absolute, real))
    return std::string(real);
  llvm::sys::path::remove_dots(absolute, true);  // Only now: behind a symbolic link ".." is not what it looks like.
  return std::string(absolute);
}

}  // namespace

std::uint64_t contentHash(std::string_view content) { return llvm::xxh3_64bits(llvm::StringRef(content)); }

Sources::Sources(facts::Strings &strings, const SourceManager &manager, const LangOptions &language,
                 const ReadRequest &request)
    : strings(strings), manager(manager), language(language), request(request),
      root(realPath(request.directory, request.root.empty() ? request.directory : request.root)) {}

Sources::File Sources::describe(FileID id) const {
  File file;
  OptionalFileEntryRef entry = manager.getFileEntryRefForID(id);
  if (!entry)
    return file;
  if (entry->getName().starts_with(standins::folder) || entry->getName() == madeUpFile) {
    file.path = strings.intern(std::string_view(entry->getName()));
    return file;
  }
  std::string path = realPath(request.directory, entry->getName());
  llvm::StringRef shown = path;
  if (shown.consume_front(root) && (shown.consume_front("/") || llvm::StringRef(root).ends_with("/")))
    file.foreign = false;
  else
    shown = path;
  file.path = strings.intern(std::string_view(shown));
  if (id == manager.getMainFileID()) {
    file.foreign = false;
    return file;
  }
  if (file.foreign || !request.models)
    return file;
  for (const apis::Library &library : request.models->libraries())
    for (const std::string &header : library.headers)
      if (shown == header || shown.ends_with("/" + header))
        file.foreign = true;
  return file;
}

const Sources::File &Sources::fileOf(FileID id) {
  auto [file, isNew] = known.try_emplace(id);
  if (isNew)
    file->second = describe(id);
  return file->second;
}

TextId Sources::pathOf(SourceLocation location) {
  return location.isValid() ? fileOf(manager.getFileID(manager.getExpansionLoc(location))).path : 0;
}

bool Sources::isForeign(SourceLocation location) {
  return location.isInvalid() || fileOf(manager.getFileID(manager.getExpansionLoc(location))).foreign;
}

bool Sources::isForeignMacro(SourceLocation location) {
  return manager.isMacroBodyExpansion(location) && fileOf(manager.getFileID(manager.getSpellingLoc(location))).foreign;
}

facts::Range Sources::fileRange(FileID file, unsigned begin, unsigned end) {
  facts::Range range;
  range.file = fileOf(file).path;
  range.begin = begin;
  range.end = end;
  range.line = manager.getLineNumber(file, begin);
  range.column = manager.getColumnNumber(file, begin);
  return range;
}

facts::Range Sources::rangeAt(SourceLocation begin, SourceLocation end) {
  auto [file, from] = manager.getDecomposedLoc(begin);
  auto [endFile, to] = manager.getDecomposedLoc(end);
  if (file.isInvalid() || !manager.getFileEntryRefForID(file))
    return {};
  if (endFile != file || to < from)
    to = from;
  return fileRange(file, from, to + Lexer::MeasureTokenLength(manager.getComposedLoc(file, to), manager, language));
}

facts::Source Sources::source(SourceRange range) {
  facts::Source source;
  if (range.isInvalid())
    return source;
  SourceLocation begin = range.getBegin(), end = range.getEnd();
  source.expansion = rangeAt(manager.getExpansionRange(begin).getBegin(), manager.getExpansionRange(end).getEnd());
  if (begin.isFileID() && end.isFileID()) {
    source.spelling = source.expansion;
    return source;
  }
  source.origin = manager.isMacroArgExpansion(begin) ? facts::Origin::MacroArgument : facts::Origin::MacroBody;
  source.spelling = rangeAt(manager.getSpellingLoc(begin), manager.getSpellingLoc(end));
  return source;
}

std::vector<facts::SourceFile> Sources::files() {
  std::vector<facts::SourceFile> files;
  auto add = [&](TextId path, llvm::StringRef content) {
    for (const facts::SourceFile &file : files)
      if (file.path == path)
        return;
    files.push_back({path, contentHash(std::string_view(content))});
  };
  FileID main = manager.getMainFileID();
  if (auto content = manager.getBufferDataOrNone(main))
    add(fileOf(main).path, *content);
  for (unsigned index = 0, count = manager.local_sloc_entry_size(); index < count; ++index) {
    const SrcMgr::SLocEntry &entry = manager.getLocalSLocEntry(index);
    if (!entry.isFile() || !entry.getFile().getContentCache().OrigEntry)
      continue;
    FileID id = manager.translateFile(*entry.getFile().getContentCache().OrigEntry);
    if (id.isInvalid())
      continue;
    const File &file = fileOf(id);
    auto content = manager.getBufferDataOrNone(id);
    if (!content)
      continue;
    // Only one that stood in: its name may also have led to the real header.
    const standins::StandIn *standIn = file.foreign ? standins::find(strings[file.path]) : nullptr;
    if (!file.foreign || (standIn && standIn->target.empty() && std::string_view(*content) == standIn->content))
      add(file.path, *content);
  }
  return files;
}

std::string Sources::spelling(SourceRange range) const {
  llvm::StringRef text = Lexer::getSourceText(CharSourceRange::getTokenRange(range), manager, language);
  return text.substr(0, std::min<std::size_t>(text.find('\n'), 80)).str();
}

}  // namespace dbrace::cpp
