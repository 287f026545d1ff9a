// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Lowering.h"

namespace dbrace::cpp {
using namespace clang;
using namespace facts;

PlaceId Lowering::addLocal(const VarDecl *variable) {
  auto [known, isNew] = locals.try_emplace(variable, none);
  if (!isNew)
    return known->second;
  Variable local;
  local.name = text(variable->getIdentifier() ? variable->getName() : "");
  local.type = unit.names.type(variable->getType());
  local.isReference = variable->getType()->isReferenceType();
  out.locals.push_back(local);
  PlaceId place = b.place(Local{static_cast<std::uint32_t>(out.locals.size() - 1)});
  locals[variable] = place;
  return place;
}

void Lowering::declare(const Decl *decl) {
  if (const auto *record = dyn_cast<CXXRecordDecl>(decl)) {
    if (record->isCompleteDefinition())
      unit.addLocalClass(record);
    return;
  }
  const auto *variable = dyn_cast<VarDecl>(decl);
  if (!variable)
    return;
  declareVariable(variable);
  const auto *bindings = dyn_cast<DecompositionDecl>(variable);
  if (!bindings)
    return;
  for (const BindingDecl *binding : bindings->bindings())
    if (const VarDecl *holder = binding->getHoldingVar())
      declareVariable(holder);
}

void Lowering::declareVariable(const VarDecl *variable) {
  SourceId at = source(variable->getSourceRange());
  const Expr *init = variable->getInit();
  if (!variable->hasLocalStorage()) {
    unit.useGlobal(variable);
    // What depends on this call's values is evaluated in place; the rest belongs to the global's own initialiser.
    if (isInitializedInPlace(variable, context)) {
      PlaceId place = b.place(Global{unit.names.global(variable)});
      if (variable->getType()->isReferenceType())
        b.assign(place, address(init), AssignKind::Declare, at);
      else
        into(init, place, AssignKind::Declare);
    }
    return;
  }
  PlaceId place = addLocal(variable);
  if (variable->isInvalidDecl()) {
    // Of an unknown type: what is left is its spelling and the arguments it was made with.
    llvm::StringRef spelled =
        Lexer::getSourceText(CharSourceRange::getCharRange(variable->getBeginLoc(), variable->getLocation()),
                             context.getSourceManager(), context.getLangOpts());
    spelled = spelled.trim();
    out.locals[std::get<Local>(out.places[place]).index].type = text(spelled);
    invalidVariables.emplace_back(variable->getNameAsString(), variable);
    // `auto x = f(…)`: only an argument is unknown, and the call is kept.
    if (init && variable->getType()->isUndeducedType())
      return b.assign(place, value(init), AssignKind::Declare, at);
    b.assign(place, b.unknown(text("recovery")), AssignKind::Declare, at);
    if (!init)
      return;
    llvm::SmallVector<const Expr *> arguments;
    if (const auto *recovery = dyn_cast<RecoveryExpr>(init))
      arguments.append(recovery->subExpressions().begin(), recovery->subExpressions().end());
    else
      arguments.push_back(init);
    if (arguments.size() == 1)
      if (const auto *list = dyn_cast<ParenListExpr>(arguments[0]))
        arguments.assign(const_cast<ParenListExpr *>(list)->getExprs(),
                         const_cast<ParenListExpr *>(list)->getExprs() + list->getNumExprs());
    unresolvedConstruction(spelled, place, arguments, variable->getSourceRange());
    return;
  }
  if (!init) {
    b.assign(place, b.unknown(text("uninitialized")), AssignKind::Declare, at);
    enliven(place, variable->getType());
    return;
  }
  if (variable->getType()->isReferenceType()) {
    b.assign(place, address(init), AssignKind::Declare, at);
    if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(init->IgnoreParenImpCasts()))
      enliven(b.pointee(b.load(place)), temporary->getType());
    return;
  }
  into(init, place, AssignKind::Declare);
  enliven(place, variable->getType());
}

/// Others are met as well: of a requires-expression, of the function around a lambda whose captures are not known.
bool Lowering::isOwn(const ParmVarDecl *parameter) const {
  const auto *owner = dyn_cast<FunctionDecl>(parameter->getDeclContext());
  return owner && function && owner->getCanonicalDecl() == function->getCanonicalDecl();
}

