// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Lowering.h"

namespace dbrace::cpp {
using namespace clang;
using namespace facts;

namespace {

std::optional<Operator> operatorFor(BinaryOperatorKind kind) {
  switch (kind) {
  case BO_Add:
  case BO_AddAssign:
    return Operator::Add;
  case BO_Sub:
  case BO_SubAssign:
    return Operator::Sub;
  case BO_Mul:
  case BO_MulAssign:
    return Operator::Mul;
  case BO_Div:
  case BO_DivAssign:
    return Operator::Div;
  case BO_Rem:
  case BO_RemAssign:
    return Operator::Rem;
  case BO_And:
  case BO_AndAssign:
    return Operator::BitAnd;
  case BO_Or:
  case BO_OrAssign:
    return Operator::BitOr;
  case BO_Xor:
  case BO_XorAssign:
    return Operator::BitXor;
  case BO_Shl:
  case BO_ShlAssign:
    return Operator::ShiftLeft;
  case BO_Shr:
  case BO_ShrAssign:
    return Operator::ShiftRight;
  case BO_EQ:
    return Operator::Eq;
  case BO_NE:
    return Operator::Ne;
  case BO_LT:
    return Operator::Lt;
  case BO_LE:
    return Operator::Le;
  case BO_GT:
    return Operator::Gt;
  case BO_GE:
    return Operator::Ge;
  case BO_Cmp:
    return Operator::Compare;
  default:
    return std::nullopt;
  }
}

/// A `va_list` is a pointer into the variadic arguments, whatever array or record the target makes of it.
bool isVaList(const ASTContext &context, QualType type) {
  return context.hasSameUnqualifiedType(type.getNonReferenceType(), context.getBuiltinVaListType());
}

}  // namespace

ValueId Lowering::castValue(const CastExpr *cast) {
  const Expr *inner = cast->getSubExpr();
  switch (cast->getCastKind()) {
  case CK_LValueToRValue:
    if (const auto *name = dyn_cast<DeclRefExpr>(inner->IgnoreParens()))
      return declValue(name);
    return b.load(place(inner));
  case CK_ArrayToPointerDecay:
    if (isVaList(context, inner->getType()))
      return b.load(place(inner));
    if (const auto *literal = dyn_cast<clang::StringLiteral>(inner->IgnoreParens()))
      return textOf(literal);
    if (const auto *named = dyn_cast<PredefinedExpr>(inner->IgnoreParens()))
      return value(named);
    return address(inner);
  case CK_NullToPointer:
  case CK_NullToMemberPointer:
    discard(inner);
    return b.integer(0);
  case CK_IntegralToBoolean:
  case CK_PointerToBoolean:
  case CK_FloatingToBoolean:
  case CK_MemberPointerToBoolean:
    return truth(inner);
  case CK_ToVoid:
    discard(inner);
    return b.integer(0);
  case CK_Dynamic:
    // May also be null: not the same value.
    return b.unknown(text("CXXDynamicCastExpr"), {cast->getType()->isPointerType() ? value(inner) : address(inner)});
  case CK_VectorSplat:
  case CK_ToUnion:
    return unknown(cast);
  default:
    return value(inner);
  }
}

ValueId Lowering::incremented(const UnaryOperator *expr, ValueId old) {
  ValueId one = b.integer(expr->isIncrementOp() ? 1 : -1);
  if (expr->getType()->isPointerType())
    return b.advance(old, one);
  return expr->isIncrementOp() ? b.operation(Operator::Add, {old, one})
                               : b.operation(Operator::Sub, {old, b.integer(1)});
}

ValueId Lowering::unaryValue(const UnaryOperator *expr) {
  const Expr *inner = expr->getSubExpr();
  switch (expr->getOpcode()) {
  case UO_PostInc:
  case UO_PostDec: {
    PlaceId target = place(inner), old = b.temporary();
    b.assign(old, b.load(target), AssignKind::Plain, source(expr));
    b.assign(target, incremented(expr, b.load(old)), AssignKind::Increment, source(expr));
    return b.load(old);
  }
  case UO_PreInc:
  case UO_PreDec:
    return b.load(place(expr));
  case UO_AddrOf:
    if (const auto *name = dyn_cast<DeclRefExpr>(inner->IgnoreParens())) {
      if (isa<FunctionDecl>(name->getDecl()))
        return declValue(name);
      if (const auto *field = dyn_cast<FieldDecl>(name->getDecl()); field && field->getIdentifier())
        return memberName(unit.names.text(unit.names.field(field)));
    }
    if (inner->isGLValue() || expr->getType()->isDependentType())
      return address(inner);
    return unknown(expr);
  case UO_Deref:
    return b.load(place(expr));
  case UO_Plus:
  case UO_Extension:
    return value(inner);
  case UO_Minus:
    return b.operation(Operator::Negate, {value(inner)});
  case UO_Not:
    return b.operation(Operator::BitNot, {value(inner)});
  case UO_LNot:
    return b.operation(Operator::Not, {value(inner)});
  default:
    return unknown(expr);
  }
}

PlaceId Lowering::assignTo(const BinaryOperator *expr) {
  ValueId right = value(expr->getRHS());
  PlaceId target = place(expr->getLHS());
  if (expr->getOpcode() == BO_Assign) {
    b.assign(target, right, AssignKind::Plain, source(expr));
    return target;
  }
  ValueId old = b.load(target), result = none;
  std::optional<Operator> op = operatorFor(expr->getOpcode());
  bool isNumber = !expr->getType()->isPointerType();
  if (!isNumber)
    result = b.advance(old, expr->getOpcode() == BO_SubAssign ? b.operation(Operator::Negate, {right}) : right);
  else if (op)
    result = b.operation(*op, {old, right});
  else
    result = b.unknown(text("CompoundAssignOperator"), {old, right});
  bool counts = op == Operator::Add || op == Operator::Sub;
  b.assign(target, result, counts ? AssignKind::Increment : AssignKind::Plain, source(expr));
  return target;
}

ValueId Lowering::binaryValue(const BinaryOperator *expr) {
  if (expr->isAssignmentOp())
    return b.load(assignTo(expr));
  const Expr *left = expr->getLHS(), *right = expr->getRHS();
  if (expr->getOpcode() == BO_Comma) {
    discard(left);
    return value(right);
  }
  if (expr->isLogicalOp()) {
    bool isAnd = expr->getOpcode() == BO_LAnd;
    BlockId shortcut = b.newBlock(), other = b.newBlock(), join = b.newBlock();
    PlaceId result = b.temporary();
    branch(left, isAnd ? other : shortcut, isAnd ? shortcut : other);
    b.enter(shortcut);
    b.assign(result, b.integer(isAnd ? 0 : 1), AssignKind::Select, source(left));
    b.jumpTo(join);
    b.enter(other);
    std::size_t count = temporaries.size();
    b.assign(result, truth(right), AssignKind::Select, source(right));
    endTemporaries(count, right);
    b.jumpTo(join);
    b.enter(join);
    return b.load(result);
  }
  if (expr->isPtrMemOp())
    return b.load(place(expr));
  auto isPointer = [](const Expr *operand) {
    return !operand->getType().isNull() && operand->getType()->isPointerType();
  };
  if (expr->isAdditiveOp() && isPointer(expr) && isPointer(left) != isPointer(right)) {
    const Expr *pointer = isPointer(left) ? left : right;
    ValueId base = none, index = none;
    const auto *decay = dyn_cast<ImplicitCastExpr>(pointer->IgnoreParens());
    if (decay && decay->getCastKind() == CK_ArrayToPointerDecay &&
        !isa<clang::StringLiteral>(decay->getSubExpr()->IgnoreParens())) {
      PlaceId array = place(decay->getSubExpr());
      index = value(pointer == left ? right : left);
      if (expr->getOpcode() == BO_Sub)
        index = b.operation(Operator::Negate, {index});
      return b.addressOf(b.element(array, index));
    }
    base = value(pointer);
    index = value(pointer == left ? right : left);
    if (expr->getOpcode() == BO_Sub)
      index = b.operation(Operator::Negate, {index});
    return b.advance(base, index);
  }
  ValueId first = value(left), second = value(right);
  return binaryOf(expr->getOpcode(), first, second);
}

ValueId Lowering::binaryOf(BinaryOperatorKind kind, ValueId left, ValueId right) {
  if (std::optional<Operator> op = operatorFor(kind))
    return b.operation(*op, {left, right});
  return b.unknown(text("BinaryOperator"), {left, right});
}

PlaceId Lowering::materialize(const Expr *expr) {
  const Expr *inner = expr;
  while (true) {
    inner = inner->IgnoreParens();
    if (const auto *bound = dyn_cast<CXXBindTemporaryExpr>(inner))
      inner = bound->getSubExpr();
    else if (const auto *same = dyn_cast<ImplicitCastExpr>(inner); same && same->getCastKind() == CK_NoOp)
      inner = same->getSubExpr();
    else
      break;
  }
  PlaceId object = none;
  if (isa<CallExpr>(inner) && !inner->isGLValue()) {
    const auto *load = std::get_if<Load>(&out.values[value(inner)]);
    if (load)
      object = load->place;
  }
  if (object == none) {
    object = b.temporary();
    into(inner, object, AssignKind::Plain);
  }
  if (unit.hasRelevantDestructor(inner->getType()))
    temporaries.push_back({object, inner->getType()->getAsCXXRecordDecl(), none});
  return object;
}

PlaceId Lowering::place(const Expr *original) {
  const Expr *expr = original->IgnoreParens();
  switch (expr->getStmtClass()) {
  case Stmt::DeclRefExprClass:
    return declPlace(cast<DeclRefExpr>(expr)->getDecl(), expr);
  case Stmt::MemberExprClass:
    return memberPlace(cast<MemberExpr>(expr));
  case Stmt::UnaryOperatorClass: {
    const auto *unary = cast<UnaryOperator>(expr);
    if (unary->getOpcode() == UO_Deref) {
      const auto *decay = dyn_cast<ImplicitCastExpr>(unary->getSubExpr()->IgnoreParens());
      if (decay && decay->getCastKind() == CK_ArrayToPointerDecay)
        return b.element(place(decay->getSubExpr()), b.integer(0));
      return b.pointee(value(unary->getSubExpr()));
    }
    if (unary->isPrefix() && unary->isIncrementDecrementOp()) {
      PlaceId target = place(unary->getSubExpr());
      b.assign(target, incremented(unary, b.load(target)), AssignKind::Increment, source(unary));
      return target;
    }
    if (unary->getOpcode() == UO_Extension)
      return place(unary->getSubExpr());
    break;
  }
  case Stmt::ArraySubscriptExprClass: {
    const auto *subscript = cast<ArraySubscriptExpr>(expr);
    const Expr *base = subscript->getBase()->IgnoreParens();
    const auto *decay = dyn_cast<ImplicitCastExpr>(base);
    if (decay && decay->getCastKind() == CK_ArrayToPointerDecay) {
      PlaceId array = place(decay->getSubExpr());
      return b.element(array, value(subscript->getIdx()));
    }
    ValueId pointer = value(base);
    return b.pointee(b.advance(pointer, value(subscript->getIdx())));
  }
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass: {
    const auto *binary = cast<BinaryOperator>(expr);
    if (binary->isAssignmentOp())
      return assignTo(binary);
    if (binary->getOpcode() == BO_Comma) {
      discard(binary->getLHS());
      return place(binary->getRHS());
    }
    if (binary->isPtrMemOp()) {
      ValueId object = binary->getOpcode() == BO_PtrMemI ? value(binary->getLHS()) : address(binary->getLHS());
      return b.pointee(b.unknown(text("BinaryOperator"), {object, value(binary->getRHS())}));
    }
    break;
  }
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass:
    if (expr->isGLValue())
      return b.pointee(conditional(expr, true));
    break;
  case Stmt::MaterializeTemporaryExprClass:
    return materialize(cast<MaterializeTemporaryExpr>(expr)->getSubExpr());
  case Stmt::ExprWithCleanupsClass: {
    std::size_t count = temporaries.size();
    PlaceId result = place(cast<ExprWithCleanups>(expr)->getSubExpr());
    endTemporaries(count, expr);
    return result;
  }
  case Stmt::OpaqueValueExprClass:
    if (const Expr *source = cast<OpaqueValueExpr>(expr)->getSourceExpr();
        source && !opaqueValues.contains(cast<OpaqueValueExpr>(expr)))
      return place(source);
    break;
  case Stmt::CXXDefaultArgExprClass:
    return place(cast<CXXDefaultArgExpr>(expr)->getExpr());
  case Stmt::CXXDefaultInitExprClass:
    return place(cast<CXXDefaultInitExpr>(expr)->getExpr());
  case Stmt::SubstNonTypeTemplateParmExprClass:
    return place(cast<SubstNonTypeTemplateParmExpr>(expr)->getReplacement());
  case Stmt::CompoundLiteralExprClass:
    return materialize(cast<CompoundLiteralExpr>(expr)->getInitializer());
  case Stmt::CXXDependentScopeMemberExprClass: {
    const auto *member = cast<CXXDependentScopeMemberExpr>(expr);
    PlaceId object = member->isImplicitAccess() ? thisObject()
                     : member->isArrow()        ? b.pointee(value(member->getBase()))
                                                : place(member->getBase());
    return b.field(object, text(member->getMember().getAsString()));
  }
  case Stmt::RecoveryExprClass:
    return b.pointee(b.addressOf(recoveryPlace(cast<RecoveryExpr>(expr))));
  default:
    if (const auto *cast = dyn_cast<CastExpr>(expr)) {
      if (cast->getCastKind() == CK_Dynamic && cast->isGLValue())
        return b.pointee(castValue(cast));
      if (cast->isGLValue() && cast->getCastKind() != CK_UserDefinedConversion)
        return place(cast->getSubExpr());
      if (cast->isGLValue())
        return callPlace(cast->getSubExpr());
    }
    if (isa<CallExpr>(expr) && expr->isGLValue())
      return callPlace(expr);
    if (const auto *rewritten = dyn_cast<CXXRewrittenBinaryOperator>(expr))
      return place(rewritten->getSemanticForm());
    if (const auto *choose = dyn_cast<ChooseExpr>(expr))
      return place(choose->getChosenSubExpr());
    if (const auto *generic = dyn_cast<GenericSelectionExpr>(expr); generic && !generic->isResultDependent())
      return place(generic->getResultExpr());
  }
  if (expr->isGLValue() && !isa<clang::StringLiteral, PredefinedExpr>(expr))
    return expr->isTypeDependent() ? materialize(expr) : unknownPlace(expr);
  return materialize(expr);
}

}  // namespace dbrace::cpp
