// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Lowering.h"

namespace dbrace::cpp {
using namespace clang;
using namespace facts;

/// Of calls in a chain over several lines each stands where its own name does: `query->bind(…)` / `->execute()`.
facts::SourceId Lowering::source(const clang::Stmt *stmt) {
  SourceRange range = stmt->getSourceRange();
  const auto *call = dyn_cast<CallExpr>(stmt);
  const Expr *callee = call ? call->getCallee()->IgnoreParens() : nullptr;
  if (!callee || !isa<MemberExpr, CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(callee))
    return source(range);
  const clang::SourceManager &manager = context.getSourceManager();
  const clang::SourceLocation name = callee->getExprLoc();
  if (name.isFileID() && range.getBegin().isFileID() &&
      manager.getSpellingLineNumber(name) > manager.getSpellingLineNumber(range.getBegin()))
    range.setBegin(name);
  return source(range);
}

ValueId Lowering::value(const Expr *original) {
  const Expr *expr = original->IgnoreParens();
  switch (expr->getStmtClass()) {
  case Stmt::IntegerLiteralClass: {
    const llvm::APInt &number = cast<IntegerLiteral>(expr)->getValue();
    return b.integer(static_cast<std::int64_t>(number.zextOrTrunc(64).getZExtValue()), macroName(expr->getBeginLoc()));
  }
  case Stmt::CharacterLiteralClass:
    return b.integer(cast<CharacterLiteral>(expr)->getValue());
  case Stmt::CXXBoolLiteralExprClass:
    return b.integer(cast<CXXBoolLiteralExpr>(expr)->getValue());
  case Stmt::CXXNullPtrLiteralExprClass:
  case Stmt::GNUNullExprClass:
  case Stmt::ImplicitValueInitExprClass:
  case Stmt::CXXScalarValueInitExprClass:
    return b.integer(0);
  case Stmt::FloatingLiteralClass: {
    llvm::SmallString<32> digits;
    cast<FloatingLiteral>(expr)->getValue().toString(digits);
    return b.value(FloatConstant{text(digits)});
  }
  case Stmt::StringLiteralClass:
    return textOf(cast<clang::StringLiteral>(expr));
  case Stmt::PredefinedExprClass:
    if (const clang::StringLiteral *name = cast<PredefinedExpr>(expr)->getFunctionName())
      return b.value(TextConstant{{{.text = text(name->getString()), .source = source(expr)}}});
    return b.unknown(text("PredefinedExpr"));
  case Stmt::DeclRefExprClass:
    return declValue(cast<DeclRefExpr>(expr));
  case Stmt::MemberExprClass: {
    const auto *member = cast<MemberExpr>(expr);
    if (const auto *enumerator = dyn_cast<EnumConstantDecl>(member->getMemberDecl()))
      return b.integer(enumerator->getInitVal().extOrTrunc(64).getSExtValue(), text(enumerator->getName()));
    if (const auto *method = dyn_cast<FunctionDecl>(member->getMemberDecl()))
      return b.value(FunctionRef{unit.names.key(method), unit.names.qualified(method)});
    return b.load(place(expr));
  }
  case Stmt::CXXThisExprClass:
    return b.addressOf(thisObject());
  case Stmt::UnaryOperatorClass:
    return unaryValue(cast<UnaryOperator>(expr));
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return binaryValue(cast<BinaryOperator>(expr));
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass:
    return expr->isGLValue() ? b.load(place(expr)) : conditional(expr, false);
  case Stmt::CXXRewrittenBinaryOperatorClass:
    return value(cast<CXXRewrittenBinaryOperator>(expr)->getSemanticForm());
  case Stmt::ExprWithCleanupsClass: {
    std::size_t count = temporaries.size();
    ValueId result = value(cast<ExprWithCleanups>(expr)->getSubExpr());
    endTemporaries(count, expr);
    return result;
  }
  case Stmt::CXXBindTemporaryExprClass:
    return value(cast<CXXBindTemporaryExpr>(expr)->getSubExpr());
  case Stmt::ConstantExprClass:
    return value(cast<ConstantExpr>(expr)->getSubExpr());
  case Stmt::CXXDefaultArgExprClass:
    return value(cast<CXXDefaultArgExpr>(expr)->getExpr());
  case Stmt::CXXDefaultInitExprClass:
    return value(cast<CXXDefaultInitExpr>(expr)->getExpr());
  case Stmt::SubstNonTypeTemplateParmExprClass:
    return value(cast<SubstNonTypeTemplateParmExpr>(expr)->getReplacement());
  case Stmt::OpaqueValueExprClass: {
    const auto *opaque = cast<OpaqueValueExpr>(expr);
    if (auto known = opaqueValues.find(opaque); known != opaqueValues.end())
      return known->second;
    return opaque->getSourceExpr() ? value(opaque->getSourceExpr()) : b.unknown(text("OpaqueValueExpr"));
  }
  case Stmt::LambdaExprClass:
    return lambda(cast<LambdaExpr>(expr));
  case Stmt::CXXNewExprClass:
    return newObject(cast<CXXNewExpr>(expr));
  case Stmt::CXXDeleteExprClass:
    deleteObject(cast<CXXDeleteExpr>(expr));
    return b.integer(0);
  case Stmt::CXXThrowExprClass:
    throwException(cast<CXXThrowExpr>(expr)->getSubExpr(), expr);
    return b.integer(0);
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass: {
    const auto *made = cast<CXXConstructExpr>(expr);
    if (isCopy(made))
      return b.load(place(made->getArg(0)));
    PlaceId object = b.temporary();
    construct(made, object, AssignKind::Plain);
    return b.load(object);
  }
  case Stmt::InitListExprClass: {
    const auto *list = cast<InitListExpr>(expr);
    if (expr->isTypeDependent() && list->getNumInits() != 1)
      return unknown(expr);
    if (!expr->getType()->isRecordType() && !expr->getType()->isArrayType() && list->getNumInits() == 1)
      return value(list->getInit(0));
    if (!expr->getType()->isRecordType() && !expr->getType()->isArrayType() && list->getNumInits() == 0)
      return b.integer(0);
    [[fallthrough]];
  }
  case Stmt::CXXInheritedCtorInitExprClass:
  case Stmt::CXXParenListInitExprClass:
  case Stmt::CXXStdInitializerListExprClass:
  case Stmt::ArrayInitLoopExprClass: {
    PlaceId object = b.temporary();
    into(expr, object, AssignKind::Plain);
    return b.load(object);
  }
  case Stmt::StmtExprClass: {
    const CompoundStmt *body = cast<StmtExpr>(expr)->getSubStmt();
    Scope scope(*this);
    const auto *last = body->body_empty() ? nullptr : dyn_cast<ValueStmt>(body->body_back());
    const Expr *result = last ? last->getExprStmt() : nullptr;
    for (const Stmt *stmt : body->body())
      if (stmt != body->body_back() || !result)
        statement(stmt);
    if (!result || result->getType()->isVoidType()) {
      if (result)
        discard(result);
      scope.close(body->getRBracLoc());
      return b.integer(0);
    }
    PlaceId kept = b.temporary();
    b.assign(kept, value(result), AssignKind::Plain, source(result));
    scope.close(body->getRBracLoc());
    return b.load(kept);
  }
  case Stmt::VAArgExprClass: {
    // The list points to the next argument.
    const Expr *list = cast<VAArgExpr>(expr)->getSubExpr();
    ValueId pointer = value(list);
    PlaceId result = b.temporary();
    b.assign(result, b.load(b.pointee(b.advance(pointer, b.integer(0)))), AssignKind::Plain, source(expr));
    if (const auto *load = std::get_if<Load>(&out.values[pointer]))
      b.assign(load->place, b.advance(pointer, b.integer(1)), AssignKind::Increment, source(expr));
    return b.load(result);
  }
  case Stmt::PseudoObjectExprClass:
    return cast<PseudoObjectExpr>(expr)->getResultExpr() ? value(cast<PseudoObjectExpr>(expr)->getResultExpr())
                                                         : unknown(expr);
  case Stmt::ChooseExprClass:
    return expr->isValueDependent() ? unknown(expr) : value(cast<ChooseExpr>(expr)->getChosenSubExpr());
  case Stmt::GenericSelectionExprClass:
    return cast<GenericSelectionExpr>(expr)->isResultDependent()
               ? unknown(expr)
               : value(cast<GenericSelectionExpr>(expr)->getResultExpr());
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::OffsetOfExprClass:
  case Stmt::TypeTraitExprClass:
  case Stmt::SizeOfPackExprClass:
  case Stmt::CXXNoexceptExprClass:
  case Stmt::ConceptSpecializationExprClass:
  case Stmt::RequiresExprClass:
    if (std::optional<std::int64_t> known = constant(expr))
      return b.integer(*known);
    return b.unknown(text(expr->getStmtClassName()));  // Its operand is not evaluated.
  case Stmt::RecoveryExprClass:
    return recovery(cast<RecoveryExpr>(expr));
  case Stmt::CXXUnresolvedConstructExprClass: {
    const auto *made = cast<CXXUnresolvedConstructExpr>(expr);
    PlaceId object = b.temporary();
    llvm::SmallVector<const Expr *> arguments(made->arg_begin(), made->arg_end());
    unresolvedConstruction(made->getTypeAsWritten().getAsString(context.getPrintingPolicy()), object, arguments,
                           made->getSourceRange());
    return b.load(object);
  }
  default:
    break;
  }
  if (isa<CallExpr>(expr))
    return callValue(expr);
  if (const auto *cast = dyn_cast<CastExpr>(expr)) {
    if (cast->isGLValue() && cast->getCastKind() != CK_LValueToRValue)
      return b.load(place(expr));
    return castValue(cast);
  }
  if (expr->isGLValue() && !expr->isTypeDependent())
    return b.load(place(expr));
  if (isa<CXXDependentScopeMemberExpr>(expr))
    return b.load(place(expr));
  if (isa<ArraySubscriptExpr>(expr))
    return b.load(place(expr));
  if (isa<CXXTypeidExpr, UnresolvedLookupExpr, UnresolvedMemberExpr, DependentScopeDeclRefExpr>(expr))
    return b.unknown(text(expr->getStmtClassName()));
  return unknown(expr);
}

TextId Lowering::macroName(SourceLocation at) {
  const SourceManager &manager = context.getSourceManager();
  if (!at.isMacroID() || manager.isMacroArgExpansion(at) || !manager.isAtStartOfImmediateMacroExpansion(at))
    return 0;
  // Only of a macro that is this number and nothing else.
  unsigned length = Lexer::MeasureTokenLength(manager.getSpellingLoc(at), manager, context.getLangOpts());
  if (!manager.isAtEndOfImmediateMacroExpansion(at.getLocWithOffset(static_cast<int>(length))))
    return 0;
  return text(Lexer::getImmediateMacroName(at, manager, context.getLangOpts()));
}

void Lowering::throwException(const Expr *operand, const Expr *expr) {
  Throw thrown;
  if (operand) {
    PlaceId exception = b.temporary();
    into(operand, exception, AssignKind::Plain);
    thrown.value = b.load(exception);
    thrown.type = unit.names.type(operand->getType());
    if (const CXXRecordDecl *record = operand->getType()->getAsCXXRecordDecl())
      unit.addClass(record);
  }
  b.end(thrown, source(expr));
}

}  // namespace dbrace::cpp
