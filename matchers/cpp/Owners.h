// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Owning pointers: what the end of a std::unique_ptr runs.
//
// The library's body is not read, but what it calls is the program's own: the destructor of the object, which may roll
// a transaction back, or a deleter, which may be a scope guard.
#pragma once

#include "cpp/Clang.h"

namespace dbrace::cpp {

/// At most one is given; none for what is no owner, or whose object or deleter is not known.
struct Owned {
  const clang::CXXRecordDecl *object = nullptr;   ///< Destroyed by `delete`.
  const clang::CXXMethodDecl *deleter = nullptr;  ///< `operator()` of the deleter, which gets the pointer.
  explicit operator bool() const { return object || deleter; }
};
Owned ownedBy(const clang::CXXRecordDecl *record);

/// The owner that is emptied when `expr` initializes or is assigned to another one: an expiring value. Else null.
const clang::Expr *emptiedOwner(const clang::Expr *expr);

}  // namespace dbrace::cpp
