// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Lowering.h"
#include "cpp/Owners.h"

#include "clang/AST/ASTLambda.h"

namespace dbrace::cpp {
using namespace clang;
using namespace facts;

namespace {

/// The class the code names: without the conversion to the base that declares the method.
const CXXRecordDecl *namedClass(const Expr *object) {
  object = object->IgnoreParens();
  while (const auto *cast = dyn_cast<ImplicitCastExpr>(object)) {
    if (cast->getCastKind() != CK_DerivedToBase && cast->getCastKind() != CK_UncheckedDerivedToBase &&
        cast->getCastKind() != CK_NoOp)
      break;
    object = cast->getSubExpr()->IgnoreParens();
  }
  QualType type = object->getType();
  if (type.isNull())
    return nullptr;
  if (const CXXRecordDecl *pointee = type->getPointeeCXXRecordDecl())
    return pointee;
  return type->getAsCXXRecordDecl();
}

/// A variable or field that is an object, not a reference to one: its dynamic class is the declared one.
bool isWholeObject(const Expr *expr) {
  expr = expr->IgnoreParenImpCasts();
  const ValueDecl *decl = nullptr;
  if (const auto *name = dyn_cast<DeclRefExpr>(expr))
    decl = name->getDecl();
  else if (const auto *member = dyn_cast<MemberExpr>(expr))
    decl = member->getMemberDecl();
  return decl && isa<VarDecl, FieldDecl>(decl) && !decl->getType()->isReferenceType();
}

/// The only string literal in a statement; null if there is none or another one.
const clang::StringLiteral *onlyLiteral(const Stmt *stmt) {
  if (const auto *literal = dyn_cast_or_null<clang::StringLiteral>(stmt))
    return literal;
  const clang::StringLiteral *only = nullptr;
  if (!stmt)
    return nullptr;
  for (const Stmt *child : stmt->children())
    if (const clang::StringLiteral *literal = onlyLiteral(child)) {
      if (only && only != literal)
        return nullptr;
      only = literal;
    }
  return only;
}

}  // namespace

/// `QStringLiteral("text")`, as far as it is a lambda that is called at once: a foreign macro that makes a text of a
/// literal means that text.
const clang::StringLiteral *Lowering::literalOfMacro(const CallExpr *call) {
  if (!isa<CXXOperatorCallExpr>(call) || call->getNumArgs() != 1)
    return nullptr;
  const Expr *object = call->getArg(0)->IgnoreParenImpCasts();
  if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(object))
    object = temporary->getSubExpr()->IgnoreParenImpCasts();
  if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(object))
    object = bound->getSubExpr()->IgnoreParenImpCasts();
  const auto *lambda = dyn_cast<LambdaExpr>(object);
  if (!lambda || lambda->capture_size() != 0 || !unit.sources.isForeignMacro(lambda->getBeginLoc()) ||
      !unit.models.isText(unit.names.type(call->getType())))
    return nullptr;
  return onlyLiteral(lambda->getBody());
}

bool Lowering::argumentMayBeWritten(QualType parameter) {
  if (parameter.isNull())
    return false;
  QualType pointee = parameter->getPointeeType();
  if (pointee.isNull() || pointee->isFunctionType())
    return false;
  return !pointee.isConstQualified() && !parameter->isRValueReferenceType();
}

Callee Lowering::calleeOf(const FunctionDecl *called, const CXXRecordDecl *receiver, unsigned arguments) {
  Callee callee;
  const auto *method = dyn_cast<CXXMethodDecl>(called);
  callee.kind = method && method->isInstance() ? CallKind::Method : CallKind::Function;
  if (called->isOverloadedOperator())
    callee.kind = CallKind::Operator;
  callee.key = unit.names.key(called);
  llvm::StringRef name(unit.names.text(unit.names.qualified(called)));
  if (name.consume_front("__builtin_") && called->getBuiltinID())
    callee.name = text(name);
  else
    callee.name = unit.names.qualified(called);
  callee.model = unit.models.find(called, receiver, arguments);
  return callee;
}

Argument Lowering::argument(const Expr *expr, QualType parameter) {
  if (!parameter.isNull() && parameter->isReferenceType()) {
    if (expr->getType()->isFunctionType())
      return {value(expr), false};
    return {address(expr), argumentMayBeWritten(parameter)};
  }
  // Of a variadic or unknown parameter only the argument's own type is known.
  return {value(expr), argumentMayBeWritten(parameter.isNull() ? expr->getType() : parameter)};
}

