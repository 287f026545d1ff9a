// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/ModelMatcher.h"

namespace dbrace::cpp {
using namespace clang;
using namespace clang::ast_matchers;

namespace {

/// "const pqxx::work<X> &" -> "pqxx::work".
std::string bareType(llvm::StringRef spelled) {
  std::string bare;
  int depth = 0;
  for (char c : spelled) {
    depth += c == '<';
    if (depth == 0 && c != '&' && c != '*')
      bare += c;
    depth -= c == '>';
  }
  llvm::StringRef text = llvm::StringRef(bare).trim();
  for (bool changed = true; changed;) {
    changed = text.consume_front("const ") || text.consume_front("struct ") || text.consume_front("class ") ||
              text.consume_front("::") || text.consume_back(" const");
    text = text.trim();
  }
  return text.str();
}

/// Null where it is not made from a template.
const TemplateArgumentList *argumentsOfClass(const FunctionDecl *function) {
  const auto *method = dyn_cast<CXXMethodDecl>(function);
  const auto *special = method ? dyn_cast<ClassTemplateSpecializationDecl>(method->getParent()) : nullptr;
  return special ? &special->getTemplateArgs() : nullptr;
}

/// "serializable", "5", "std::basic_string": as models write it.
std::string spelled(const TemplateArgument &argument, Names &names) {
  if (argument.getKind() == TemplateArgument::Type)
    return std::string(names.text(names.type(argument.getAsType())));
  if (argument.getKind() != TemplateArgument::Integral)
    return {};
  if (const auto *type = argument.getIntegralType()->getAs<EnumType>())
    for (const EnumConstantDecl *one : type->getDecl()->enumerators())
      if (llvm::APSInt::isSameValue(one->getInitVal(), argument.getAsIntegral()))
        return one->getName().str();
  return llvm::toString(argument.getAsIntegral(), 10);
}

bool fitsTemplate(const apis::Function &model, const FunctionDecl *callee, Names &names) {
  if (model.templateArguments.empty())
    return true;
  auto fits = [&](const TemplateArgumentList *arguments) {
    if (!arguments || arguments->size() < model.templateArguments.size())
      return false;
    for (unsigned i = 0; i < model.templateArguments.size(); ++i)
      if (model.templateArguments[i] != "*" && model.templateArguments[i] != spelled(arguments->get(i), names))
        return false;
    return true;
  };
  return fits(callee->getTemplateSpecializationArgs()) || fits(argumentsOfClass(callee));
}

/// Template arguments as they follow the id of an entry that speaks of them; a list of arguments is its elements.
std::string typesOf(const FunctionDecl *callee, Names &names) {
  std::string types;
  auto add = [&](const TemplateArgument &argument) {
    (types += types.empty() ? apis::typesStart : apis::typeSeparator) += spelled(argument, names);
  };
  const TemplateArgumentList *arguments = callee->getTemplateSpecializationArgs();
  if (!arguments)
    arguments = argumentsOfClass(callee);
  if (!arguments)
    return types;
  for (const TemplateArgument &argument : arguments->asArray())
    if (argument.getKind() == TemplateArgument::Pack)
      llvm::for_each(argument.pack_elements(), add);
    else
      add(argument);
  return types;
}

}  // namespace

ModelMatcher::ModelMatcher(const apis::Models *models, Names &names, Sources &sources, ASTContext &context)
    : models(models), names(names), sources(sources), context(context) {}

llvm::MutableArrayRef<ModelMatcher::Entry> ModelMatcher::named(llvm::StringRef lastComponent) {
  auto [known, isNew] = entries.try_emplace(lastComponent);
  if (isNew && models)
    for (const apis::Function *function : models->named(lastComponent))
      known->second.push_back({function, std::nullopt});
  return known->second;
}

const ast_matchers::internal::Matcher<Decl> &ModelMatcher::matcherFor(Entry &entry) {
  if (!entry.matcher) {
    llvm::StringRef scope = apis::splitName(entry.function->name).first;
    std::string qualified = "::" + entry.function->name;
    auto free = functionDecl(hasName(qualified), unless(cxxMethodDecl()));
    if (scope.empty())
      entry.matcher.emplace(free);
    else
      entry.matcher.emplace(
          decl(anyOf(cxxMethodDecl(ofClass(cxxRecordDecl(isSameOrDerivedFrom(hasName(("::" + scope).str()))))), free)));
  }
  return *entry.matcher;
}

facts::TextId ModelMatcher::find(const FunctionDecl *callee, const CXXRecordDecl *receiver, unsigned arguments) {
  callee = callee->getCanonicalDecl();
  if (receiver)
    receiver = receiver->getCanonicalDecl();
  auto [candidates, isNew] = found.try_emplace({callee, receiver});
  if (isNew) {
    const std::string name(names.simple(callee));
    llvm::MutableArrayRef<Entry> named = this->named(name);
    const auto *method = dyn_cast<CXXMethodDecl>(callee);
    // A project's own method that hides or overrides a modelled one is the project's; so is a C++ or static function
    // with the name of a C library's.
    bool own = method ? !sources.isForeign(method->getParent())
                      : !callee->isExternC() && callee->isDefined() && !sources.isForeign(callee);
    if (!named.empty() && !own) {
      std::string byReceiver;
      if (method && receiver && receiver != method->getParent()->getCanonicalDecl())
        byReceiver = std::string(names.text(names.qualified(receiver))) + "::" + name;
      for (bool viaReceiver : {true, false}) {
        for (Entry &entry : named)
          if (viaReceiver ? entry.function->name == byReceiver : !match(matcherFor(entry), *callee, context).empty())
            candidates->second.push_back(entry.function);
        if (!candidates->second.empty())
          break;
      }
      // Of a class inside a class template the matcher does not know the name.
      if (method && candidates->second.empty()) {
        std::string byParent = std::string(names.text(names.qualified(method->getParent()))) + "::" + name;
        for (Entry &entry : named)
          if (entry.function->name == byParent)
            candidates->second.push_back(entry.function);
      }
    }
  }
  if (candidates->second.empty())
    return 0;
  std::vector<std::string> types;
  for (const ParmVarDecl *parameter : callee->parameters())
    types.emplace_back(names.text(names.type(parameter->getType())));
  for (const apis::Function *model : candidates->second)
    if (apis::fits(*model, arguments, types) && fitsTemplate(*model, callee, names)) {
      for (const std::optional<apis::Yield> &yield : model->yields.of)
        if (yield && yield->kind == apis::Yield::Kind::Throws)
          for (llvm::StringRef one : llvm::split(yield->exception, '|'))
            thrownTypes.insert(one);
      return names.text(apis::namesTypes(*model) ? model->id + typesOf(callee, names) : model->id);
    }
  return 0;
}

facts::TextId ModelMatcher::findUnresolved(llvm::StringRef receiverType, llvm::StringRef name,
                                           const std::vector<std::string> &argumentTypes) {
  std::string full = name.str();
  if (!receiverType.empty()) {
    std::string type = bareType(receiverType);
    if (const apis::Type *known = models ? models->type(type) : nullptr)
      type = known->name;
    full = type + "::" + full;
  }
  for (const Entry &entry : named(apis::splitName(full).second)) {
    const apis::Function &model = *entry.function;
    if (model.name == full && model.templateArguments.empty() &&
        apis::fits(model, static_cast<unsigned>(argumentTypes.size()), argumentTypes))
      return names.text(model.id);
  }
  return 0;
}

bool ModelMatcher::matters(facts::TextId id) const {
  const apis::Function *model = id ? models->find(names.text(id)) : nullptr;
  return model && llvm::any_of(model->effects, [](const apis::Effect &effect) {
           return !std::holds_alternative<apis::Nothing>(effect) && !std::holds_alternative<apis::Pure>(effect) &&
                  !std::holds_alternative<apis::MakeEmpty>(effect);
         });
}

bool ModelMatcher::isText(facts::TextId type) const {
  const apis::Type *known = models ? models->type(names.text(type)) : nullptr;
  return known && known->role == apis::Type::Role::Text;
}

bool ModelMatcher::isColumn(facts::TextId type) {
  auto [column, isNew] = columns.try_emplace(type, false);
  if (const apis::Type *known = isNew && models ? models->type(names.text(type)) : nullptr)
    column->second = known->role == apis::Type::Role::Column;
  return column->second;
}

bool ModelMatcher::constructs(facts::TextId id) const {
  const apis::Function *model = id ? models->find(names.text(id)) : nullptr;
  return model && llvm::any_of(model->effects, [](const apis::Effect &effect) {
           const auto *made = std::get_if<apis::New>(&effect);
           return made && made->constructs;
         });
}

}  // namespace dbrace::cpp
