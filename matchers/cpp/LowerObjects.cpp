// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Lowering.h"
#include "cpp/Owners.h"

namespace dbrace::cpp {
using namespace clang;
using namespace facts;

namespace {

/// More fields than this are not set to zero one by one.
constexpr unsigned maxZeroed = 64;

bool isOrdinaryCopy(const CXXMethodDecl *method, Sources &sources) {
  return method->isImplicit() || method->isDefaulted() || sources.isForeign(method->getParent());
}

/// Is an object of an unknown class, made from one value of this type, that value? A pointer class's pointer is, and so
/// is null.
bool isHeld(QualType type) {
  return isUnknownValue(type) || type->isNullPtrType() ||
         (type->isPointerType() && !type->getPointeeType()->isAnyCharacterType());
}

}  // namespace

PlaceId Lowering::thisObject() {
  if (thisCapture == none)
    return b.pointee(b.load(b.place(This{})));
  PlaceId captured = b.place(Capture{thisCapture});
  return thisByCopy ? captured : b.pointee(b.load(captured));
}

bool Lowering::isCopy(const CXXConstructExpr *expr) {
  const CXXConstructorDecl *constructor = expr->getConstructor();
  return expr->getNumArgs() >= 1 && constructor->isCopyOrMoveConstructor() && isOrdinaryCopy(constructor, unit.sources);
}

void Lowering::into(const Expr *original, PlaceId target, AssignKind kind) {
  const Expr *expr = original->IgnoreParens();
  if (const auto *cleanups = dyn_cast<ExprWithCleanups>(expr)) {
    std::size_t count = temporaries.size();
    into(cleanups->getSubExpr(), target, kind);
    return endTemporaries(count, expr);
  }
  if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(expr))
    return into(bound->getSubExpr(), target, kind);
  if (const auto *constant = dyn_cast<ConstantExpr>(expr))
    return into(constant->getSubExpr(), target, kind);
  if (const auto *standard = dyn_cast<CXXDefaultArgExpr>(expr))
    return into(standard->getExpr(), target, kind);
  if (const auto *standard = dyn_cast<CXXDefaultInitExpr>(expr))
    return into(standard->getExpr(), target, kind);
  if (const auto *made = dyn_cast<CXXConstructExpr>(expr))
    return construct(made, target, kind);
  if (const auto *list = dyn_cast<CXXStdInitializerListExpr>(expr)) {
    const Expr *array = list->getSubExpr()->IgnoreParens();
    if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(array))
      array = temporary->getSubExpr();
    return into(array, target, kind);
  }
  if (const auto *list = dyn_cast<InitListExpr>(expr); list && !expr->isTypeDependent())
    return initializeList(list, target, kind);
  SourceId at = source(expr);
  if (const auto *inherited = dyn_cast<CXXInheritedCtorInitExpr>(expr)) {
    // The parameters of the inheriting constructor go on as they are.
    Call call;
    const CXXConstructorDecl *constructor = inherited->getConstructor();
    call.callee = calleeOf(constructor, constructor->getParent(), constructor->getNumParams());
    call.callee.kind = CallKind::Constructor;
    call.receiver = b.addressOf(target);
    call.receiverType = unit.names.qualified(constructor->getParent());
    for (unsigned index = 0; index < constructor->getNumParams(); ++index)
      call.arguments.push_back({b.load(b.place(Parameter{index}))});
    return b.call(std::move(call), at);
  }
  if (const auto *loop = dyn_cast<ArrayInitLoopExpr>(expr))
    return b.assign(target, b.load(place(loop->getCommonExpr()->getSourceExpr())), kind, at);
  if (const auto *list = dyn_cast<CXXParenListInitExpr>(expr)) {
    b.assign(target, b.unknown(text("uninitialized")), kind, at);
    const auto *record = expr->getType()->getAsCXXRecordDecl();
    unsigned index = 0;
    llvm::ArrayRef<const Expr *> inits = list->getInitExprs();
    if (!record) {
      for (const Expr *init : inits)
        into(init, b.element(target, b.integer(index++)), AssignKind::Plain);
      return;
    }
    index = record->getNumBases();
    for (const FieldDecl *field : record->fields())
      if (index < inits.size())
        into(inits[index++], b.field(target, unit.names.field(field)), AssignKind::Plain);
    return;
  }
  if (const auto *cast = dyn_cast<CastExpr>(expr);
      cast && !expr->isGLValue() && expr->getType()->isRecordType() &&
      (cast->getCastKind() == CK_NoOp || cast->getCastKind() == CK_ConstructorConversion ||
       cast->getCastKind() == CK_UserDefinedConversion))
    return into(cast->getSubExpr(), target, kind);
  b.assign(target, value(expr), kind, at);
}

