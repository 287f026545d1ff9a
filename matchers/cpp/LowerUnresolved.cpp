// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code the compiler could not resolve, because a header is missing or a template was never instantiated.
//
// What is kept is what the text says: the name, the spelled type of the receiver, the arguments.
#include "cpp/Lowering.h"

namespace dbrace::cpp {
using namespace clang;
using namespace facts;

namespace {

/// The name at the end of a recovery expression; empty when it ends otherwise, as calls do.
std::string lastName(const Expr *expr, const ASTContext &context) {
  Token token;
  SourceLocation end = context.getSourceManager().getSpellingLoc(expr->getEndLoc());
  if (end.isInvalid() || Lexer::getRawToken(end, token, context.getSourceManager(), context.getLangOpts()) ||
      token.isNot(tok::raw_identifier))
    return "";
  return token.getRawIdentifier().str();
}

/// Marks one expression, such as a variable of unknown type, as broken and says nothing else.
bool isWrapper(const RecoveryExpr *expr) {
  llvm::ArrayRef<const Expr *> parts = const_cast<RecoveryExpr *>(expr)->subExpressions();
  return parts.size() == 1 && parts[0]->getSourceRange() == expr->getSourceRange();
}

bool isTextType(QualType type) {
  if (const Type *element = type->getPointeeOrArrayElementType(); element != type.getTypePtr())
    return element->isAnyCharacterType();
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  return record && record->isInStdNamespace() && record->getName().starts_with("basic_string");
}

/// A text, or what is made up and was joined with one.
bool isText(const Expr *expr) {
  const Expr *inner = expr->IgnoreImplicit()->IgnoreParenImpCasts();
  if (const auto *sum = dyn_cast<CXXOperatorCallExpr>(inner);
      sum && sum->getOperator() == OO_Plus && sum->getNumArgs() == 2 && isUnknownValue(sum->getType()))
    return isText(sum->getArg(0)) || isText(sum->getArg(1));
  return isTextType(inner->getType());
}

/// VENDOR_THROW(error): written like a macro, with THROW among its words and none that makes it depend on something.
bool isThrowMacro(llvm::StringRef name) {
  if (name != name.upper())
    return false;
  llvm::SmallVector<llvm::StringRef> words;
  name.split(words, '_');
  static constexpr llvm::StringRef conditions[] = {"IF", "ON",     "UNLESS", "WHEN",  "NOT",
                                                   "NO", "ASSERT", "CHECK",  "EXPECT"};
  return llvm::is_contained(words, "THROW") &&
         llvm::none_of(words, [](llvm::StringRef word) { return llvm::is_contained(conditions, word); });
}

/// The one function among the candidates that takes so many arguments.
const FunctionDecl *onlyCandidate(const OverloadExpr *overloads, std::size_t arguments) {
  const FunctionDecl *only = nullptr;
  for (const NamedDecl *candidate : overloads->decls()) {
    const auto *function = dyn_cast<FunctionDecl>(candidate->getUnderlyingDecl());
    if (!function)
      return nullptr;
    if (arguments < function->getMinRequiredArguments() ||
        (arguments > function->getNumParams() && !function->isVariadic()))
      continue;
    if (only)
      return nullptr;
    only = function;
  }
  return only;
}

/// A variable that a reference could be bound to, if the callee takes one.
bool mayBindToReference(const Expr *argument) {
  const auto *name = dyn_cast<DeclRefExpr>(argument->IgnoreParenImpCasts());
  const auto *variable = name ? dyn_cast<VarDecl>(name->getDecl()) : nullptr;
  return variable && !variable->getType().getNonReferenceType().isConstQualified();
}

}  // namespace

/// What is left of broken code may have expressions without a type among its parts.
static bool isTyped(const Expr *part) { return part && !part->getType().isNull(); }

PlaceId Lowering::recoveryPlace(const RecoveryExpr *expr) {
  llvm::ArrayRef<const Expr *> parts = const_cast<RecoveryExpr *>(expr)->subExpressions();
  std::string name = lastName(expr, context);
  if (parts.empty())
    if (std::optional<PlaceId> variable = invalidVariable(name))
      return *variable;
  if (isWrapper(expr))
    return place(parts[0]);
  if (parts.size() == 1 && isTyped(parts[0]) && !name.empty() && parts[0]->getEndLoc() != expr->getEndLoc()) {
    PlaceId object = parts[0]->getType()->isPointerType() ? b.pointee(value(parts[0])) : place(parts[0]);
    return b.field(object, text(name));
  }
  return b.pointee(recovery(expr));
}

ValueId Lowering::recovery(const RecoveryExpr *expr) {
  llvm::ArrayRef<const Expr *> parts = const_cast<RecoveryExpr *>(expr)->subExpressions();
  std::string name = lastName(expr, context);
  bool isMember = parts.size() == 1 && isTyped(parts[0]) && !name.empty() && parts[0]->getEndLoc() != expr->getEndLoc();
  if (isMember || (parts.empty() && invalidVariable(name)))
    return b.load(recoveryPlace(expr));
  if (isWrapper(expr))
    return value(parts[0]);
  if (!parts.empty() && isTyped(parts[0]) && name.empty()) {
    const Expr *callee = parts[0]->IgnoreParenImpCasts();
    bool isCallee = isa<OverloadExpr, CXXDependentScopeMemberExpr, DependentScopeDeclRefExpr>(callee) ||
                    callee->getType()->isFunctionType() || callee->hasPlaceholderType(BuiltinType::BoundMember) ||
                    (isa<RecoveryExpr>(callee) && !lastName(callee, context).empty() &&
                     callee->getBeginLoc() == expr->getBeginLoc());
    if (isCallee) {
      CallResult made = unresolvedCall(expr, callee, parts.drop_front());
      return made.isAddress        ? b.load(b.pointee(b.load(made.result)))
             : made.result == none ? b.integer(0)
                                   : b.load(made.result);
    }
  }
  ++unit.unit.losses.unknownExpressions;
  std::vector<ValueId> inputs;
  for (const Expr *part : parts)
    if (isTyped(part) && !part->getType()->isVoidType() && !part->hasPlaceholderType())
      inputs.push_back(value(part));
  return b.unknown(text("recovery"), std::move(inputs));
}

/// `"WHERE name = " + vendor::quote(name)`: whatever was made up, it is a text that it is joined with.
Lowering::CallResult Lowering::joinedText(const CallExpr *call, llvm::ArrayRef<const Expr *> arguments) {
  Call join;
  join.callee.kind = CallKind::Operator;
  join.callee.name = text("std::operator+");
  join.callee.model = unit.models.findUnresolved("", "std::operator+", {"std::basic_string", "std::basic_string"});
  for (const Expr *one : arguments)
    join.arguments.push_back(argument(one, QualType()));
  return emit(std::move(join), call->getType(), call, false);
}

/// What is made up becomes something else, or stands for what it points to: that is the thing itself.
Lowering::CallResult Lowering::madeUpCall(const CallExpr *call, const FunctionDecl *called, const Expr *callee,
                                          llvm::ArrayRef<const Expr *> arguments) {
  const auto *member = dyn_cast<MemberExpr>(callee);
  const Expr *object = member ? member->getBase() : isa<CXXOperatorCallExpr>(call) ? arguments.front() : nullptr;
  if (!isa<CXXMethodDecl>(called) && isa<CXXOperatorCallExpr>(call) && arguments.size() == 2) {
    bool assigns = called->getOverloadedOperator() == OO_PlusEqual;
    if ((assigns || called->getOverloadedOperator() == OO_Plus) && llvm::any_of(arguments, isText)) {
      CallResult joined = joinedText(call, arguments);
      if (!assigns)
        return joined;
      PlaceId target = place(arguments[0]);
      b.assign(target, b.load(joined.result), AssignKind::Plain, source(call));
      return {target, false};
    }
    PlaceId result = assigns ? place(arguments[0]) : b.temporary();
    ValueId left = value(arguments[0]), right = value(arguments[1]);
    b.assign(result, binaryOf(BinaryOperator::getOverloadedOpcode(called->getOverloadedOperator()), left, right),
             AssignKind::Plain, source(call));
    return {result, false};
  }
  bool pointsTo = called->getOverloadedOperator() == OO_Arrow || called->getOverloadedOperator() == OO_Star ||
                  unit.names.simple(called) == "get";
  if (object && called->param_empty() && (isa<CXXConversionDecl>(called) || pointsTo)) {
    PlaceId itself = member && member->isArrow() ? b.pointee(value(object)) : place(object);
    return {itself, called->getReturnType()->isReferenceType()};
  }
  return unresolvedCall(call, callee, arguments);
}

Lowering::CallResult Lowering::unresolvedCall(const Expr *call, const Expr *callee,
                                              llvm::ArrayRef<const Expr *> arguments) {
  Call lowered;
  callee = callee->IgnoreParenImpCasts();
  const FunctionDecl *known = nullptr;
  const Expr *base = nullptr;
  bool isArrow = false, onThis = false;
  std::string name;
  if (const auto *overloads = dyn_cast<OverloadExpr>(callee)) {
    known = onlyCandidate(overloads, arguments.size());
    name = overloads->getName().getAsString();
    if (const auto *member = dyn_cast<UnresolvedMemberExpr>(callee)) {
      onThis = member->isImplicitAccess();
      base = onThis ? nullptr : member->getBase();
      isArrow = member->isArrow();
    }
  } else if (const auto *member = dyn_cast<CXXDependentScopeMemberExpr>(callee)) {
    name = member->getMember().getAsString();
    onThis = member->isImplicitAccess();
    base = onThis ? nullptr : member->getBase();
    isArrow = member->isArrow();
  } else if (const auto *scoped = dyn_cast<DependentScopeDeclRefExpr>(callee)) {
    name = unit.sources.spelling(scoped->getSourceRange());
  } else if (const auto *member = dyn_cast<MemberExpr>(callee)) {
    known = dyn_cast<FunctionDecl>(member->getMemberDecl());
    name = member->getMemberDecl()->getNameAsString();
    base = member->getBase();
    isArrow = member->isArrow();
  } else if (const auto *broken = dyn_cast<RecoveryExpr>(callee)) {
    llvm::ArrayRef<const Expr *> parts = const_cast<RecoveryExpr *>(broken)->subExpressions();
    name = lastName(broken, context);
    if (parts.size() == 1 && parts[0]->getEndLoc() != broken->getEndLoc())
      base = parts[0];
    isArrow = base && base->getType()->isPointerType();
  } else if (const auto *direct = dyn_cast<DeclRefExpr>(callee); direct && isa<FunctionDecl>(direct->getDecl())) {
    known = cast<FunctionDecl>(direct->getDecl());
  }
  if (known && isMadeUp(known)) {
    if (!base)
      name = unit.names.text(unit.names.qualified(known));
    known = nullptr;
  }
  if (!known && !base && arguments.size() == 1 && isThrowMacro(name)) {
    throwException(arguments.front(), call);
    return {b.temporary(), false};
  }
  std::string receiverType;
  if (onThis) {
    lowered.receiver = b.addressOf(thisObject());
    if (const auto *method = dyn_cast_or_null<CXXMethodDecl>(function))
      receiverType = unit.names.text(unit.names.qualified(method->getParent()));
  } else if (base) {
    lowered.receiver = isArrow ? value(base) : address(base);
    receiverType = spelledType(base);
  }
  bool indirect = name.empty() && !known;
  if (indirect)
    lowered.callee.indirect = value(callee);
  std::vector<std::string> types;
  for (const Expr *one : arguments) {
    lowered.arguments.push_back(argument(one, QualType()));
    types.emplace_back(unit.names.text(unit.names.type(one->getType())));
  }
  QualType result = call->getType();
  if (known) {
    const auto *method = dyn_cast<CXXMethodDecl>(known);
    lowered.callee = calleeOf(known, method ? method->getParent() : nullptr, static_cast<unsigned>(arguments.size()));
    if (method && method->isInstance()) {
      lowered.callee.isVirtual = method->isVirtual();
      if (lowered.receiver == none)
        lowered.receiver = b.addressOf(thisObject());
      if (receiverType.empty())
        receiverType = unit.names.text(unit.names.qualified(method->getParent()));
    }
    for (std::size_t index = 0; index < lowered.arguments.size() && index < known->getNumParams(); ++index)
      lowered.arguments[index].writable = argumentMayBeWritten(known->getParamDecl(index)->getType());
    if (known->isVariadic() && arguments.size() > known->getNumParams())
      lowered.firstVariadic = known->getNumParams();
    result = known->getReturnType();
  } else if (!indirect) {
    lowered.callee.kind = base || onThis ? CallKind::Method : CallKind::Function;
    lowered.callee.name = text(name);
    lowered.callee.model = unit.models.findUnresolved(receiverType, name, types);
    for (std::size_t index = 0; index < arguments.size(); ++index)
      lowered.arguments[index].writable |= mayBindToReference(arguments[index]);
  }
  lowered.receiverType = text(receiverType);
  return emit(std::move(lowered), result, call, known && known->isNoReturn());
}

std::string Lowering::spelledType(const Expr *expr) {
  const Expr *inner = expr->IgnoreParenImpCasts();
  if (isa<RecoveryExpr>(inner))
    if (std::optional<PlaceId> variable = invalidVariable(unit.sources.spelling(inner->getSourceRange())))
      return std::string(unit.names.text(out.locals[std::get<Local>(out.places[*variable]).index].type));
  if (const auto *member = dyn_cast<MemberExpr>(inner))
    if (const auto *field = dyn_cast<FieldDecl>(member->getMemberDecl()))
      if (TextId written = unit.names.typeOf(field); written != unit.names.type(field->getType()))
        return llvm::StringRef(unit.names.text(written)).rtrim("*& ").str();
  QualType type = inner->getType();
  if (type.isNull() || type == context.DependentTy)
    return "";
  if (const auto *pointer = type->getAs<clang::PointerType>())
    type = pointer->getPointeeType();
  return std::string(unit.names.text(unit.names.type(type)));
}

void Lowering::unresolvedConstruction(llvm::StringRef type, PlaceId target, llvm::ArrayRef<const Expr *> arguments,
                                      SourceRange range) {
  if (type.rtrim().ends_with("*") && arguments.size() == 1) {  // A pointer to something unknown is still a pointer.
    b.assign(target, value(arguments.front()), AssignKind::Declare, source(range));
    return;
  }
  Call call;
  std::size_t angle = type.find('<');
  llvm::StringRef bare = type.substr(0, angle).rtrim();
  std::size_t colon = bare.rfind("::");
  std::string simple = bare.substr(colon == llvm::StringRef::npos ? 0 : colon + 2).str();
  call.callee.kind = CallKind::Constructor;
  call.callee.name = text((bare + "::" + simple).str());
  call.receiver = b.addressOf(target);
  call.receiverType = text(type);
  std::vector<std::string> types;
  for (const Expr *one : arguments) {
    call.arguments.push_back(argument(one, QualType()));
    types.emplace_back(unit.names.text(unit.names.type(one->getType())));
  }
  call.callee.model = unit.models.findUnresolved(type, simple, types);
  ++unit.unit.losses.unresolvedCalls;
  b.call(std::move(call), source(range));
}

}  // namespace dbrace::cpp
