// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Owners.h"

#include "cpp/Lowering.h"

namespace dbrace::cpp {
using namespace clang;
using namespace facts;

Owned ownedBy(const CXXRecordDecl *record) {
  const auto *special = dyn_cast<ClassTemplateSpecializationDecl>(record);
  if (!special || special->getName() != "unique_ptr" || !special->isInStdNamespace())
    return {};
  const TemplateArgumentList &arguments = special->getTemplateArgs();
  if (arguments.size() < 2 || arguments[0].getKind() != TemplateArgument::Type ||
      arguments[1].getKind() != TemplateArgument::Type)
    return {};
  const CXXRecordDecl *object = arguments[0].getAsType()->getAsCXXRecordDecl();
  const CXXRecordDecl *deleter = arguments[1].getAsType()->getAsCXXRecordDecl();
  if (!deleter || !deleter->hasDefinition())
    return {};
  if (deleter->getName() == "default_delete" && deleter->isInStdNamespace())
    return {.object = object};
  for (const CXXMethodDecl *method : deleter->methods())
    if (method->getOverloadedOperator() == OO_Call && method->getNumParams() == 1)
      return {.deleter = method};
  return {};
}

const Expr *emptiedOwner(const Expr *expr) {
  if (!expr->isXValue())
    return nullptr;
  const CXXRecordDecl *record = expr->getType()->getAsCXXRecordDecl();
  return record && ownedBy(record) ? expr : nullptr;
}

Destroy Lowering::destroyOf(PlaceId object, const CXXRecordDecl *record) {
  Owned owned = ownedBy(record);
  if (owned.object)
    return {b.pointee(b.load(object)), destructorOf(owned.object), unit.names.qualified(owned.object)};
  if (owned.deleter)
    return {object, calleeOf(owned.deleter, owned.deleter->getParent(), 1), unit.names.qualified(record)};
  return {object, destructorOf(record), unit.names.qualified(record)};
}

void Lowering::endOwned(PlaceId object, const CXXRecordDecl *record, SourceId source) {
  Owned owned = ownedBy(record);
  ValueId pointer = b.load(object);
  BlockId holds = b.newBlock(), after = b.newBlock();
  b.end(Branch{b.operation(Operator::Ne, {pointer, b.integer(0)}), holds, after}, source);
  b.enter(holds);
  if (owned.object) {
    const CXXDestructorDecl *destructor = owned.object->getDestructor();
    callDestructor(b.pointee(pointer), owned.object, b.currentCleanup, source, destructor && destructor->isVirtual());
  } else {
    Call call;
    call.callee = calleeOf(owned.deleter, owned.deleter->getParent(), 1);
    call.receiver = b.addressOf(object);
    call.receiverType = unit.names.qualified(owned.deleter->getParent());
    call.arguments.push_back({pointer, argumentMayBeWritten(owned.deleter->getParamDecl(0)->getType())});
    b.call(std::move(call), source);
  }
  b.jumpTo(after);
  b.enter(after);
}

}  // namespace dbrace::cpp
