// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/UnitReader.h"

#include "cpp/Lowering.h"
#include "cpp/MissingNames.h"
#include "cpp/Owners.h"

namespace dbrace::cpp {
using namespace clang;

namespace {

QualType elementType(QualType type, const ASTContext &context) {
  while (const ArrayType *array = context.getAsArrayType(type))
    type = array->getElementType();
  return type;
}

}  // namespace

void UnitReader::read() {
  readContext(context.getTranslationUnitDecl());
  drainPending();
  addThrownClasses();
  markConstants();
}

/// What a library throws may be caught by a base class, in a program that never names the class itself.
void UnitReader::addThrownClasses() {
  for (const auto &thrown : models.thrown()) {
    llvm::SmallVector<llvm::StringRef> path;
    thrown.getKey().split(path, "::");
    const DeclContext *scope = context.getTranslationUnitDecl();
    for (llvm::StringRef name : path) {
      const Decl *found = nullptr;
      for (const NamedDecl *decl : scope->lookup(&context.Idents.get(name)))
        found = found ? found : decl;
      const auto *record = dyn_cast_or_null<CXXRecordDecl>(found);
      if (record && name == path.back() && record->hasDefinition())
        addClass(record);
      scope = dyn_cast_or_null<DeclContext>(found);
      if (!scope)
        break;
    }
  }
}

void UnitReader::markConstants() {
  llvm::DenseSet<facts::TextId> changed;
  for (const facts::Function &function : unit.functions) {
    auto change = [&](facts::PlaceId place) {
      while (true) {
        if (const auto *field = std::get_if<facts::Field>(&function.places[place]))
          place = field->base;
        else if (const auto *element = std::get_if<facts::Element>(&function.places[place]))
          place = element->base;
        else
          break;
      }
      if (const auto *global = std::get_if<facts::Global>(&function.places[place]))
        changed.insert(global->name);
    };
    // Whoever has the address may write.
    for (const facts::Value &value : function.values)
      if (const auto *address = std::get_if<facts::AddressOf>(&value))
        change(address->place);
    for (const facts::Block &block : function.blocks)
      for (const facts::Step &step : block.steps)
        if (const auto *assign = std::get_if<facts::Assign>(&step.what); assign && !function.isInitializer)
          change(assign->place);
  }
  for (facts::GlobalVariable &global : unit.globals)
    if (ownGlobals.contains(global.name) && !changed.contains(global.name))
      global.isConstant = true;
}

void UnitReader::needBody(const FunctionDecl *function) {
  const FunctionDecl *pattern = function->hasBody() ? nullptr : function->getTemplateInstantiationPattern();
  if (!sema || !pattern || !pattern->hasBody() || sources.isForeign(pattern))
    return;
  sema->InstantiateFunctionDefinition(function->getLocation(), const_cast<FunctionDecl *>(function));
  instantiated.push_back(function);
}

void UnitReader::drainPending() {
  while (!pending.empty() || !instantiated.empty()) {
    if (pending.empty()) {
      const FunctionDecl *function = instantiated.back(), *definition = nullptr;
      instantiated.pop_back();
      if (function->hasBody(definition))
        readFunction(definition);
      continue;
    }
    const CXXRecordDecl *record = pending.back();
    pending.pop_back();
    if (record->isLambda()) {
      if (!lowered.insert(record).second)
        continue;
      if (FunctionTemplateDecl *generic = record->getDependentLambdaCallOperator())
        readTemplate(generic);
      else if (const CXXMethodDecl *method = record->getLambdaCallOperator())
        readFunction(method);
    } else {
      readRecord(record);
    }
  }
}

void UnitReader::readContext(const DeclContext *scope) {
  for (const Decl *decl : scope->decls())
    readDecl(decl);
}

void UnitReader::readDecl(const Decl *decl) {
  if (const auto *space = dyn_cast<NamespaceDecl>(decl)) {
    if (!sources.isForeign(space))
      readContext(space);
    return;
  }
  if (isa<LinkageSpecDecl, ExportDecl>(decl))
    return readContext(cast<DeclContext>(decl));
  if (sources.isForeign(decl))
    return;
  if (const auto *record = dyn_cast<CXXRecordDecl>(decl)) {
    if (record->isThisDeclarationADefinition() && !isa<ClassTemplatePartialSpecializationDecl>(record))
      readRecord(record);
  } else if (const auto *record = dyn_cast<RecordDecl>(decl)) {
    addStruct(record);
  } else if (const auto *classes = dyn_cast<ClassTemplateDecl>(decl)) {
    if (!classes->isThisDeclarationADefinition())
      return;
    bool instantiated = false;
    for (const ClassTemplateSpecializationDecl *one : classes->specializations())
      if (one->getSpecializationKind() != TSK_ExplicitSpecialization && one->hasDefinition()) {
        instantiated = true;
        readRecord(one->getDefinition());
      }
    if (!instantiated)
      readRecord(classes->getTemplatedDecl());
  } else if (const auto *functions = dyn_cast<FunctionTemplateDecl>(decl)) {
    readTemplate(functions);
  } else if (const auto *function = dyn_cast<FunctionDecl>(decl)) {
    if (function->isThisDeclarationADefinition())
      readFunction(function);
  } else if (const auto *variable = dyn_cast<VarDecl>(decl)) {
    if (variable->isThisDeclarationADefinition() != VarDecl::DeclarationOnly)
      useGlobal(variable);
  } else if (const auto *nested = dyn_cast<FriendDecl>(decl)) {
    if (const NamedDecl *befriended = nested->getFriendDecl())
      readDecl(befriended);
  }
}

void UnitReader::readTemplate(const FunctionTemplateDecl *functions) {
  functions = functions->getCanonicalDecl();
  bool instantiated = false;
  for (const FunctionDecl *one : functions->specializations())
    if (const FunctionDecl *definition = nullptr; one->hasBody(definition) && definition->isTemplateInstantiation()) {
      instantiated = true;
      readFunction(definition);
    }
  const FunctionDecl *pattern = nullptr;
  if (!instantiated && functions->getTemplatedDecl()->hasBody(pattern))
    readFunction(pattern);
}

void UnitReader::readRecord(const CXXRecordDecl *record) {
  addClass(record);
  for (const Decl *decl : record->decls()) {
    const auto *function = dyn_cast<FunctionDecl>(decl);
    if (!function) {
      if (const auto *variable = dyn_cast<VarDecl>(decl); variable && variable->hasInit())
        useGlobal(variable);
      else if (!isa<VarDecl>(decl))
        readDecl(decl);
      continue;
    }
    // An instantiated member's definition may stand outside of the class.
    const FunctionDecl *definition = nullptr;
    if (!function->hasBody(definition))
      continue;
    if (function->isImplicit() && isa<CXXMethodDecl>(function) && !isa<CXXDestructorDecl>(function)) {
      const auto *constructor = dyn_cast<CXXConstructorDecl>(function);
      if (!constructor || constructor->isCopyOrMoveConstructor())
        continue;
    }
    readFunction(definition);
  }
}

void UnitReader::readFunction(const FunctionDecl *function) {
  if (!function->hasBody() || sources.isForeign(function->getLocation()) ||
      !lowered.insert(function->getCanonicalDecl()).second)
    return;
  if (function->isDefaulted() && !isa<CXXConstructorDecl, CXXDestructorDecl>(function))
    return;
  facts::Function out;
  out.key = names.key(function);
  out.name = names.qualified(function);
  out.source = sources.source(function->getNameInfo().getSourceRange());
  out.returnType = names.type(function->getReturnType());
  out.isVariadic = function->isVariadic();
  out.isInternal = !function->isExternallyVisible();
  out.isStatic = true;
  out.hasErrors = function->isInvalidDecl() || hasErrorInside(function->getSourceRange());
  if (const auto *method = dyn_cast<CXXMethodDecl>(function)) {
    out.classKey = names.classKey(method->getParent());
    out.isVirtual = method->isVirtual();
    out.isStatic = method->isStatic();
    for (const CXXMethodDecl *overridden : method->overridden_methods())
      out.overrides.push_back(names.key(overridden));
  }
  for (const ParmVarDecl *parameter : function->parameters())
    out.parameters.push_back(
        {names.text(parameter->getName()), names.type(parameter->getType()), parameter->getType()->isReferenceType()});
  Lowering(*this, out).lowerFunction(function);
  unit.functions.push_back(std::move(out));
  drainPending();
}

bool UnitReader::hasErrorInside(SourceRange range) const {
  const SourceManager &manager = context.getSourceManager();
  auto [file, begin] = manager.getDecomposedExpansionLoc(range.getBegin());
  auto [endFile, end] = manager.getDecomposedExpansionLoc(range.getEnd());
  return llvm::any_of(errors, [&, file = file, begin = begin, end = end](const ErrorPlace &error) {
    return error.file == file && error.offset >= begin && error.offset <= end;
  });
}

void UnitReader::useGlobal(const VarDecl *variable) {
  if (!globals.insert(variable->getCanonicalDecl()).second)
    return;
  facts::GlobalVariable global;
  global.name = names.global(variable);
  global.type = names.type(variable->getType());
  if (variable->getTLSKind() != VarDecl::TLS_None)
    global.type = names.text("thread_local " + std::string(names.text(global.type)));
  global.isConstant = elementType(variable->getType(), context).isConstQualified() || variable->isConstexpr();
  const VarDecl *definition = nullptr;
  const Expr *init = variable->getAnyInitializer(definition);
  if (!variable->isExternallyVisible() && init)
    ownGlobals.insert(global.name);
  std::size_t index = unit.globals.size();
  unit.globals.push_back(global);
  if (!init || isInitializedInPlace(definition, context) || definition->isInvalidDecl() ||
      sources.isForeign(definition))
    return;
  facts::Function out;
  out.key = out.name = names.text("init:" + std::string(names.text(global.name)));
  out.source = sources.source(SourceRange(definition->getLocation()));
  out.isStatic = true;
  out.isInternal = !variable->isExternallyVisible();
  out.hasErrors = hasErrorInside(definition->getSourceRange());
  Lowering(*this, out).lowerInitializer(definition);
  unit.globals[index].initializer = out.key;
  unit.functions.push_back(std::move(out));
}

void UnitReader::addStruct(const RecordDecl *record) {
  if (!record->isThisDeclarationADefinition() || !classes.insert(record).second)
    return;
  facts::Class out;
  out.name = names.qualified(record);
  out.key = names.text("struct " + std::string(names.text(out.name)));
  for (const FieldDecl *field : record->fields())
    if (field->getIdentifier())
      out.fields.push_back({names.field(field), names.typeOf(field)});
  unit.classes.push_back(std::move(out));
}

void UnitReader::addClass(const CXXRecordDecl *record) {
  if (!classes.insert(record->getCanonicalDecl()).second)
    return;
  facts::Class out;
  out.key = names.classKey(record);
  out.name = names.qualified(record);
  record = record->getDefinition();
  if (record) {
    for (const CXXBaseSpecifier &base : record->bases()) {
      if (isUnknownValue(base.getType()))
        continue;
      out.bases.push_back(names.type(base.getType()));
      if (const CXXRecordDecl *parent = base.getType()->getAsCXXRecordDecl())
        addClass(parent);
    }
    if (!sources.isForeign(record)) {
      for (const FieldDecl *field : record->fields())
        if (field->getIdentifier())
          out.fields.push_back({names.field(field), names.typeOf(field)});
      for (const CXXMethodDecl *method : record->methods())
        if (method->isVirtual())
          out.methods.push_back(names.key(method));
    }
  }
  unit.classes.push_back(std::move(out));
}

bool UnitReader::hasRelevantDestructor(QualType type) {
  if (type.isNull() || type->isDependentType())
    return false;
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  return record && hasRelevantDestructor(record);
}

bool UnitReader::hasRelevantDestructor(const CXXRecordDecl *record) {
  record = record->getDefinition();
  if (!record || record->isLambda() || record->hasTrivialDestructor())
    return false;
  auto [known, isNew] = destructors.try_emplace(record, false);
  if (!isNew)
    return known->second;
  bool relevant = false;
  if (Owned owned = ownedBy(record)) {
    relevant = owned.object ? hasRelevantDestructor(owned.object) : !sources.isForeign(owned.deleter);
  } else if (sources.isForeign(record)) {
    const CXXDestructorDecl *destructor = record->getDestructor();
    relevant = destructor && models.matters(models.find(destructor, record, 0));
  } else if (const CXXDestructorDecl *destructor = record->getDestructor();
             destructor && destructor->isUserProvided()) {
    relevant = true;
  } else {
    for (const CXXBaseSpecifier &base : record->bases())
      relevant |= hasRelevantDestructor(base.getType());
    for (const FieldDecl *field : record->fields())
      relevant |= hasRelevantDestructor(field->getType());
  }
  return destructors[record] = relevant;
}

void UnitReader::addDdl(llvm::StringRef text, SourceRange range) {
  if (isDdl(text) && ddl.insert(range.getBegin().getRawEncoding()).second)
    unit.ddl.push_back({names.text(text), sources.source(range).expansion});
}

}  // namespace dbrace::cpp
