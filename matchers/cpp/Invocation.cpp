// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Invocation.h"

#include "cpp/RecordingFiles.h"
#include "standins/StandIns.h"

#include "clang/Lex/PreprocessorOptions.h"

#if __has_include("clang/Driver/CreateInvocationFromArgs.h")
#include "clang/Driver/CreateInvocationFromArgs.h"
#else
#include "clang/Frontend/Utils.h"
#endif

namespace dbrace::cpp {
using namespace clang;

namespace {

using Files = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;

/// Files that no machine has; the name cannot be met by accident.
constexpr llvm::StringRef substituteFolder = "/dbrace-substitutes";

/// glibc has one list of missing functions for each set of types, and installs one.
constexpr llvm::StringRef glibcStubs[] = {"stubs-32.h",       "stubs-64.h",     "stubs-x32.h",   "stubs-soft.h",
                                          "stubs-hard.h",     "stubs-lp64.h",   "stubs-lp64d.h", "stubs-ilp32.h",
                                          "stubs-lp64_be.h",  "stubs-64-v1.h",  "stubs-64-v2.h", "stubs-n64_hard.h",
                                          "stubs-o32_hard.h", "stubs-ilp32d.h", "stubs-lp64f.h", "stubs-n64_soft.h"};

/// What nvcc reads in front of every source, as far as the host's side of a program needs it.
constexpr llvm::StringRef cudaBasics = R"(
#ifndef __global__
#define __global__ __attribute__((global))
#define __device__ __attribute__((device))
#define __host__ __attribute__((host))
#define __shared__ __attribute__((shared))
#define __constant__ __attribute__((constant))
struct dim3 { unsigned x, y, z; dim3(unsigned x = 1, unsigned y = 1, unsigned z = 1); };
extern "C" int cudaConfigureCall(dim3 grid, dim3 block, unsigned long shared = 0, void *stream = 0);
extern "C" unsigned __cudaPushCallConfiguration(dim3 grid, dim3 block, unsigned long shared = 0, void *stream = 0);
#endif
)";
constexpr llvm::StringRef cudaFile = "/dbrace-substitutes/cuda.h";

/// LLVM 22 wants a file system before there are diagnostics, LLVM 19 has no way to give one.
template <typename Instance> void giveFiles(Instance &instance, const Files &files) {
  if constexpr (requires { instance.setVirtualFileSystem(files); })
    instance.setVirtualFileSystem(files);
}

std::shared_ptr<CompilerInvocation> runDriver(const std::vector<std::string> &command, const Files &files,
                                              DiagnosticConsumer &errors) {
  std::vector<const char *> arguments;
  for (const std::string &argument : command)
    arguments.push_back(argument.c_str());
  CompilerInstance instance;
  giveFiles(instance, files);
  instance.createDiagnostics(&errors, /*ShouldOwnClient=*/false);
  CreateInvocationOptions options;
  options.Diags = instance.getDiagnosticsPtr();
  options.VFS = files;
  options.RecoverOnError = true;
  options.ProbePrecompiled = false;  // A precompiled header lies beside its text; it may be GCC's.
  return createInvocation(arguments, options);
}

}  // namespace

void addHostHeaders(CompilerInvocation &invocation, const Files &files) {
  bool isCxx = invocation.getLangOpts().CPlusPlus;
  IgnoringDiagConsumer ignored;
  auto host = runDriver(
      {"clang", "-fsyntax-only", "-resource-dir=" DBRACE_RESOURCE_DIR, "-x", isCxx ? "c++" : "c", "-"}, files, ignored);
  if (!host)
    return;
  // Also those that both look in: the C++ library's have to come before the C library's.
  HeaderSearchOptions &search = invocation.getHeaderSearchOpts();
  const std::vector<HeaderSearchOptions::Entry> &folders = host->getHeaderSearchOpts().UserEntries;
  std::erase_if(search.UserEntries, [&](const HeaderSearchOptions::Entry &own) {
    return own.Group >= frontend::System &&
           llvm::any_of(folders, [&](const auto &entry) { return entry.Path == own.Path; });
  });
  // In front of the stand-ins, which are for what is nowhere.
  auto standIns = llvm::find_if(
      search.UserEntries, [](const auto &entry) { return llvm::is_contained(standins::searchFolders(), entry.Path); });
  std::vector<HeaderSearchOptions::Entry> last(standIns, search.UserEntries.end());
  search.UserEntries.erase(standIns, search.UserEntries.end());
  for (const HeaderSearchOptions::Entry &entry : folders)
    search.AddPath(entry.Path, frontend::After, entry.IsFramework, /*IgnoreSysRoot=*/true);
  search.AddPath(substituteFolder, frontend::After, false, true);
  search.UserEntries.insert(search.UserEntries.end(), last.begin(), last.end());
}

llvm::ErrorOr<Files> filesOf(const ReadRequest &request) {
  Files real = llvm::vfs::createPhysicalFileSystem();
  if (std::error_code error = real->setCurrentWorkingDirectory(request.directory))
    return error;
  if (request.asked)
    real = llvm::makeIntrusiveRefCnt<RecordingFiles>(real, *request.asked);
  return withSubstitutes(real, request);
}

Files withSubstitutes(Files real, const ReadRequest &request) {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  auto add = [&](const llvm::Twine &path, llvm::StringRef content) {
    memory->addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(content, path));
  };
  for (const auto &[path, content] : request.overlay)
    add(path, content);
  for (llvm::StringRef name : glibcStubs)
    add(substituteFolder + "/gnu/" + name, "");
  add(cudaFile, cudaBasics);
  memory->setCurrentWorkingDirectory(request.directory);
  auto both = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(real);
  both->pushOverlay(memory);
  return both;
}

std::shared_ptr<CompilerInvocation> invocationOf(const ReadRequest &request, const std::vector<std::string> &flags,
                                                 bool hostHeaders, Files files, DiagnosticConsumer &errors) {
  std::vector<std::string> command = flags;
  command.insert(command.begin() + 1,
                 {"-fsyntax-only", "-w", "-Wno-everything", "-ferror-limit=0", "-fno-caret-diagnostics",
                  "-resource-dir=" DBRACE_RESOURCE_DIR, "-Qunused-arguments"});
  for (const std::string &folder : standins::searchFolders())
    command.insert(command.end(), {"-idirafter", folder});
  command.insert(command.end(), {"--", request.file});
  std::shared_ptr<CompilerInvocation> invocation = runDriver(command, files, errors);
  if (!invocation)
    return nullptr;
  if (hostHeaders)
    addHostHeaders(*invocation, files);
  if (invocation->getLangOpts().CUDA) {
    std::vector<std::string> &includes = invocation->getPreprocessorOpts().Includes;
    includes.insert(includes.begin(), cudaFile.str());
  }
  return invocation;
}

}  // namespace dbrace::cpp
