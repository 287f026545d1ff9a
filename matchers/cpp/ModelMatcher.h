// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which entry of apis/ describes a call.
//
// The models become AST matchers: one per modelled function, made when a callee of that name is first met. A method
// matches in its class and in what derives from it within the library, and, because libraries hide methods in bases of
// their own making (`std::shared_ptr` inherits `operator->`), also by the class the code names. What the compiler could
// not resolve is looked up by its spelled receiver type.
#pragma once

#include "apis/Model.h"
#include "cpp/Names.h"

#include <optional>

namespace dbrace::cpp {

class ModelMatcher {
public:
  ModelMatcher(const apis::Models *models, Names &names, Sources &sources, clang::ASTContext &context);

  /// `receiver`: the static class of the object, if there is one. `arguments`: as written, defaults not counted.
  facts::TextId find(const clang::FunctionDecl *callee, const clang::CXXRecordDecl *receiver, unsigned arguments);
  /// `receiverType`: as spelled, empty for a plain function.
  facts::TextId findUnresolved(llvm::StringRef receiverType, llvm::StringRef name,
                               const std::vector<std::string> &argumentTypes);
  /// The entry says more than that nothing of interest happens.
  bool matters(facts::TextId id) const;
  /// Is the class one whose objects are texts?
  bool isText(facts::TextId type) const;
  /// Is it one whose objects stand for columns of tables?
  bool isColumn(facts::TextId type);
  /// Classes of the exceptions that the models found so far say their calls throw.
  const llvm::StringSet<> &thrown() const { return thrownTypes; }
  /// Does a call make an object of the class it names, from its arguments (make_shared)?
  bool constructs(facts::TextId id) const;

private:
  struct Entry {
    const apis::Function *function;
    std::optional<clang::ast_matchers::internal::Matcher<clang::Decl>> matcher;
  };
  llvm::MutableArrayRef<Entry> named(llvm::StringRef lastComponent);
  const clang::ast_matchers::internal::Matcher<clang::Decl> &matcherFor(Entry &entry);

  const apis::Models *models;
  Names &names;
  Sources &sources;
  clang::ASTContext &context;
  llvm::StringMap<std::vector<Entry>> entries;  // Those asked for so far, by the last component of the name.
  llvm::DenseMap<std::pair<const clang::Decl *, const clang::Decl *>, llvm::SmallVector<const apis::Function *, 2>>
      found;
  llvm::StringSet<> thrownTypes;
  llvm::DenseMap<facts::TextId, bool> columns;
};

}  // namespace dbrace::cpp
