// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Lowering.h"

#include "llvm/Support/ConvertUTF.h"

namespace dbrace::cpp {
using namespace clang;
using namespace facts;

ValueId Lowering::unknown(const Expr *expr) {
  ++unit.unit.losses.unknownExpressions;
  std::vector<ValueId> inputs;
  for (const Stmt *child : expr->children())
    if (const auto *input = dyn_cast_or_null<Expr>(child); input && !isa<LambdaExpr>(expr))
      if (!input->getType().isNull() && !input->getType()->isVoidType())
        inputs.push_back(value(input));
  return b.unknown(text(expr->getStmtClassName()), std::move(inputs));
}

std::optional<std::int64_t> Lowering::constant(const Expr *expr) {
  if (!isEvaluable(expr) || !expr->getType()->isIntegralOrEnumerationType())
    return std::nullopt;
  Expr::EvalResult result;
  if (!expr->EvaluateAsInt(result, context))
    return std::nullopt;
  return result.Val.getInt().extOrTrunc(64).getSExtValue();
}

std::optional<bool> Lowering::constantCondition(const Expr *expr) {
  if (!isEvaluable(expr))
    return std::nullopt;
  const Expr *inner = expr->IgnoreParenImpCasts();
  // Asking the evaluator costs time; most conditions cannot be constant.
  if (isa<CallExpr, DeclRefExpr, MemberExpr>(inner) && !expr->getType().isConstQualified())
    if (const auto *name = dyn_cast<DeclRefExpr>(inner); !name || !isa<EnumConstantDecl>(name->getDecl()))
      if (const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
          !variable || !variable->isConstexpr())
        return std::nullopt;
  bool result = false;
  if (!expr->EvaluateAsBooleanCondition(result, context) || expr->HasSideEffects(context))
    return std::nullopt;
  return result;
}

void Lowering::endTemporaries(std::size_t count, const Expr *expr) {
  while (temporaries.size() > count) {
    Live object = temporaries.back();
    temporaries.pop_back();
    callDestructor(object.object, object.record, b.currentCleanup, source(expr));
  }
}

ValueId Lowering::truth(const Expr *expr) {
  ValueId result = value(expr);
  if (b.isTruth(result) || expr->getType().isNull() || expr->getType()->isBooleanType())
    return result;
  return b.operation(Operator::Ne, {result, b.integer(0)});
}

ValueId Lowering::textOf(const StringLiteral *literal) {
  TextConstant constant;
  llvm::SmallVector<Token> tokens;
  const SourceManager &manager = context.getSourceManager();
  auto kindOf = [&](llvm::StringRef spelling) {
    if (spelling.substr(0, spelling.find('"')).ends_with("R"))
      return LiteralKind::Raw;
    switch (literal->getKind()) {
    case StringLiteralKind::Wide:
      return LiteralKind::Wide;
    case StringLiteralKind::UTF8:
      return LiteralKind::Utf8;
    case StringLiteralKind::UTF16:
      return LiteralKind::Utf16;
    case StringLiteralKind::UTF32:
      return LiteralKind::Utf32;
    default:
      return LiteralKind::Ordinary;
    }
  };
  auto inUtf8 = [](std::size_t length, auto codeUnit) {
    std::string characters;
    for (std::size_t index = 0; index < length; ++index) {
      char bytes[4], *end = bytes;
      if (llvm::ConvertCodePointToUTF8(codeUnit(index), end))
        characters.append(bytes, end);
    }
    return characters;
  };
  std::string whole = literal->getCharByteWidth() == 1 ? literal->getBytes().str()
                                                       : inUtf8(literal->getLength(), [&](std::size_t index) {
                                                           return literal->getCodeUnit(static_cast<unsigned>(index));
                                                         });
  /// Of one token by itself: in `u"" "text"` only the first is of wide characters.
  auto tokenText = [&](const StringLiteralParser &parser) {
    llvm::StringRef bytes = parser.GetString();
    std::size_t count = parser.GetNumStringChars(), width = count == 0 ? 1 : bytes.size() / count;
    return width == 1 ? bytes.str() : inUtf8(count, [&](std::size_t index) {
      unsigned unit = 0;
      for (std::size_t i = width; i-- > 0;)  // As the host has them: little end first.
        unit = unit << 8 | static_cast<unsigned char>(bytes[index * width + i]);
      return unit;
    });
  };
  unsigned used = 0;
  for (unsigned index = 0; index < literal->getNumConcatenated(); ++index) {
    SourceLocation at = literal->getStrTokenLoc(index);
    llvm::SmallString<256> buffer;
    llvm::StringRef spelling = Lexer::getSpelling(manager.getSpellingLoc(at), buffer, manager, context.getLangOpts());
    LiteralPiece piece;
    piece.kind = kindOf(spelling);
    piece.source = source(SourceRange(at));
    std::string part;
    if (literal->getNumConcatenated() == 1) {
      part = whole;
    } else if (!spelling.empty()) {
      Token token;
      if (!Lexer::getRawToken(manager.getSpellingLoc(at), token, manager, context.getLangOpts())) {
        StringLiteralParser parser(token, manager, context.getLangOpts(), context.getTargetInfo());
        if (!parser.hadError)
          part = whole.substr(std::min<std::size_t>(used, whole.size()), tokenText(parser).size());
      }
    }
    used += part.size();
    piece.text = text(part);
    piece.escapes = piece.kind != LiteralKind::Raw && spelling.contains('\\');
    constant.pieces.push_back(piece);
  }
  if (constant.pieces.empty())
    constant.pieces.push_back({.text = text(whole)});
  else if (literal->getNumConcatenated() > 1 && used < whole.size())
    constant.pieces.back().text = text(std::string(unit.names.text(constant.pieces.back().text)) + whole.substr(used));
  unit.addDdl(whole, literal->getSourceRange());
  return b.value(std::move(constant));
}

static void collectOuterVariables(const Stmt *stmt, const CXXRecordDecl *closure,
                                  llvm::SmallSetVector<const VarDecl *, 8> &found) {
  if (!stmt)
    return;
  if (const auto *name = dyn_cast<DeclRefExpr>(stmt))
    if (const auto *variable = dyn_cast<VarDecl>(name->getDecl());
        variable && variable->hasLocalStorage() && !closure->Encloses(variable->getDeclContext()))
      found.insert(variable);
  for (const Stmt *child : stmt->children())
    collectOuterVariables(child, closure, found);
}

llvm::SmallSetVector<const VarDecl *, 8> Lowering::usedWithoutCapture(const CXXRecordDecl *closure) {
  llvm::SmallSetVector<const VarDecl *, 8> found;
  if (const CXXMethodDecl *body = closure->getLambdaCallOperator();
      body && closure->isDependentContext() && closure->getLambdaCaptureDefault() != LCD_None) {
    collectOuterVariables(body->getBody(), closure, found);
    for (const LambdaCapture &capture : closure->captures())
      if (capture.capturesVariable())
        if (const auto *variable = dyn_cast<VarDecl>(capture.getCapturedVar()))
          found.remove(variable);
  }
  return found;
}

ValueId Lowering::lambda(const LambdaExpr *expr) {
  const CXXRecordDecl *closure = expr->getLambdaClass();
  unit.names.numberLambda(closure, out.key, out.name);
  unit.addLambda(closure);
  LambdaRef lambda;
  auto field = closure->field_begin();
  for (const Expr *init : expr->capture_inits()) {
    if (!init || field == closure->field_end())
      break;
    bool byReference = field->getType()->isReferenceType();
    lambda.captures.push_back(byReference ? address(init) : value(init));
    ++field;
  }
  for (const VarDecl *used : usedWithoutCapture(closure))
    lambda.captures.push_back(b.addressOf(declPlace(used, expr)));
  const CXXMethodDecl *method = closure->getLambdaCallOperator();
  if (FunctionTemplateDecl *generic = closure->getDependentLambdaCallOperator();
      generic && generic->spec_begin() != generic->spec_end())
    method = cast<CXXMethodDecl>(*generic->spec_begin());
  lambda.key = method ? unit.names.key(method) : unit.names.lambdaKey(closure);
  return b.value(std::move(lambda));
}

ValueId Lowering::conditional(const Expr *expr, bool wantsPlace) {
  const Expr *arms[2];
  BlockId starts[2] = {b.newBlock(), b.newBlock()}, join = b.newBlock();
  if (const auto *ordinary = dyn_cast<ConditionalOperator>(expr)) {
    arms[0] = ordinary->getTrueExpr();
    arms[1] = ordinary->getFalseExpr();
    if (std::optional<bool> known = constantCondition(ordinary->getCond())) {
      const Expr *taken = arms[*known ? 0 : 1];
      return wantsPlace ? address(taken) : value(taken);
    }
    branch(ordinary->getCond(), starts[0], starts[1]);
  } else {
    const auto *gnu = cast<BinaryConditionalOperator>(expr);
    arms[0] = gnu->getTrueExpr();
    arms[1] = gnu->getFalseExpr();
    // The condition is evaluated once and is the value of the first arm.
    PlaceId common = b.temporary();
    b.assign(common, value(gnu->getCommon()), AssignKind::Plain, source(gnu->getCommon()));
    opaqueValues[gnu->getOpaqueValue()] = b.load(common);
    branch(gnu->getCond(), starts[0], starts[1]);
  }
  bool hasValue = !expr->getType()->isVoidType();
  PlaceId result = hasValue ? b.temporary() : none;
  for (int index = 0; index < 2; ++index) {
    b.enter(starts[index]);
    std::size_t count = temporaries.size();
    if (!hasValue || isa<CXXThrowExpr>(arms[index]->IgnoreParens()))
      discard(arms[index]);
    else
      b.assign(result, wantsPlace ? address(arms[index]) : value(arms[index]), AssignKind::Select, source(arms[index]));
    endTemporaries(count, arms[index]);
    b.jumpTo(join);
  }
  b.enter(join);
  return hasValue ? b.load(result) : b.integer(0);
}

void Lowering::discard(const Expr *expr) {
  const Expr *inner = expr->IgnoreParens();
  if (const auto *cleanups = dyn_cast<ExprWithCleanups>(inner)) {
    std::size_t count = temporaries.size();
    discard(cleanups->getSubExpr());
    return endTemporaries(count, expr);
  }
  if (const auto *cast = dyn_cast<CastExpr>(inner);
      cast && (cast->getCastKind() == CK_ToVoid || cast->getCastKind() == CK_NoOp))
    return discard(cast->getSubExpr());
  if (const auto *binary = dyn_cast<BinaryOperator>(inner)) {
    if (binary->isLogicalOp()) {
      BlockId right = b.newBlock(), after = b.newBlock();
      bool isAnd = binary->getOpcode() == BO_LAnd;
      branch(binary->getLHS(), isAnd ? right : after, isAnd ? after : right);
      b.enter(right);
      discard(binary->getRHS());
      b.jumpTo(after);
      return b.enter(after);
    }
    if (binary->getOpcode() == BO_Comma) {
      discard(binary->getLHS());
      return discard(binary->getRHS());
    }
    if (binary->isAssignmentOp()) {
      assignTo(binary);
      return;
    }
  }
  if (const auto *unary = dyn_cast<UnaryOperator>(inner); unary && unary->isIncrementDecrementOp()) {
    PlaceId target = place(unary->getSubExpr());
    b.assign(target, incremented(unary, b.load(target)), AssignKind::Increment, source(unary));
    return;
  }
  if (isa<DeclRefExpr, IntegerLiteral, CXXThisExpr>(inner))
    return;
  if (inner->getType().isNull() || inner->isGLValue())
    place(inner);
  else if (inner->getType()->isRecordType() && !isa<AbstractConditionalOperator>(inner))
    materialize(inner);
  else
    value(inner);
}

}  // namespace dbrace::cpp
