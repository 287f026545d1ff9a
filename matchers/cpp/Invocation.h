// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a compile command to what Clang's front end runs with.
//
// Clang's driver turns flags into the front end's settings; nothing it finds wrong with them ends the unit. What the
// driver cannot know is set here: where headers come from when a cross compiler's are not installed.
#pragma once

#include "cpp/Clang.h"
#include "cpp/Read.h"

namespace dbrace::cpp {

/// The file system as the command sees it: its working directory, the request's overlay, and what stands in for the
/// headers of other machines. An error if the directory does not exist.
llvm::ErrorOr<llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>> filesOf(const ReadRequest &request);

/// The same in front of another tool's file system.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> withSubstitutes(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> real,
                                                                const ReadRequest &request);

/// For a target whose headers may not be installed: the folders of this machine's own headers come last, so a cross
/// compiler's win where there are any.
void addHostHeaders(clang::CompilerInvocation &invocation,
                    const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &files);

/// The language options Clang's driver knows from `flags` (clangCommand(), in Arguments.h). Null if it makes no
/// compilation of them; what it complains of goes to `errors`.
std::shared_ptr<clang::CompilerInvocation> invocationOf(const ReadRequest &request,
                                                        const std::vector<std::string> &flags, bool hostHeaders,
                                                        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files,
                                                        clang::DiagnosticConsumer &errors);

}  // namespace dbrace::cpp
