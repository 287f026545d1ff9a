// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Names.h"

#include "cpp/MissingNames.h"

#include "clang/AST/ASTLambda.h"

namespace dbrace::cpp {
using namespace clang;
using facts::TextId;

TextId Names::qualified(const NamedDecl *decl) {
  decl = cast<NamedDecl>(decl->getCanonicalDecl());
  if (auto known = names.find(decl); known != names.end())
    return known->second;
  if (const auto *method = dyn_cast<CXXMethodDecl>(decl); method && isLambdaCallOperator(method))
    if (TextId lambda = lambdaName(method->getParent()))
      return lambda;
  std::string name = simple(decl);
  for (const DeclContext *outer = decl->getDeclContext(); outer; outer = outer->getParent()) {
    const auto *named = dyn_cast<NamedDecl>(outer);
    if (!named)
      continue;
    if (const auto *space = dyn_cast<NamespaceDecl>(named);
        space && (space->isInline() || space->isAnonymousNamespace()))
      continue;
    if (const auto *scope = dyn_cast<EnumDecl>(named); scope && !scope->isScoped())
      continue;
    if (const auto *record = dyn_cast<RecordDecl>(named); record && record->isAnonymousStructOrUnion())
      continue;
    std::string prefix(text(qualified(named)));
    name = prefix + "::" + name;
    break;
  }
  return names[decl] = text(name);
}

std::string Names::simple(const NamedDecl *decl) {
  switch (decl->getDeclName().getNameKind()) {
  case DeclarationName::Identifier:
    if (const IdentifierInfo *name = decl->getIdentifier())
      return name->getName().str();
    if (const auto *tag = dyn_cast<TagDecl>(decl))
      if (const TypedefNameDecl *alias = tag->getTypedefNameForAnonDecl())
        return alias->getNameAsString();
    if (const auto *record = dyn_cast<CXXRecordDecl>(decl); record && record->isLambda())
      return "(lambda)";
    return "(unnamed)";
  case DeclarationName::CXXConstructorName:
    return simple(cast<NamedDecl>(decl->getDeclContext()));
  case DeclarationName::CXXDestructorName:
    return "~" + simple(cast<NamedDecl>(decl->getDeclContext()));
  case DeclarationName::CXXConversionFunctionName:
    return "operator " + std::string(text(type(decl->getDeclName().getCXXNameType())));
  default:
    return decl->getDeclName().getAsString();
  }
}

std::string Names::usr(const Decl *decl) {
  llvm::SmallString<128> buffer;
  if (index::generateUSRForDecl(decl, buffer))
    return "";
  return std::string(buffer.str());
}

TextId Names::key(const FunctionDecl *function) {
  function = function->getCanonicalDecl();
  if (auto known = keys.find(function); known != keys.end())
    return known->second;
  std::string key;
  if (const auto *method = dyn_cast<CXXMethodDecl>(function); method && isLambdaCallOperator(method)) {
    key = text(lambdaKey(method->getParent()));
    if (const FunctionTemplateDecl *generic = method->getPrimaryTemplate()) {
      unsigned ordinal = 0;
      for (const FunctionDecl *one : generic->specializations()) {
        if (one->getCanonicalDecl() == function)
          break;
        ++ordinal;
      }
      if (ordinal)
        key += "#" + std::to_string(ordinal);
    }
  } else {
    key = usr(function);
    if (key.empty())
      key = "?" + std::string(text(qualified(function)));
    if (!function->isExternallyVisible())
      key += "@" + std::string(text(sources.pathOf(function->getLocation())));
  }
  return keys[function] = text(key);
}

TextId Names::classKey(const CXXRecordDecl *record) {
  record = record->getCanonicalDecl();
  if (auto known = keys.find(record); known != keys.end())
    return known->second;
  std::string key = record->isLambda() ? std::string(text(lambdaKey(record))) : usr(record);
  if (!record->isLambda() && !record->isExternallyVisible())
    key += "@" + std::string(text(sources.pathOf(record->getLocation())));
  return keys[record] = text(key);
}

/// A closure that is asked for before the function around it is lowered, by a static variable in its body.
void Names::numberEarly(const CXXRecordDecl *closure) {
  if (lambdas.contains(closure->getCanonicalDecl()))
    return;
  if (const auto *owner = dyn_cast<FunctionDecl>(closure->getDeclContext()))
    numberLambda(closure, key(owner), qualified(owner));
}

TextId Names::lambdaKey(const CXXRecordDecl *closure) {
  numberEarly(closure);
  auto known = lambdas.find(closure->getCanonicalDecl());
  return known == lambdas.end() ? text("?lambda@" + std::string(text(sources.pathOf(closure->getLocation()))))
                                : known->second.key;
}

TextId Names::lambdaName(const CXXRecordDecl *closure) {
  numberEarly(closure);
  auto known = lambdas.find(closure->getCanonicalDecl());
  return known == lambdas.end() ? 0 : known->second.name;
}

void Names::numberLambda(const CXXRecordDecl *closure, TextId ownerKey, TextId ownerName) {
  auto [lambda, isNew] = lambdas.try_emplace(closure->getCanonicalDecl());
  if (!isNew)
    return;
  std::string ordinal = std::to_string(++lambdaCounts[ownerKey]);
  lambda->second.key = text(std::string(text(ownerKey)) + "#lambda" + ordinal);
  lambda->second.name = text(std::string(text(ownerName)) + "::(lambda " + ordinal + ")");
}

TextId Names::global(const VarDecl *variable) {
  variable = variable->getCanonicalDecl();
  if (auto known = keys.find(variable); known != keys.end())
    return known->second;
  std::string name(text(qualified(variable)));
  if (!variable->isExternallyVisible() && !variable->isStaticLocal())
    name = std::string(text(sources.pathOf(variable->getLocation()))) + ":" + name;
  return keys[variable] = text(name);
}

TextId Names::field(const FieldDecl *field) {
  auto [known, isNew] = fields.try_emplace(field->getCanonicalDecl());
  if (!isNew)
    return known->second;
  const DeclContext *owner = field->getParent();
  while (const auto *record = dyn_cast<RecordDecl>(owner)) {
    if (!record->isAnonymousStructOrUnion())
      break;
    owner = record->getParent();
  }
  std::string name = std::string(text(qualified(cast<NamedDecl>(owner)))) + "::" + field->getName().str();
  return fields[field->getCanonicalDecl()] = text(name);
}

TextId Names::typeOf(const FieldDecl *field) {
  for (const auto *spelled : field->specific_attrs<AnnotateAttr>())
    if (spelled->isImplicit())
      return text(spelled->getAnnotation());
  return type(field->getType());
}

void Names::keepSpelledType(FieldDecl *field) {
  ASTContext &context = field->getASTContext();
  auto range = CharSourceRange::getCharRange(field->getBeginLoc(), field->getLocation());
  llvm::StringRef spelled = Lexer::getSourceText(range, context.getSourceManager(), context.getLangOpts()).trim();
  spelled.consume_front("mutable ");
  field->addAttr(AnnotateAttr::CreateImplicit(context, spelled, nullptr, 0));
}

TextId Names::type(QualType type) {
  if (type.isNull())
    return 0;
  const Type *canonical = type.getNonReferenceType().getCanonicalType().getTypePtr();
  if (auto known = types.find(canonical); known != types.end())
    return known->second;
  std::string name;
  if (const auto *pointer = dyn_cast<PointerType>(canonical)) {
    name = std::string(text(this->type(pointer->getPointeeType()))) + " *";
  } else if (const auto *tag = canonical->getAsTagDecl()) {
    if (!isUnknownValue(QualType(canonical, 0)))
      name = text(qualified(tag));
  } else if (const auto *array = dyn_cast<ArrayType>(canonical)) {
    name = std::string(text(this->type(array->getElementType()))) + " []";
  } else if (isa<clang::FunctionType>(canonical)) {
    name = "function";
  } else if (const auto *special = canonical->getAs<TemplateSpecializationType>();
             special && special->getTemplateName().getAsTemplateDecl()) {
    name = text(qualified(special->getTemplateName().getAsTemplateDecl()));
  } else {
    name = QualType(canonical, 0).getAsString(context.getPrintingPolicy());
  }
  return types[canonical] = text(name);
}

}  // namespace dbrace::cpp
