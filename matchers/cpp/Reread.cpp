// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Reread.h"

#include "cpp/Start.h"
#include "standins/StandIns.h"

#include "clang/Lex/PreprocessorOptions.h"

namespace dbrace::cpp {
using namespace clang;

namespace {

Language languageOf(const LangOptions &options) {
  if (options.CUDA)
    return Language::CUDA;
  if (options.ObjC)
    return options.CPlusPlus ? Language::ObjCXX : Language::ObjC;
  return options.CPlusPlus ? Language::CXX : Language::C;
}

/// A precompiled header is of the tool's making and holds bodies of all functions; its text is read instead.
void readTextOfPrecompiled(PreprocessorOptions &options) {
  llvm::StringRef file = options.ImplicitPCHInclude;
  for (llvm::StringRef ending : {".pch", ".gch"})
    file.consume_back(ending);
  if (!file.empty() && !llvm::is_contained(options.Includes, file))
    options.Includes.insert(options.Includes.begin(), file.str());
  options.ImplicitPCHInclude.clear();
}

std::shared_ptr<CompilerInvocation> invocationLike(const Preprocessor &tool, llvm::StringRef mainFile) {
  auto invocation = std::make_shared<CompilerInvocation>();
  invocation->getLangOpts() = tool.getLangOpts();
  invocation->getTargetOpts() = tool.getTargetInfo().getTargetOpts();
  invocation->getHeaderSearchOpts() = tool.getHeaderSearchInfo().getHeaderSearchOpts();
  invocation->getPreprocessorOpts() = tool.getPreprocessorOpts();
  invocation->getPreprocessorOpts().SetUpStaticAnalyzer = false;
  readTextOfPrecompiled(invocation->getPreprocessorOpts());
  for (const std::string &folder : standins::searchFolders())
    invocation->getHeaderSearchOpts().AddPath(folder, frontend::After, /*IsFramework=*/false, /*IgnoreSysRoot=*/true);
  FrontendOptions &frontEnd = invocation->getFrontendOpts();
  frontEnd.Inputs.emplace_back(mainFile, InputKind(languageOf(tool.getLangOpts())));
  frontEnd.ProgramAction = frontend::ParseSyntaxOnly;
  invocation->getDiagnosticOpts().ShowCarets = false;  // Else it counts the errors on standard error.
  if (const TargetInfo *device = tool.getAuxTargetInfo())
    frontEnd.AuxTriple = device->getTriple().str();
  return invocation;
}

}  // namespace

std::variant<facts::Unit, ReadFailure> readAgain(const Preprocessor &tool, ReadRequest request) {
  const SourceManager &manager = tool.getSourceManager();
  OptionalFileEntryRef main = manager.getFileEntryRefForID(manager.getMainFileID());
  if (!main)
    return ReadFailure{"the unit is no file"};
  Start start;
  start.files = tool.getFileManager().getVirtualFileSystemPtr();
  if (auto directory = start.files->getCurrentWorkingDirectory())
    request.directory = *directory;
  request.file = main->getName();
  start.invocation = [&tool, file = request.file](const Files &, DiagnosticConsumer &) {
    return invocationLike(tool, file);
  };
  return readFrom(request, start);
}

void forEachFileOf(const Preprocessor &tool, const std::function<void(std::string_view, std::string_view)> &visit) {
  const SourceManager &manager = tool.getSourceManager();
  llvm::DenseSet<const FileEntry *> seen;
  for (unsigned index = 0, count = manager.local_sloc_entry_size(); index < count; ++index) {
    const SrcMgr::SLocEntry &entry = manager.getLocalSLocEntry(index);
    if (!entry.isFile())
      continue;
    const SrcMgr::ContentCache &content = entry.getFile().getContentCache();
    if (!content.OrigEntry || !seen.insert(&content.OrigEntry->getFileEntry()).second)
      continue;
    if (auto text = content.getBufferDataIfLoaded())
      visit(std::string_view(content.OrigEntry->getName()), std::string_view(*text));
  }
}

}  // namespace dbrace::cpp
