// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Reread.h"

#include "cpp/Invocation.h"
#include "cpp/Start.h"
#include "standins/StandIns.h"

#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/TargetParser/Host.h"

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

/// Headers are read as text, and what a module exports is unknown.
void readNoModules(CompilerInvocation &invocation) {
  LangOptions &language = invocation.getLangOpts();
  language.Modules = language.CPlusPlusModules;
  HeaderSearchOptions &search = invocation.getHeaderSearchOpts();
  search.ImplicitModuleMaps = false;
  search.EnablePrebuiltImplicitModules = false;
  search.PrebuiltModuleFiles.clear();
  search.PrebuiltModulePaths.clear();
}

/// Compiled for another machine, and not told to do without the compiler's headers.
bool mayLackHeaders(const Preprocessor &tool) {
  const llvm::Triple &target = tool.getTargetInfo().getTriple();
  const llvm::Triple host(llvm::sys::getProcessTriple());
  if (target.getArch() == host.getArch() && target.getOS() == host.getOS())
    return false;
  const HeaderSearchOptions &search = tool.getHeaderSearchInfo().getHeaderSearchOpts();
  return llvm::any_of(search.UserEntries, [&](const HeaderSearchOptions::Entry &entry) {
    return !search.ResourceDir.empty() && llvm::StringRef(entry.Path).starts_with(search.ResourceDir);
  });
}

std::shared_ptr<CompilerInvocation> invocationLike(const Preprocessor &tool, llvm::StringRef mainFile,
                                                   const Files &files) {
  auto invocation = std::make_shared<CompilerInvocation>();
  invocation->getLangOpts() = tool.getLangOpts();
  invocation->getTargetOpts() = tool.getTargetInfo().getTargetOpts();
  invocation->getHeaderSearchOpts() = tool.getHeaderSearchInfo().getHeaderSearchOpts();
  invocation->getPreprocessorOpts() = tool.getPreprocessorOpts();
  invocation->getPreprocessorOpts().SetUpStaticAnalyzer = false;
  readTextOfPrecompiled(invocation->getPreprocessorOpts());
  readNoModules(*invocation);
  for (const std::string &folder : standins::searchFolders())
    invocation->getHeaderSearchOpts().AddPath(folder, frontend::After, /*IsFramework=*/false, /*IgnoreSysRoot=*/true);
  FrontendOptions &frontEnd = invocation->getFrontendOpts();
  frontEnd.Inputs.emplace_back(mainFile, InputKind(languageOf(tool.getLangOpts())));
  frontEnd.ProgramAction = frontend::ParseSyntaxOnly;
  invocation->getDiagnosticOpts().ShowCarets = false;  // Else it counts the errors on standard error.
  if (const TargetInfo *device = tool.getAuxTargetInfo())
    frontEnd.AuxTriple = device->getTriple().str();
  if (mayLackHeaders(tool))
    addHostHeaders(*invocation, files);
  return invocation;
}

}  // namespace

std::variant<facts::Unit, ReadFailure> readAgain(const Preprocessor &tool, ReadRequest request) {
  const SourceManager &manager = tool.getSourceManager();
  OptionalFileEntryRef main = manager.getFileEntryRefForID(manager.getMainFileID());
  if (!main)
    return ReadFailure{"the unit is no file"};
  auto files = tool.getFileManager().getVirtualFileSystemPtr();
  if (auto directory = files->getCurrentWorkingDirectory())
    request.directory = *directory;
  request.file = main->getName();
  Start start;
  start.files = withSubstitutes(files, request);
  start.invocation = [&](const Files &seen, DiagnosticConsumer &) { return invocationLike(tool, request.file, seen); };
  return readFrom(request, start);
}

void forEachFileOf(const Preprocessor &tool, const FileVisit &visit) {
  const SourceManager &manager = tool.getSourceManager();
  llvm::DenseSet<const FileEntry *> seen;
  auto show = [&](const SrcMgr::SLocEntry &entry) {
    if (!entry.isFile())
      return;
    const SrcMgr::ContentCache &content = entry.getFile().getContentCache();
    if (!content.OrigEntry || !seen.insert(&content.OrigEntry->getFileEntry()).second)
      return;
    visit(std::string_view(content.OrigEntry->getName()), [&]() -> std::string_view {
      auto buffer = content.getBufferOrNone(manager.getDiagnostics(), manager.getFileManager());
      return buffer ? std::string_view(buffer->getBuffer()) : std::string_view();
    });
  };
  for (unsigned index = 0, count = manager.local_sloc_entry_size(); index < count; ++index)
    show(manager.getLocalSLocEntry(index));
  // What precompiled headers and modules are made of.
  for (unsigned index = 0, count = manager.loaded_sloc_entry_size(); index < count; ++index)
    show(manager.getLoadedSLocEntry(index));
}

}  // namespace dbrace::cpp
