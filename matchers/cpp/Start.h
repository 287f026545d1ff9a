// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How a unit's compiler is started.
//
// The same reading serves a compile command and a unit that another tool is compiling at the moment; they differ in
// where the files and the compiler's options come from. A unit may be read several times, each time from here.
#pragma once

#include "cpp/Clang.h"
#include "cpp/Read.h"

namespace dbrace::cpp {

using Files = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;

struct Start {
  Files files;                     ///< As the command sees them, with its working directory.
  std::vector<std::string> flags;  ///< For the facts: what the unit was read with.
  /// The compiler's options, fresh for each run; null if there can be none, with what is wrong told to `errors`.
  /// `files` are those above with stand-ins behind them.
  std::function<std::shared_ptr<clang::CompilerInvocation>(const Files &files, clang::DiagnosticConsumer &errors)>
      invocation;
};

std::variant<facts::Unit, ReadFailure> readFrom(const ReadRequest &request, const Start &start);

}  // namespace dbrace::cpp