ValueId Lowering::memberName(llvm::StringRef qualified) {
  return b.value(TextConstant{{{.text = text("&" + qualified.str())}}});
}

PlaceId Lowering::columnPlace(const CXXRecordDecl *table, const ValueDecl *column, SourceRange range) {
  // Generated columns of a class stand in a template over it.
  if (const auto *special = dyn_cast_or_null<ClassTemplateSpecializationDecl>(table))
    for (const TemplateArgument &argument : special->getTemplateArgs().asArray())
      if (const CXXRecordDecl *of =
              argument.getKind() == TemplateArgument::Type ? argument.getAsType()->getAsCXXRecordDecl() : nullptr) {
        table = of;
        break;
      }
  std::string owner = table ? std::string(unit.names.text(unit.names.qualified(table))) : std::string();
  PlaceId place = b.temporary();
  b.assign(place, memberName(owner + "::" + column->getName().str()), AssignKind::Plain, source(range));
  return place;
}

bool Lowering::isColumn(const ValueDecl *decl) {
  return decl->getIdentifier() && decl->getType()->getAsCXXRecordDecl() &&
         unit.models.isColumn(unit.names.type(decl->getType()));
}

PlaceId Lowering::variablePlace(const VarDecl *variable) {
  if (variable->isStaticDataMember() && isColumn(variable))
    return columnPlace(dyn_cast<CXXRecordDecl>(variable->getDeclContext()), variable, variable->getSourceRange());
  bool isReference = variable->getType()->isReferenceType();
  PlaceId place = none;
  if (const auto *parameter = dyn_cast<ParmVarDecl>(variable); parameter && isOwn(parameter)) {
    place = b.place(Parameter{parameter->getFunctionScopeIndex()});
  } else if (variable->hasLocalStorage()) {
    place = addLocal(variable);
  } else {
    unit.useGlobal(variable);
    place = b.place(Global{unit.names.global(variable)});
  }
  return isReference ? b.pointee(b.load(place)) : place;
}

PlaceId Lowering::declPlace(const ValueDecl *decl, const Expr *expr) {
  if (auto capture = captures.find(decl); capture != captures.end()) {
    PlaceId place = b.place(Capture{capture->second});
    return captureIsReference[capture->second] ? b.pointee(b.load(place)) : place;
  }
  if (const auto *variable = dyn_cast<VarDecl>(decl))
    return variablePlace(variable);
  if (const auto *binding = dyn_cast<BindingDecl>(decl)) {
    if (const VarDecl *holder = binding->getHoldingVar())
      return variablePlace(holder);
    if (binding->getBinding())
      return place(binding->getBinding());
  }
  return unknownPlace(expr);
}

ValueId Lowering::declValue(const DeclRefExpr *expr) {
  const ValueDecl *decl = expr->getDecl();
  if (const auto *enumerator = dyn_cast<EnumConstantDecl>(decl))
    return b.integer(enumerator->getInitVal().extOrTrunc(64).getSExtValue(), text(enumerator->getName()));
  if (const auto *called = dyn_cast<FunctionDecl>(decl))
    return b.value(FunctionRef{unit.names.key(called), unit.names.qualified(called)});
  const VarDecl *definition = nullptr;
  if (const auto *variable = dyn_cast<VarDecl>(decl);
      variable && variable->getType().isConstQualified() && variable->getType()->isIntegralOrEnumerationType() &&
      isEvaluable(variable->getAnyInitializer(definition)) && !definition->isInvalidDecl() &&
      definition->hasConstantInitialization())
    if (const APValue *known = definition->evaluateValue(); known && known->isInt())
      return b.integer(known->getInt().extOrTrunc(64).getSExtValue(), text(variable->getName()));
  return b.load(declPlace(decl, expr));
}

PlaceId Lowering::memberPlace(const MemberExpr *expr) {
  const ValueDecl *member = expr->getMemberDecl();
  const Expr *base = expr->getBase();
  if (const auto *variable = dyn_cast<VarDecl>(member)) {
    if (!expr->isImplicitAccess())
      discard(base);
    return variablePlace(variable);
  }
  const auto *field = dyn_cast<FieldDecl>(member);
  if (field && isColumn(field)) {
    QualType table = base->IgnoreParenImpCasts()->getType();
    return columnPlace(expr->isArrow() ? table->getPointeeCXXRecordDecl() : table->getAsCXXRecordDecl(), field,
                       expr->getSourceRange());
  }
  PlaceId object = expr->isArrow() ? b.pointee(value(base)) : place(base);
  if (!field)
    return b.pointee(unknown(expr));
  if (field->isAnonymousStructOrUnion() || !field->getIdentifier())
    return object;
  PlaceId place = b.field(object, unit.names.field(field));
  return field->getType()->isReferenceType() ? b.pointee(b.load(place)) : place;
}

