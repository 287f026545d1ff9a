// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Lowering.h"

namespace dbrace::cpp {
using namespace clang;
using namespace facts;

void Lowering::loop(const Stmt *stmt) {
  Scope scope(*this);
  const auto *asFor = dyn_cast<ForStmt>(stmt);
  const auto *asWhile = dyn_cast<WhileStmt>(stmt);
  const auto *asDo = dyn_cast<DoStmt>(stmt);
  if (asFor)
    statement(asFor->getInit());
  const Stmt *body = asFor ? asFor->getBody() : asWhile ? asWhile->getBody() : asDo->getBody();
  const Expr *condition = asFor ? asFor->getCond() : asWhile ? asWhile->getCond() : asDo->getCond();
  BlockId head = b.newBlock(), start = b.newBlock(), next = b.newBlock(), after = b.newBlock(), leave = b.newBlock();
  b.jumpTo(asDo ? start : head);

  std::size_t depth = alive.size();
  b.enter(head);
  // A variable of the condition lives for one round: `leave` and `next` destroy it.
  Scope round(*this);
  if (!asDo)
    statement(asFor ? asFor->getConditionVariableDeclStmt() : asWhile->getConditionVariableDeclStmt());
  if (condition)
    branch(condition, start, leave);
  else
    b.jumpTo(start);
  b.enter(leave);
  leaveTo(depth, stmt->getEndLoc());
  b.jumpTo(after);

  b.enter(start);
  breaks.push_back({after, depth});
  continues.push_back({next, alive.size()});
  {
    Scope inner(*this);
    statement(body);
    inner.close(body->getEndLoc());
  }
  breaks.pop_back();
  continues.pop_back();
  b.jumpTo(next);
  b.enter(next);
  if (asFor && asFor->getInc())
    discard(asFor->getInc());
  round.close(stmt->getEndLoc());
  b.jumpTo(head);
  b.enter(after);
  scope.close(stmt->getEndLoc());
}

void Lowering::rangeFor(const CXXForRangeStmt *stmt) {
  Scope scope(*this);
  statement(stmt->getInit());
  BlockId head = b.newBlock(), start = b.newBlock(), next = b.newBlock(), after = b.newBlock();
  ValueId range = none;
  bool resolved = stmt->getBeginStmt() && stmt->getEndStmt() && stmt->getCond() && stmt->getInc();
  if (resolved) {
    statement(stmt->getRangeStmt());
    statement(stmt->getBeginStmt());
    statement(stmt->getEndStmt());
  } else if (stmt->getRangeInit()) {
    const Expr *init = stmt->getRangeInit();
    range = init->isGLValue() ? address(init) : value(init);
  }
  b.jumpTo(head);
  b.enter(head);
  if (resolved)
    branch(stmt->getCond(), start, after);
  else
    b.end(Choice{{start, after}}, source(stmt));
  b.enter(start);
  std::size_t depth = alive.size();
  breaks.push_back({after, depth});
  continues.push_back({next, depth});
  {
    Scope inner(*this);
    if (resolved) {
      statement(stmt->getLoopVarStmt());
    } else if (const VarDecl *variable = stmt->getLoopVariable()) {
      // The range has no known type, so the variable is one of its elements and nothing more is known.
      PlaceId place = addLocal(variable);
      std::vector<ValueId> inputs;
      if (range != none)
        inputs.push_back(range);
      b.assign(place, b.unknown(text("recovery"), std::move(inputs)), AssignKind::Declare,
               source(variable->getSourceRange()));
    }
    statement(stmt->getBody());
    inner.close(stmt->getEndLoc());
  }
  breaks.pop_back();
  continues.pop_back();
  b.jumpTo(next);
  b.enter(next);
  if (resolved)
    discard(stmt->getInc());
  b.jumpTo(head);
  b.enter(after);
  scope.close(stmt->getEndLoc());
}

void Lowering::switchStatement(const SwitchStmt *stmt) {
  Scope scope(*this);
  statement(stmt->getInit());
  statement(stmt->getConditionVariableDeclStmt());
  ValueId value = this->value(stmt->getCond());
  BlockId from = b.currentBlock(), after = b.newBlock();
  SwitchState state;
  b.end(Stop{});
  switches.push_back(&state);
  breaks.push_back({after, alive.size()});
  {
    Scope inner(*this);
    statement(stmt->getBody());
    inner.close(stmt->getEndLoc());
  }
  breaks.pop_back();
  switches.pop_back();
  b.jumpTo(after);
  b.enter(from);
  b.end(Switch{value, std::move(state.cases), state.otherwise == none ? after : state.otherwise},
        source(stmt->getCond()));
  b.enter(after);
  scope.close(stmt->getEndLoc());
}

void Lowering::caseLabel(const clang::SwitchCase *label) {
  BlockId block = b.newBlock();
  b.jumpTo(block);
  b.enter(block);
  if (!switches.empty()) {
    SwitchState &state = *switches.back();
    if (const auto *one = dyn_cast<CaseStmt>(label)) {
      std::optional<std::int64_t> low = constant(one->getLHS());
      std::optional<std::int64_t> high = one->getRHS() ? constant(one->getRHS()) : low;
      if (low && high)
        state.cases.push_back({*low, *high, block});
    } else {
      state.otherwise = block;
    }
  }
  statement(label->getSubStmt());
}

void Lowering::inlineAssembly(const AsmStmt *stmt) {
  std::vector<ValueId> inputs;
  for (unsigned index = 0; index < stmt->getNumInputs(); ++index)
    inputs.push_back(value(stmt->getInputExpr(index)));
  for (unsigned index = 0; index < stmt->getNumOutputs(); ++index)
    b.assign(place(stmt->getOutputExpr(index)), b.unknown(text("asm"), inputs), AssignKind::Plain, source(stmt));
  const auto *gcc = dyn_cast<GCCAsmStmt>(stmt);
  if (!gcc || !gcc->isAsmGoto())
    return;
  BlockId from = b.currentBlock(), next = b.newBlock();
  std::vector<BlockId> to{next};
  b.end(Stop{});
  for (const AddrLabelExpr *label : gcc->labels()) {
    BlockId hop = b.newBlock();
    to.push_back(hop);
    b.enter(hop);
    gotoLabel(label->getLabel(), stmt->getSourceRange());
  }
  b.enter(from);
  b.end(Choice{std::move(to)}, source(stmt));
  b.enter(next);
}

}  // namespace dbrace::cpp
