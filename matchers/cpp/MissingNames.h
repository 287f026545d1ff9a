// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a unit uses and nobody declares, because a header is missing, and declarations that let the compiler go on.
//
// The compiler drops a declaration whose type it does not know, every statement that names an unknown namespace, and
// every loop over something unknown: most of a function can be gone. So where names are missing, the unit is read
// again behind made-up declarations: each type is a class that can be made from anything and becomes anything, each
// function takes anything. Nothing is claimed by them. Calls of what is made up are lowered as unresolved ones, with
// the name and the receiver's type as spelled, as if the compiler had kept them.
#pragma once

#include "cpp/Clang.h"

#include <map>
#include <set>

namespace dbrace::cpp {

/// The file made-up declarations stand in; it is on no disk. In front of all else in the unit.
inline constexpr llvm::StringLiteral madeUpFile = "/dbrace/made-up.h";
/// The class of values nobody knows the type of, and base of all that is made up.
inline constexpr llvm::StringLiteral unknownClass = "dbrace_unknown";

/// One of those declarations.
bool isMadeUp(const clang::Decl *decl);
/// The type of what a made-up function returns.
bool isUnknownValue(clang::QualType type);

class MissingNames {
public:
  /// Looks at a compiler error whose place is in a file.
  void add(clang::FileID file, unsigned offset, llvm::StringRef message);

  /// Declarations of what is missing, of which the unit has no declarations of its own anywhere; empty if nothing is.
  /// First with those headers of the unit that came too late, if there are such, then without.
  /// `isOwn`: files whose text may be asked how names are used.
  std::vector<std::string> declarations(clang::Preprocessor &preprocessor, const clang::ASTContext &context,
                                        llvm::function_ref<bool(clang::FileID)> isOwn);

private:
  enum class Kind { Undeclared, Type, InNamespace, Incomplete };
  struct Error {
    clang::FileID file;
    unsigned offset;
    Kind kind;
    std::string name, scope;
  };
  std::vector<Error> errors;
};

}  // namespace dbrace::cpp