void Lowering::addArguments(Call &call, llvm::ArrayRef<const Expr *> arguments, const FunctionDecl *called,
                            const FunctionProtoType *type, unsigned firstParameter) {
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    QualType parameter;
    if (type && index + firstParameter < type->getNumParams())
      parameter = type->getParamType(static_cast<unsigned>(index) + firstParameter);
    else if (type && type->isVariadic() && call.firstVariadic == none)
      call.firstVariadic = static_cast<std::uint32_t>(call.arguments.size());
    call.arguments.push_back(argument(arguments[index], parameter));
  }
  call.noThrow = !context.getLangOpts().CXXExceptions || (type && !type->isDependentType() && type->isNothrow()) ||
                 (called && called->hasAttr<NoThrowAttr>());
}

Lowering::CallResult Lowering::emit(Call call, QualType type, const Expr *expr, bool noReturn) {
  CallResult result;
  if (type.isNull() || !type->isVoidType()) {
    result.result = call.result = b.temporary();
    result.isAddress = !type.isNull() && type->isReferenceType();
  }
  if (!call.callee.key && call.callee.indirect == none)
    ++unit.unit.losses.unresolvedCalls;
  b.call(std::move(call), source(expr));
  if (noReturn)
    b.end(Stop{});
  return result;
}

/// A comparison of unknown types, open to the compiler. Its callee's name does not say which: C++20's `==` serves `!=`.
static std::optional<Operator> openComparison(const CallExpr *expr) {
  const auto *call = dyn_cast<CXXOperatorCallExpr>(expr);
  if (!call || !call->isTypeDependent() || call->getDirectCallee() || call->getNumArgs() != 2)
    return std::nullopt;
  switch (call->getOperator()) {
  case OO_EqualEqual:
    return Operator::Eq;
  case OO_ExclaimEqual:
    return Operator::Ne;
  case OO_Less:
    return Operator::Lt;
  case OO_LessEqual:
    return Operator::Le;
  case OO_Greater:
    return Operator::Gt;
  case OO_GreaterEqual:
    return Operator::Ge;
  default:
    return std::nullopt;
  }
}

ValueId Lowering::callValue(const Expr *expr) {
  const auto *call = cast<CallExpr>(expr);
  if (std::optional<Operator> comparison = openComparison(call)) {
    ValueId left = value(call->getArg(0)), right = value(call->getArg(1));
    return b.operation(*comparison, {left, right});
  }
  if (unsigned id = call->isTypeDependent() ? 0 : call->getBuiltinCallee())
    if (std::optional<ValueId> known = builtin(call, id))
      return *known;
  if (std::optional<PlaceId> assigned = copyingAssignment(call))
    return b.load(*assigned);
  CallResult made = callResult(call);
  if (made.result == none)
    return b.integer(0);
  ValueId result = b.load(made.result);
  return made.isAddress ? b.load(b.pointee(result)) : result;
}

PlaceId Lowering::callPlace(const Expr *expr) {
  const auto *call = dyn_cast<CallExpr>(expr->IgnoreParens());
  if (!call)
    return place(expr);
  switch (call->getBuiltinCallee()) {
  case Builtin::BImove:
  case Builtin::BImove_if_noexcept:
  case Builtin::BIforward:
  case Builtin::BIforward_like:
  case Builtin::BIas_const:
    return place(call->getArg(0));
  default:
    break;
  }
  if (std::optional<PlaceId> assigned = copyingAssignment(call))
    return *assigned;
  CallResult made = callResult(call);
  if (made.result == none)
    return b.temporary();
  return made.isAddress ? b.pointee(b.load(made.result)) : made.result;
}

/// Not so where a member of unknown type was repaired after the call was built.
static bool isCallable(const Expr *callee) {
  QualType type = callee->getType();
  if (callee->hasPlaceholderType(BuiltinType::BoundMember))
    type = Expr::findBoundMemberType(callee);
  if (type.isNull())
    return false;
  if (QualType pointee = type->getPointeeType(); !pointee.isNull())
    type = pointee;
  return type->getAs<clang::FunctionType>() != nullptr;
}

/// A library in C may have its functions as members of its objects (`db->get(db, key, ...)`): a described one is the
/// function that is meant, whoever set the pointer.
bool Lowering::nameMember(const Expr *callee, Call &call) {
  const auto *member = dyn_cast<MemberExpr>(callee->IgnoreParenImpCasts());
  const auto *field = member ? dyn_cast<FieldDecl>(member->getMemberDecl()) : nullptr;
  if (!field || !field->getIdentifier() || !unit.sources.isForeign(field->getParent()))
    return false;
  std::string name = std::string(unit.names.text(unit.names.qualified(field->getParent())));
  call.callee.model = unit.models.findUnresolved(name, field->getName(), {});
  if (!call.callee.model)
    return false;
  call.callee.key = call.callee.name = text(name + "::" + field->getName().str());
  return true;
}

