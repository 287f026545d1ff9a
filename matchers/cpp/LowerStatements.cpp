// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Lowering.h"
#include "cpp/Owners.h"

namespace dbrace::cpp {
using namespace clang;
using namespace facts;

Lowering::Lowering(UnitReader &unit, Function &function)
    : unit(unit), context(unit.context), out(function), b(function, unit.unit) {}

void Lowering::Scope::close(SourceRange end) {
  lowering.leaveTo(depth, end);
  lowering.alive.resize(depth);
  lowering.b.currentCleanup = cleanup;
}

void Lowering::enliven(PlaceId object, QualType type) {
  if (!unit.hasRelevantDestructor(type))
    return;
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  alive.push_back({object, record, b.currentCleanup});
  b.currentCleanup = b.cleanup({destroyOf(object, record), b.currentCleanup});
}

void Lowering::leaveTo(std::size_t depth, SourceRange range, PlaceId handedOut) {
  for (std::size_t index = alive.size(); index > depth; --index) {
    Live object = alive[index - 1];
    if (object.object != handedOut || handedOut == none)
      callDestructor(object.object, object.record, object.outer, source(range));
  }
}

Callee Lowering::destructorOf(const CXXRecordDecl *record) {
  if (const CXXDestructorDecl *destructor = record->getDestructor()) {
    Callee callee = calleeOf(destructor, record, 0);
    callee.kind = CallKind::Destructor;
    return callee;
  }
  std::string simple = unit.names.simple(record);
  std::string name = std::string(unit.names.text(unit.names.qualified(record))) + "::~" + simple;
  return {.kind = CallKind::Destructor, .name = text(name)};
}

void Lowering::callDestructor(PlaceId object, const CXXRecordDecl *record, CleanupId outer, SourceId source,
                              bool isVirtual) {
  CleanupId saved = b.currentCleanup;
  b.currentCleanup = outer;
  if (ownedBy(record)) {
    endOwned(object, record, source);
    b.currentCleanup = saved;
    return;
  }
  Call call;
  call.callee = destructorOf(record);
  call.callee.isVirtual = isVirtual;
  call.receiver = b.addressOf(object);
  call.receiverType = unit.names.qualified(record);
  b.call(std::move(call), source);
  b.currentCleanup = saved;
}

void Lowering::statement(const Stmt *stmt) {
  if (!stmt)
    return;
  if (const auto *expr = dyn_cast<Expr>(stmt))
    return discard(expr);
  switch (stmt->getStmtClass()) {
  case Stmt::NullStmtClass:
    // An arm that could not be kept is replaced by nothing, at its place.
    return dropped(stmt->getBeginLoc(), Lexer::getLocForEndOfToken(stmt->getBeginLoc(), 0, context.getSourceManager(),
                                                                   context.getLangOpts()));
  case Stmt::CompoundStmtClass:
    return compound(cast<CompoundStmt>(stmt));
  case Stmt::DeclStmtClass:
    for (const Decl *decl : cast<DeclStmt>(stmt)->decls())
      declare(decl);
    return;
  case Stmt::IfStmtClass:
    return ifStatement(cast<IfStmt>(stmt));
  case Stmt::WhileStmtClass:
  case Stmt::DoStmtClass:
  case Stmt::ForStmtClass:
    return loop(stmt);
  case Stmt::CXXForRangeStmtClass:
    return rangeFor(cast<CXXForRangeStmt>(stmt));
  case Stmt::SwitchStmtClass:
    return switchStatement(cast<SwitchStmt>(stmt));
  case Stmt::CaseStmtClass:
  case Stmt::DefaultStmtClass:
    return caseLabel(cast<clang::SwitchCase>(stmt));
  case Stmt::BreakStmtClass:
  case Stmt::ContinueStmtClass: {
    const std::vector<Target> &targets = isa<BreakStmt>(stmt) ? breaks : continues;
    if (targets.empty())
      return b.end(Stop{});
    leaveTo(targets.back().depth, stmt->getSourceRange());
    return b.end(Jump{targets.back().block}, source(stmt));
  }
  case Stmt::ReturnStmtClass:
    return returnStatement(cast<ReturnStmt>(stmt)->getRetValue(), stmt->getSourceRange(),
                           cast<ReturnStmt>(stmt)->getNRVOCandidate());
  case Stmt::CoreturnStmtClass:
    return returnStatement(cast<CoreturnStmt>(stmt)->getOperand(), stmt->getSourceRange());
  case Stmt::CoroutineBodyStmtClass:
    return statement(cast<CoroutineBodyStmt>(stmt)->getBody());
  case Stmt::GotoStmtClass:
    return gotoLabel(cast<GotoStmt>(stmt)->getLabel(), stmt->getSourceRange());
  case Stmt::IndirectGotoStmtClass: {
    discard(cast<IndirectGotoStmt>(stmt)->getTarget());
    gotos.push_back({b.currentBlock(), nullptr, alive, stmt->getSourceRange()});
    return b.end(Stop{});
  }
  case Stmt::LabelStmtClass: {
    BlockId block = b.newBlock();
    b.jumpTo(block);
    b.enter(block);
    labels[cast<LabelStmt>(stmt)->getDecl()] = {block, alive.size()};
    return statement(cast<LabelStmt>(stmt)->getSubStmt());
  }
  case Stmt::AttributedStmtClass:
    return statement(cast<AttributedStmt>(stmt)->getSubStmt());
  case Stmt::CXXTryStmtClass:
    return tryStatement(cast<CXXTryStmt>(stmt));
  case Stmt::GCCAsmStmtClass:
  case Stmt::MSAsmStmtClass:
    return inlineAssembly(cast<AsmStmt>(stmt));
  case Stmt::CapturedStmtClass:
    return statement(cast<CapturedStmt>(stmt)->getCapturedStmt());
  default:
    if (const auto *directive = dyn_cast<OMPExecutableDirective>(stmt)) {
      if (directive->hasAssociatedStmt())
        statement(directive->getRawStmt());
      return;
    }
    ++unit.unit.losses.unknownExpressions;
    for (const Stmt *child : stmt->children())
      statement(child);
  }
}

void Lowering::compound(const CompoundStmt *body) {
  Scope scope(*this);
  const SourceManager &manager = context.getSourceManager();
  auto after = [&](SourceLocation at) {
    return Lexer::getLocForEndOfToken(manager.getExpansionRange(at).getEnd(), 0, manager, context.getLangOpts());
  };
  SourceLocation last = after(body->getLBracLoc());
  for (const Stmt *stmt : body->body()) {
    dropped(last, manager.getExpansionLoc(stmt->getBeginLoc()));
    statement(stmt);
    last = after(stmt->getEndLoc());
  }
  dropped(last, body->getRBracLoc());
  scope.close(body->getRBracLoc());
}

void Lowering::ifStatement(const IfStmt *stmt) {
  Scope scope(*this);
  statement(stmt->getInit());
  if (stmt->isConsteval()) {
    statement(stmt->isNegatedConsteval() ? stmt->getThen() : stmt->getElse());
    return scope.close(stmt->getEndLoc());
  }
  statement(stmt->getConditionVariableDeclStmt());
  BlockId then = b.newBlock(), after = b.newBlock();
  BlockId otherwise = stmt->getElse() ? b.newBlock() : after;
  branch(stmt->getCond(), then, otherwise);
  b.enter(then);
  {
    Scope arm(*this);
    statement(stmt->getThen());
    arm.close(stmt->getThen()->getEndLoc());
  }
  b.jumpTo(after);
  if (stmt->getElse()) {
    b.enter(otherwise);
    Scope arm(*this);
    statement(stmt->getElse());
    arm.close(stmt->getElse()->getEndLoc());
    b.jumpTo(after);
  }
  b.enter(after);
  scope.close(stmt->getEndLoc());
}

void Lowering::branch(const Expr *condition, BlockId whenTrue, BlockId whenFalse) {
  const Expr *inner = condition->IgnoreParens();
  if (std::optional<bool> known = constantCondition(inner))
    return b.jumpTo(*known ? whenTrue : whenFalse);
  if (const auto *negation = dyn_cast<UnaryOperator>(inner); negation && negation->getOpcode() == UO_LNot)
    return branch(negation->getSubExpr(), whenFalse, whenTrue);
  if (const auto *logical = dyn_cast<BinaryOperator>(inner); logical && logical->isLogicalOp()) {
    BlockId right = b.newBlock();
    bool isAnd = logical->getOpcode() == BO_LAnd;
    branch(logical->getLHS(), isAnd ? right : whenTrue, isAnd ? whenFalse : right);
    b.enter(right);
    return branch(logical->getRHS(), whenTrue, whenFalse);
  }
  ValueId value = truth(inner);
  b.end(Branch{value, whenTrue, whenFalse}, source(condition));
}

void Lowering::returnStatement(const Expr *value, SourceRange range, const VarDecl *elided) {
  ValueId result = none;
  PlaceId handedOut = none;
  if (auto local = elided ? locals.find(elided) : locals.end(); local != locals.end()) {
    handedOut = local->second;
    result = b.load(handedOut);
  } else if (value) {
    const auto *prototype = function ? function->getType()->getAs<clang::FunctionType>() : nullptr;
    bool isReference = prototype && prototype->getReturnType()->isReferenceType() && !dependent;
    if (isReference && value->isGLValue())
      result = address(value);
    else if (value->getType()->isVoidType())
      discard(value);
    else
      result = this->value(value);
  }
  returnStatement(result, range, handedOut);
}

void Lowering::returnStatement(ValueId result, SourceRange range, PlaceId handedOut) {
  if (!alive.empty() && result != none && !std::holds_alternative<IntConstant>(out.values[result])) {
    PlaceId kept = b.temporary();
    b.assign(kept, result, AssignKind::Plain, source(range));
    result = b.load(kept);
  }
  leaveTo(0, range, handedOut);
  if (epilogue)
    return b.end(Jump{*epilogue}, source(range));
  b.end(Return{result}, source(range));
}

void Lowering::gotoLabel(const LabelDecl *label, SourceRange range) {
  gotos.push_back({b.currentBlock(), label, alive, range});
  b.end(Stop{});
}

void Lowering::tryStatement(const CXXTryStmt *stmt, llvm::function_ref<void()> before) {
  CleanupId outer = b.currentCleanup;
  BlockId after = b.newBlock();
  Try handlers;
  for (unsigned index = 0; index < stmt->getNumHandlers(); ++index) {
    const CXXCatchStmt *handler = stmt->getHandler(index);
    Handler lowered{.block = b.newBlock()};
    if (QualType caught = handler->getCaughtType(); !caught.isNull()) {
      lowered.type = unit.names.type(caught);
      if (const CXXRecordDecl *record = caught.getNonReferenceType()->getAsCXXRecordDecl())
        unit.addClass(record);
    }
    if (const VarDecl *variable = handler->getExceptionDecl())
      lowered.variable = addLocal(variable);
    handlers.handlers.push_back(lowered);
  }
  b.currentCleanup = b.cleanup({handlers, outer});
  if (before)
    before();
  compound(stmt->getTryBlock());
  b.jumpTo(after);
  b.currentCleanup = outer;
  for (unsigned index = 0; index < stmt->getNumHandlers(); ++index) {
    b.enter(handlers.handlers[index].block);
    statement(stmt->getHandler(index)->getHandlerBlock());
    // A constructor's or destructor's function-try-block throws on by itself.
    if (before || epilogue)
      b.end(Throw{}, source(SourceRange(stmt->getHandler(index)->getEndLoc())));
    else
      b.jumpTo(after);
  }
  b.enter(after);
}

}  // namespace dbrace::cpp