std::optional<PlaceId> Lowering::invalidVariable(llvm::StringRef name) {
  for (std::size_t index = invalidVariables.size(); index-- > 0;)
    if (invalidVariables[index].first == name)
      return locals.lookup(invalidVariables[index].second);
  return std::nullopt;
}

void Lowering::lowerFunction(const FunctionDecl *lowered) {
  function = lowered;
  dependent = lowered->isDependentContext();
  const auto *method = dyn_cast<CXXMethodDecl>(lowered);
  if (method && method->getParent()->isLambda()) {
    unsigned index = 0;
    for (const FieldDecl *field : method->getParent()->fields()) {
      captureIsReference.push_back(field->getType()->isReferenceType());
      const LambdaCapture &capture = *(method->getParent()->captures_begin() + index);
      Variable variable{.type = unit.names.type(field->getType()), .isReference = field->getType()->isReferenceType()};
      if (capture.capturesThis()) {
        thisCapture = index;
        thisByCopy = capture.getCaptureKind() == LCK_StarThis;
        variable.name = text("this");
      } else if (capture.capturesVariable()) {
        captures[capture.getCapturedVar()] = index;
        variable.name = text(capture.getCapturedVar()->getName());
      }
      out.captures.push_back(variable);
      ++index;
    }
    for (const VarDecl *used : usedWithoutCapture(method->getParent())) {
      captures[used] = index++;
      captureIsReference.push_back(true);
      out.captures.push_back(
          {.name = text(used->getName()), .type = unit.names.type(used->getType()), .isReference = true});
    }
  }
  if (const auto *prototype = lowered->getType()->getAs<FunctionProtoType>();
      prototype && !dependent && context.getLangOpts().CXXExceptions && prototype->isNothrow())
    b.currentCleanup = b.cleanup({NoExcept{}, none});
  const auto *constructor = dyn_cast<CXXConstructorDecl>(lowered);
  const auto *destructor = dyn_cast<CXXDestructorDecl>(lowered);
  auto initialize = [&] {
    if (constructor)
      initializeMembers(constructor);
  };
  if (destructor)
    epilogue = b.newBlock();
  const Stmt *body = lowered->getBody();
  if (const auto *wholeTry = dyn_cast_or_null<CXXTryStmt>(body)) {
    constructor ? tryStatement(wholeTry, initialize) : tryStatement(wholeTry);
  } else {
    initialize();
    statement(body);
  }
  if (destructor) {
    b.jumpTo(*epilogue);
    b.enter(*epilogue);
    destroyMembers(destructor);
  }
  b.end(Return{}, body ? source(SourceRange(body->getEndLoc())) : 0);
  finish();
}

void Lowering::lowerInitializer(const VarDecl *variable) {
  out.isInitializer = true;
  PlaceId place = b.place(Global{unit.names.global(variable)});
  if (variable->getType()->isReferenceType())
    b.assign(place, address(variable->getInit()), AssignKind::Declare, source(variable->getSourceRange()));
  else
    into(variable->getInit(), place, AssignKind::Declare);
  b.end(Return{});
  finish();
}

void Lowering::finish() {
  for (const PendingGoto &jump : gotos) {
    std::vector<BlockId> to;
    if (auto known = labels.find(jump.label); jump.label && known != labels.end()) {
      b.enter(jump.from);
      alive = jump.alive;
      leaveTo(std::min(known->second.depth, alive.size()), jump.range);
      b.end(Jump{known->second.block}, source(jump.range));
      continue;
    }
    for (const auto &label : labels)
      to.push_back(label.second.block);
    llvm::sort(to);
    b.enter(jump.from);
    if (!to.empty())
      b.end(Choice{std::move(to)}, source(jump.range));
  }
  b.finish();
}

}  // namespace dbrace::cpp