Lowering::CallResult Lowering::callResult(const CallExpr *call) {
  const Expr *callee = call->getCallee()->IgnoreParens();
  const FunctionDecl *called = call->getDirectCallee();
  llvm::SmallVector<const Expr *> arguments(call->arg_begin(), call->arg_end());
  if (isa<CXXPseudoDestructorExpr>(callee)) {
    discard(cast<CXXPseudoDestructorExpr>(callee)->getBase());
    return {};
  }
  if (const clang::StringLiteral *literal = literalOfMacro(call)) {
    CallResult made{b.temporary(), false};
    b.assign(made.result, textOf(literal), AssignKind::Plain, source(call));
    return made;
  }
  QualType calleeType = callee->getType();
  bool unresolved = !called && (callee->isTypeDependent() || isa<OverloadExpr>(callee) || !isCallable(callee) ||
                                (isa<CXXOperatorCallExpr>(call) && call->isTypeDependent()));
  if (unresolved)
    return unresolvedCall(call, callee, arguments);
  if (called && isMadeUp(called))
    return madeUpCall(call, called, callee, arguments);
  // Inside a template the callee of a built-in function has no function's type yet, though the function is known.
  QualType result = isCallable(callee) ? call->getCallReturnType(context) : call->getType();
  Call lowered;
  const FunctionProtoType *type = called ? called->getType()->getAs<FunctionProtoType>() : nullptr;
  const Expr *object = nullptr;
  bool isArrow = false, mayDispatch = true;
  const auto *method = dyn_cast_or_null<CXXMethodDecl>(called);
  if (const auto *member = dyn_cast<MemberExpr>(callee); member && method) {
    object = member->getBase();
    isArrow = member->isArrow();
    mayDispatch = member->performsVirtualDispatch(context.getLangOpts()) && (isArrow || !isWholeObject(object));
  } else if (isa<CXXOperatorCallExpr>(call) && method && !arguments.empty()) {
    object = arguments.front();
    arguments.erase(arguments.begin());
  }
  if (object && method->isStatic()) {
    if (!object->isImplicitCXXThis())
      discard(object);
    object = nullptr;
  }
  unsigned written = 0;
  for (const Expr *argument : arguments)
    written += !isa<CXXDefaultArgExpr>(argument);
  if (called) {
    const CXXRecordDecl *receiver = object ? namedClass(object) : nullptr;
    lowered.callee = calleeOf(called, receiver, written);
    if (object) {
      lowered.receiver = isArrow ? value(object) : address(object);
      lowered.receiverType = unit.names.qualified(receiver ? receiver : method->getParent());
      lowered.callee.isVirtual = method->isVirtual() && mayDispatch;
    }
    if (method && isLambdaCallOperator(method) && object) {
      // The closure's value says which function this is and what it captured.
      lowered.callee.indirect = b.load(b.pointee(lowered.receiver));
      lowered.callee.key = 0;
      lowered.receiver = none;
      lowered.receiverType = 0;
    }
    if (const auto *conversion = dyn_cast_or_null<CXXConversionDecl>(method);
        conversion && conversion->getParent()->isLambda() && object) {
      PlaceId kept = b.temporary();
      b.assign(kept, b.load(b.pointee(lowered.receiver)), AssignKind::Plain, source(call));
      return {kept, false};
    }
  } else {
    if (const auto *bound = dyn_cast<BinaryOperator>(callee); bound && bound->isPtrMemOp()) {
      lowered.callee.kind = CallKind::Method;
      lowered.receiver = bound->getOpcode() == BO_PtrMemI ? value(bound->getLHS()) : address(bound->getLHS());
      lowered.callee.indirect = value(bound->getRHS());
    } else if (!nameMember(callee, lowered)) {
      lowered.callee.indirect = value(callee);
    }
    if (const auto *pointer = calleeType->getAs<clang::PointerType>())
      calleeType = pointer->getPointeeType();
    type = calleeType->getAs<FunctionProtoType>();
  }
  addArguments(lowered, arguments, called, type, 0);
  bool noReturn =
      called ? called->isNoReturn() || called->hasAttr<clang::AnalyzerNoReturnAttr>()
             : calleeType->getAs<clang::FunctionType>() && calleeType->getAs<clang::FunctionType>()->getNoReturnAttr();
  if (method && object && method->getIdentifier() && method->getName() == "reset" && ownedBy(method->getParent()) &&
      unit.hasRelevantDestructor(method->getParent()))
    endOwned(b.pointee(lowered.receiver), method->getParent(), source(call));
  std::vector<Argument> handedOn = lowered.arguments;
  bool constructs = called && unit.models.constructs(lowered.callee.model);
  CallResult made = emit(std::move(lowered), result, call, noReturn);
  if (constructs && made.result != none)
    constructMade(called, made.result, handedOn, call);
  return made;
}

