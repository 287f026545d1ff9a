// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What declarations and types are called in facts.
//
// Names are what people write and what models list: qualified, without template arguments and inline namespaces. Keys
// tell functions apart across units. Both are asked for many times and kept.
#pragma once

#include "cpp/Clang.h"
#include "cpp/Sources.h"
#include "facts/Facts.h"

namespace dbrace::cpp {

class Names {
public:
  Names(facts::Strings &strings, Sources &sources, const clang::ASTContext &context)
      : strings(strings), sources(sources), context(context) {}

  facts::TextId text(llvm::StringRef text) { return strings.intern(std::string_view(text)); }
  std::string_view text(facts::TextId id) const { return strings[id]; }

  /// "Shop::find", "std::vector::push_back", "Shop::~Shop", "Shop::operator bool".
  facts::TextId qualified(const clang::NamedDecl *decl);
  /// The last component of that.
  std::string simple(const clang::NamedDecl *decl);
  facts::TextId key(const clang::FunctionDecl *function);
  facts::TextId classKey(const clang::CXXRecordDecl *record);
  /// Of a closure's call operator, however often it was instantiated.
  facts::TextId lambdaKey(const clang::CXXRecordDecl *closure);
  facts::TextId lambdaName(const clang::CXXRecordDecl *closure);
  /// Numbers a closure within the function that makes it; the first call decides, later ones are ignored.
  void numberLambda(const clang::CXXRecordDecl *closure, facts::TextId ownerKey, facts::TextId ownerName);
  facts::TextId global(const clang::VarDecl *variable);
  /// As in Field::name.
  facts::TextId field(const clang::FieldDecl *field);
  /// As in Variable::type.
  facts::TextId type(clang::QualType type);
  facts::TextId typeOf(const clang::FieldDecl *field);
  /// For a field of unknown type, before it gets another: `typeOf` answers with what is written.
  static void keepSpelledType(clang::FieldDecl *field);

private:
  struct Lambda {
    facts::TextId key = 0, name = 0;
  };
  std::string usr(const clang::Decl *decl);
  void numberEarly(const clang::CXXRecordDecl *closure);

  facts::Strings &strings;
  Sources &sources;
  const clang::ASTContext &context;
  llvm::DenseMap<const clang::Decl *, facts::TextId> names, keys, fields;
  llvm::DenseMap<const clang::Type *, facts::TextId> types;
  llvm::DenseMap<const clang::Decl *, Lambda> lambdas;
  llvm::DenseMap<facts::TextId, unsigned> lambdaCounts;
};

}  // namespace dbrace::cpp
