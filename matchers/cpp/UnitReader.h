// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the lowering of all functions of one unit shares.
#pragma once

#include "cpp/Comments.h"
#include "cpp/ModelMatcher.h"
#include "cpp/Names.h"
#include "cpp/Sources.h"

namespace dbrace::cpp {

/// Whether the compiler's evaluator may be asked about it: it does not expect code that failed to compile.
inline bool isEvaluable(const clang::Expr *expr) {
  return expr && !expr->getType().isNull() && !expr->isInstantiationDependent() && !expr->containsErrors();
}
/// A static local whose first value depends on the call that makes it. One that is made without any value is not made
/// anew by every call: what it holds is what others have put there.
inline bool isInitializedInPlace(const clang::VarDecl *variable, clang::ASTContext &context) {
  const clang::Expr *init = variable->getInit();
  const auto *made = init ? llvm::dyn_cast<clang::CXXConstructExpr>(init->IgnoreImplicit()) : nullptr;
  if (made && (made->getNumArgs() == 0 || llvm::isa<clang::CXXDefaultArgExpr>(made->getArg(0))))
    return false;
  return variable->isStaticLocal() && init &&
         !(isEvaluable(init) && init->isConstantInitializer(context, variable->getType()->isReferenceType()));
}

/// A compiler error, for telling which functions it lies in.
struct ErrorPlace {
  clang::FileID file;
  unsigned offset = 0;
};

class UnitReader {
public:
  UnitReader(const ReadRequest &request, clang::ASTContext &context, facts::Unit &unit,
             const std::vector<ErrorPlace> &errors)
      : context(context), unit(unit), sources(unit.strings, context.getSourceManager(), context.getLangOpts(), request),
        names(unit.strings, sources, context), models(request.models, names, sources, context), errors(errors) {}

  /// Reads everything declared in the unit.
  void read();

  /// A closure or local class met inside a function: its members are lowered too.
  void addLambda(const clang::CXXRecordDecl *closure) { pending.push_back(closure); }
  void addLocalClass(const clang::CXXRecordDecl *record) { pending.push_back(record); }
  /// A template's member that only a library calls (what `make_shared` constructs) has no body yet: it is instantiated
  /// and lowered too.
  void needBody(const clang::FunctionDecl *function);
  /// A global that code mentions; static locals get their initialiser lowered.
  void useGlobal(const clang::VarDecl *variable);
  /// Records the class with its bases, once.
  void addClass(const clang::CXXRecordDecl *record);
  /// Keeps a literal that creates, alters or drops a table or an index.
  void addDdl(llvm::StringRef text, clang::SourceRange range);
  /// Whether running the destructor can matter: it is modelled, or the project's own and not empty by nature.
  bool hasRelevantDestructor(const clang::CXXRecordDecl *record);
  bool hasRelevantDestructor(clang::QualType type);

  clang::ASTContext &context;
  facts::Unit &unit;
  Sources sources;
  Names names;
  ModelMatcher models;
  clang::Sema *sema = nullptr;  ///< Of the unit, while there is one.

private:
  void readContext(const clang::DeclContext *scope);
  void readDecl(const clang::Decl *decl);
  void readRecord(const clang::CXXRecordDecl *record);
  void readFunction(const clang::FunctionDecl *function);
  void readTemplate(const clang::FunctionTemplateDecl *function);
  void addStruct(const clang::RecordDecl *record);
  void drainPending();
  /// Globals only this unit can see and never changes are as good as const ones.
  void addThrownClasses();
  void markConstants();
  bool hasErrorInside(clang::SourceRange range) const;

  const std::vector<ErrorPlace> &errors;
  std::vector<const clang::CXXRecordDecl *> pending;
  std::vector<const clang::FunctionDecl *> instantiated;
  llvm::DenseSet<const clang::Decl *> lowered, classes, globals;
  llvm::DenseSet<facts::TextId> ownGlobals;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> destructors;
  llvm::DenseSet<clang::SourceLocation::UIntTy> ddl;  // Where they start: instantiations meet them again.
};

}  // namespace dbrace::cpp