/// `make_shared<T>(args)`: the library's body is not read, but what it constructs may be the program's.
void Lowering::constructMade(const FunctionDecl *called, PlaceId made, const std::vector<Argument> &arguments,
                             const CallExpr *call) {
  const TemplateArgumentList *types = called->getTemplateSpecializationArgs();
  if (!types || types->size() == 0 || types->get(0).getKind() != TemplateArgument::Type)
    return;
  const CXXRecordDecl *record = types->get(0).getAsType()->getAsCXXRecordDecl();
  if (!record || !record->hasDefinition() || unit.sources.isForeign(record))
    return;
  for (const CXXConstructorDecl *constructor : record->ctors()) {
    if (constructor->isCopyOrMoveConstructor() || constructor->isDeleted() || !constructor->isUserProvided() ||
        arguments.size() < constructor->getMinRequiredArguments() || arguments.size() > constructor->getNumParams())
      continue;
    unit.needBody(constructor);
    Call construct;
    construct.callee = calleeOf(constructor, record, static_cast<unsigned>(arguments.size()));
    construct.callee.kind = CallKind::Constructor;
    construct.receiver = b.load(made);
    construct.receiverType = unit.names.qualified(record);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      // Forwarded by reference; a parameter by value takes what is behind it.
      bool byReference = constructor->getParamDecl(static_cast<unsigned>(i))->getType()->isReferenceType();
      construct.arguments.push_back(
          {byReference ? arguments[i].value : b.load(b.pointee(arguments[i].value)), arguments[i].writable});
    }
    b.call(std::move(construct), source(call));
    return;
  }
}

std::optional<ValueId> Lowering::builtin(const CallExpr *call, unsigned id) {
  switch (id) {
  case Builtin::BI__builtin_expect:
  case Builtin::BI__builtin_expect_with_probability:
  case Builtin::BI__builtin_assume_aligned:
  case Builtin::BI__builtin_launder:
    return value(call->getArg(0));
  case Builtin::BI__builtin_addressof:
  case Builtin::BIaddressof:
  case Builtin::BI__addressof:
    return address(call->getArg(0));
  case Builtin::BImove:
  case Builtin::BImove_if_noexcept:
  case Builtin::BIforward:
  case Builtin::BIforward_like:
  case Builtin::BIas_const:
    return b.load(place(call->getArg(0)));
  case Builtin::BI__builtin_va_start:
  case Builtin::BI__va_start:
  case Builtin::BI__builtin_va_copy: {
    auto list = [&](const Expr *argument) {
      const auto *decay = dyn_cast<ImplicitCastExpr>(argument->IgnoreParens());
      return decay && decay->getCastKind() == CK_ArrayToPointerDecay ? place(decay->getSubExpr()) : place(argument);
    };
    PlaceId target = list(call->getArg(0));
    ValueId from = id == Builtin::BI__builtin_va_copy ? b.load(list(call->getArg(1))) : b.addressOf(b.place(VarArgs{}));
    b.assign(target, from, AssignKind::Plain, source(call));
    return b.integer(0);
  }
  case Builtin::BI__builtin_va_end:
  case Builtin::BI__builtin_assume:
  case Builtin::BI__builtin_prefetch:
    return b.integer(0);
  case Builtin::BI__builtin_unreachable:
  case Builtin::BI__builtin_trap:
    b.end(Stop{}, source(call));
    return b.integer(0);
  case Builtin::BI__builtin_constant_p:
  case Builtin::BI__builtin_object_size:
  case Builtin::BI__builtin_dynamic_object_size:
    if (std::optional<std::int64_t> known = constant(call))
      return b.integer(*known);
    return b.unknown(text("CallExpr"));
  default:
    return std::nullopt;
  }
}

}  // namespace dbrace::cpp