std::optional<PlaceId> Lowering::copyingAssignment(const CallExpr *call) {
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(call->getDirectCallee());
  if (!method || !(method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator()) ||
      !(method->isImplicit() || method->isDefaulted() || unit.sources.isForeign(method->getParent())))
    return std::nullopt;
  const Expr *left = nullptr, *right = nullptr;
  bool isArrow = false;
  if (isa<CXXOperatorCallExpr>(call)) {
    left = call->getArg(0);
    right = call->getArg(1);
  } else if (const auto *member = dyn_cast<MemberExpr>(call->getCallee()->IgnoreParens())) {
    left = member->getBase();
    right = call->getArg(0);
    isArrow = member->isArrow();
  } else {
    return std::nullopt;
  }
  PlaceId from = place(right);
  PlaceId to = isArrow ? b.pointee(value(left)) : place(left);
  const CXXRecordDecl *record = method->getParent();
  if (ownedBy(record) && unit.hasRelevantDestructor(record) && from != to)
    endOwned(to, record, source(call));
  b.assign(to, b.load(from), AssignKind::Plain, source(call));
  if (emptiedOwner(right) && from != to)
    b.assign(from, b.integer(0), AssignKind::Plain, source(call));
  return to;
}

void Lowering::construct(const CXXConstructExpr *expr, PlaceId target, AssignKind kind) {
  const CXXConstructorDecl *constructor = expr->getConstructor();
  SourceId at = source(expr);
  if (isCopy(expr)) {
    PlaceId from = place(expr->getArg(0));
    b.assign(target, b.load(from), kind, at);
    if (emptiedOwner(expr->getArg(0)))
      b.assign(from, b.integer(0), AssignKind::Plain, at);
    return;
  }
  if (kind == AssignKind::Declare)
    b.assign(target, b.unknown(text("uninitialized")), kind, at);
  const CXXRecordDecl *record = constructor->getParent();
  if (constructor->isDefaultConstructor() && expr->getNumArgs() == 0) {
    if (expr->requiresZeroInitialization() && !unit.sources.isForeign(record) &&
        std::distance(record->field_begin(), record->field_end()) <= maxZeroed)
      for (const FieldDecl *field : record->fields())
        if (field->getType()->isScalarType() && field->getIdentifier())
          b.assign(b.field(target, unit.names.field(field)), b.integer(0), AssignKind::Plain, at);
    if (constructor->isTrivial())
      return;
  }
  if (expr->getType()->isArrayType() && expr->getNumArgs() == 0)
    target = b.element(target, b.unknown(text("each")));
  if (isMadeUp(record)) {
    llvm::ArrayRef<const Expr *> arguments(expr->getArgs(), expr->getNumArgs());
    if (arguments.size() == 1 && isHeld(arguments[0]->getType()))
      return b.assign(target, b.load(place(arguments[0])), kind == AssignKind::Declare ? AssignKind::Plain : kind, at);
    return unresolvedConstruction(unit.names.text(unit.names.qualified(record)), target, arguments,
                                  expr->getSourceRange());
  }
  Call call;
  unsigned written = 0;
  for (const Expr *argument : expr->arguments())
    written += !isa<CXXDefaultArgExpr>(argument);
  call.callee = calleeOf(constructor, record, written);
  call.callee.kind = CallKind::Constructor;
  call.receiver = b.addressOf(target);
  call.receiverType = unit.names.qualified(record);
  llvm::SmallVector<const Expr *> arguments(expr->arg_begin(), expr->arg_end());
  addArguments(call, arguments, constructor, constructor->getType()->getAs<FunctionProtoType>(), 0);
  emit(std::move(call), context.VoidTy, expr, false);
}

void Lowering::initializeList(const InitListExpr *list, PlaceId target, AssignKind kind) {
  const InitListExpr *semantic = list->isSemanticForm() || !list->getSemanticForm() ? list : list->getSemanticForm();
  SourceId at = source(list);
  QualType type = semantic->getType();
  if (!type->isRecordType() && !type->isArrayType())
    return b.assign(target, semantic->getNumInits() ? value(semantic->getInit(0)) : b.integer(0), kind, at);
  // A char array from a literal, or an object from one of its own kind.
  if (semantic->isTransparent() || (type->isArrayType() && semantic->isStringLiteralInit()))
    return into(semantic->getInit(0), target, kind);
  if (kind == AssignKind::Declare)
    b.assign(target, b.unknown(text("uninitialized")), kind, at);
  auto initialize = [&](const Expr *init, PlaceId part) {
    if (!init)
      return;  // A designator that names nothing.
    if (isa<ImplicitValueInitExpr>(init)) {
      if (init->getType()->isScalarType())
        b.assign(part, value(init), AssignKind::Plain, at);
      return;
    }
    if (init->isGLValue() && !isa<clang::StringLiteral>(init->IgnoreParens()) && !init->isTypeDependent())
      b.assign(part, address(init), AssignKind::Plain, source(init));
    else
      into(init, part, AssignKind::Plain);
  };
  if (type->isArrayType()) {
    for (unsigned index = 0; index < semantic->getNumInits(); ++index)
      initialize(semantic->getInit(index), b.element(target, b.integer(index)));
    return;
  }
  const auto *record = type->getAsRecordDecl();
  unsigned index = 0;
  if (const auto *derived = dyn_cast<CXXRecordDecl>(record))
    for (unsigned base = 0; base < derived->getNumBases() && index < semantic->getNumInits(); ++base)
      initialize(semantic->getInit(index++), target);
  for (const FieldDecl *field : record->fields()) {
    if (field->isUnnamedBitField() || index >= semantic->getNumInits())
      continue;
    if (record->isUnion() && semantic->getInitializedFieldInUnion() != field)
      continue;
    PlaceId part = field->getIdentifier() ? b.field(target, unit.names.field(field)) : target;
    initialize(semantic->getInit(index++), part);
  }
}

void Lowering::initializeMembers(const CXXConstructorDecl *constructor) {
  PlaceId object = thisObject();
  for (const CXXCtorInitializer *init : constructor->inits()) {
    const Expr *expr = init->getInit();
    if (!expr)
      continue;
    PlaceId target = object;
    QualType type = init->getBaseClass() ? QualType(init->getBaseClass(), 0) : QualType();
    if (const FieldDecl *field = init->isAnyMemberInitializer() ? init->getAnyMember() : nullptr) {
      if (field->getIdentifier())
        target = b.field(object, unit.names.field(field));
      type = field->getType();
    }
    if (const auto *list = dyn_cast<ParenListExpr>(expr)) {
      // Dependent: which constructor this is, only an instantiation knows.
      llvm::SmallVector<const Expr *> arguments(const_cast<ParenListExpr *>(list)->getExprs(),
                                                const_cast<ParenListExpr *>(list)->getExprs() + list->getNumExprs());
      if (arguments.size() == 1)
        b.assign(target, value(arguments[0]), AssignKind::Plain, source(list));
      else if (!arguments.empty() && !type.isNull())
        unresolvedConstruction(type.getAsString(context.getPrintingPolicy()), target, arguments,
                               list->getSourceRange());
    } else if (!type.isNull() && type->isReferenceType()) {
      b.assign(target, address(expr), AssignKind::Plain, source(expr));
    } else {
      into(expr, target, AssignKind::Plain);
    }
    // What is complete is destroyed when the rest of the constructor throws, and only then.
    if (unit.hasRelevantDestructor(type)) {
      const CXXRecordDecl *record = type->getAsCXXRecordDecl();
      b.currentCleanup = b.cleanup({destroyOf(target, record), b.currentCleanup});
    }
  }
}

void Lowering::destroyMembers(const CXXDestructorDecl *destructor) {
  const CXXRecordDecl *record = destructor->getParent();
  PlaceId object = thisObject();
  SourceId at = source(SourceRange(destructor->getEndLoc()));
  llvm::SmallVector<const FieldDecl *> fields(record->field_begin(), record->field_end());
  for (const FieldDecl *field : llvm::reverse(fields))
    if (field->getIdentifier() && unit.hasRelevantDestructor(field->getType()))
      callDestructor(b.field(object, unit.names.field(field)), field->getType()->getAsCXXRecordDecl(), b.currentCleanup,
                     at);
  for (const CXXBaseSpecifier &base : llvm::reverse(record->bases()))
    if (unit.hasRelevantDestructor(base.getType()))
      callDestructor(object, base.getType()->getAsCXXRecordDecl(), b.currentCleanup, at);
}

ValueId Lowering::newObject(const CXXNewExpr *expr) {
  Call call;
  if (const FunctionDecl *allocate = expr->getOperatorNew())
    call.callee = calleeOf(allocate, nullptr, 1);
  call.callee.name = text(expr->isArray() ? "operator new[]" : "operator new");
  call.receiverType = unit.names.type(expr->getAllocatedType());
  if (expr->getArraySize() && *expr->getArraySize())
    call.arguments.push_back({value(*expr->getArraySize())});
  for (const Expr *argument : expr->placement_arguments())
    call.arguments.push_back({value(argument), true});
  CallResult made = emit(std::move(call), expr->getType(), expr, false);
  ValueId pointer = b.load(made.result);
  if (const Expr *init = expr->getInitializer(); init && !expr->isArray() && !isa<ParenListExpr>(init))
    into(init, b.pointee(pointer), AssignKind::Plain);
  else if (const auto *list = dyn_cast_or_null<ParenListExpr>(init); list && !expr->isArray())
    unresolvedConstruction(
        expr->getAllocatedType().getAsString(context.getPrintingPolicy()), b.pointee(pointer),
        llvm::SmallVector<const Expr *>(const_cast<ParenListExpr *>(list)->getExprs(),
                                        const_cast<ParenListExpr *>(list)->getExprs() + list->getNumExprs()),
        expr->getSourceRange());
  return pointer;
}

void Lowering::deleteObject(const CXXDeleteExpr *expr) {
  ValueId pointer = value(expr->getArgument());
  QualType type = expr->getDestroyedType();
  if (type.isNull() || expr->isArrayForm() || !unit.hasRelevantDestructor(type))
    return;
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  const CXXDestructorDecl *destructor = record->getDestructor();
  callDestructor(b.pointee(pointer), record, b.currentCleanup, source(expr), destructor && destructor->isVirtual());
}

}  // namespace dbrace::cpp
