// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/MissingNames.h"

#include "cpp/MissingNamesUses.h"

#include <optional>

namespace dbrace::cpp {
using namespace clang;

namespace {

/// "X" of "unknown type name 'X'" where the message starts like that, with what stands between.
bool quoted(llvm::StringRef message, llvm::StringRef start, std::string &name, std::string &rest) {
  if (!message.consume_front(start))
    return false;
  name = message.take_until([](char c) { return c == '\''; }).str();
  rest = message.drop_front(std::min(name.size() + 1, message.size())).str();
  return llvm::all_of(name, [](char c) { return isalnum(static_cast<unsigned char>(c)) || c == '_'; });
}

/// Leaves out what the unit declares by itself, somewhere else: two declarations would clash.
void removeDeclared(MissingName &name, const DeclContext *scope, Preprocessor &preprocessor) {
  for (auto it = name.inside.begin(); it != name.inside.end();) {
    IdentifierInfo *identifier = preprocessor.getIdentifierInfo(it->first);
    bool remove = preprocessor.isMacroDefined(identifier) || identifier->isKeyword(preprocessor.getLangOpts());
    const NamespaceDecl *space = nullptr;
    if (scope && !remove) {
      for (const NamedDecl *one : scope->lookup(identifier)) {
        space = dyn_cast<NamespaceDecl>(one);
        const auto *tag = dyn_cast<TagDecl>(one);
        remove |= !space && !(tag && !tag->getDefinition() && !isa<EnumDecl>(tag));
      }
    }
    if (!remove) {
      if (space)
        it->second.isType = it->second.isValue = it->second.isCalled = false;
      removeDeclared(it->second, space, preprocessor);
      remove = space && it->second.inside.empty();
    }
    it = remove ? name.inside.erase(it) : std::next(it);
  }
}

/// Classes with these names, whatever namespace they are in: of several the one with a definition.
void addClasses(const DeclContext *scope, const std::set<std::string> &names,
                std::map<std::string, const CXXRecordDecl *> &found) {
  for (const Decl *decl : scope->decls()) {
    if (const auto *record = dyn_cast<CXXRecordDecl>(decl);
        record && record->getIdentifier() && !record->getDescribedClassTemplate() &&
        !isa<ClassTemplateSpecializationDecl>(record) && names.contains(record->getName().str()))
      if (const CXXRecordDecl *&known = found[record->getName().str()]; !known || !known->getDefinition())
        known = record;
    const auto *space = dyn_cast<NamespaceDecl>(decl);
    if (space ? !space->isAnonymousNamespace() && !space->isInline() && !space->isStdNamespace()
              : isa<LinkageSpecDecl>(decl))
      addClasses(cast<DeclContext>(decl), names, found);
  }
}

/// The names of the namespaces around it, and its own.
std::vector<std::string> pathOf(const CXXRecordDecl *record) {
  std::vector<std::string> path{record->getNameAsString()};
  for (const DeclContext *scope = record->getDeclContext(); scope; scope = scope->getParent())
    if (const auto *space = dyn_cast<NamespaceDecl>(scope))
      path.insert(path.begin(), space->getNameAsString());
  return path;
}

/// "X" of "member access into incomplete type 'a::X'".
std::string incompleteType(llvm::StringRef message) {
  static constexpr llvm::StringLiteral before = "incomplete type '";
  std::size_t at = message.find(before);
  if (at == llvm::StringRef::npos)
    return "";
  llvm::StringRef type = message.substr(at + before.size()).take_until([](char c) { return c == '\''; });
  for (llvm::StringRef word : {"const ", "class ", "struct "})
    type.consume_front(word);
  type = type.substr(type.rfind(':') + 1).rtrim(" &*");
  return llvm::all_of(type, [](char c) { return isalnum(static_cast<unsigned char>(c)) || c == '_'; }) ? type.str()
                                                                                                       : "";
}

}  // namespace

bool isMadeUp(const Decl *decl) {
  const SourceManager &manager = decl->getASTContext().getSourceManager();
  SourceLocation at = manager.getExpansionLoc(decl->getLocation());
  OptionalFileEntryRef file = at.isValid() ? manager.getFileEntryRefForID(manager.getFileID(at)) : std::nullopt;
  return file && file->getName() == madeUpFile;
}

bool isUnknownValue(QualType type) {
  const CXXRecordDecl *record = type.isNull() ? nullptr : type.getNonReferenceType()->getAsCXXRecordDecl();
  return record && record->getIdentifier() && record->getName() == unknownClass;
}

void MissingNames::add(FileID file, unsigned offset, llvm::StringRef message) {
  std::string name, rest, scope, end;
  if (name = incompleteType(message); !name.empty()) {
    errors.push_back({file, offset, Kind::Incomplete, name, ""});
    return;
  }
  if (quoted(message, "use of undeclared identifier '", name, rest) ||
      quoted(message, "no template named '", name, rest))
    errors.push_back({file, offset, Kind::Undeclared, name, ""});
  else if (quoted(message, "unknown type name '", name, rest) || quoted(message, "unknown class name '", name, rest))
    errors.push_back({file, offset, Kind::Type, name, ""});
  else if (message == "expected class name")
    errors.push_back({file, offset, Kind::Type, "", ""});
  else if (message == "expected namespace name")
    errors.push_back({file, offset, Kind::Undeclared, "", ""});
  else if (!quoted(message, "no type named '", name, rest) && !quoted(message, "no member named '", name, rest))
    return;
  llvm::StringRef in = rest;
  if (!in.consume_front(" in namespace '"))
    return;
  scope = in.take_until([](char c) { return c == '\''; }).str();
  if (!errors.empty() && errors.back().file == file && errors.back().offset == offset)
    errors.pop_back();
  errors.push_back({file, offset, Kind::InNamespace, name, scope});
}

std::vector<std::string> MissingNames::declarations(Preprocessor &preprocessor, const ASTContext &context,
                                                    llvm::function_ref<bool(FileID)> isOwn) {
  const SourceManager &manager = context.getSourceManager();
  MissingTree tree;
  std::map<FileID, Uses> files;
  std::map<std::string, std::vector<std::string>> roots;  // In front of `::`, with the namespace.
  std::set<std::string> wanted, incomplete;               // Classes that errors name.
  for (const Error &error : errors)
    if (isOwn(error.file))
      files.try_emplace(error.file, error.file, manager, context.getLangOpts(), tree);
  for (auto &[file, uses] : files)
    uses.addMacros();
  const std::set<std::string> surelyMacros = tree.macros;
  for (const Error &error : errors) {
    auto entry = files.find(error.file);
    if (entry == files.end() || surelyMacros.contains(error.name))
      continue;
    if (error.kind != Kind::InNamespace)
      wanted.insert(error.name);
    Uses &uses = entry->second;
    std::size_t index = uses.at(error.offset);
    switch (error.kind) {
    case Kind::InNamespace: {
      llvm::SmallVector<llvm::StringRef> parts;
      llvm::StringRef(error.scope).split(parts, "::");
      if (parts.front() == "std") {
        if (std::string header = standardHeader(error.name); !header.empty())
          tree.headers.insert(header);
      } else if (!llvm::is_contained(parts, "(anonymous namespace)")) {
        uses.addChain(index, {parts.begin(), parts.end()});
      }
      break;
    }
    case Kind::Type:
      uses.addType(index);
      break;
    case Kind::Incomplete:
      incomplete.insert(error.name);
      break;
    case Kind::Undeclared:
      if (error.name == "std")
        tree.headers.insert("string");
      else if (error.name.empty())
        uses.addChain(index, {});
      else if (uses.nextIs(index, "::"))
        roots.try_emplace(error.name);
      else if (uses.isTypeUse(index))
        uses.addType(index);
      else if (uses.nextIs(index, "("))
        tree.at({error.name}).isCalled = true;
      break;
    }
  }
  std::map<std::string, std::string> late;  // Classes, and the headers that define them.
  std::map<std::string, const CXXRecordDecl *> classes;
  addClasses(context.getTranslationUnitDecl(), wanted, classes);
  for (const auto &[name, record] : classes)
    if (const CXXRecordDecl *definition = record->getDefinition()) {
      // The missing header would have included the one that defines it, which now comes too late.
      FileID file = manager.getFileID(manager.getExpansionLoc(definition->getLocation()));
      if (auto entry = manager.getFileEntryRefForID(file); entry && file != manager.getMainFileID() && isOwn(file))
        late.emplace(name, entry->getFileEntry().tryGetRealPathName().str());
    } else if (incomplete.contains(name) &&
               llvm::none_of(files, [&](const auto &file) { return file.second.defines(name); })) {
      // A class that others announce, and the missing header defines.
      std::vector<std::string> path = pathOf(record);
      tree.at(path).isType = true;
      path.pop_back();
      roots[name] = path;
    }
  for (auto &[file, uses] : files) {
    uses.addMethods();
    uses.addChains(roots);
  }
  for (auto &[file, uses] : files)
    uses.addUsed();
  for (const auto &[name, path] : tree.used) {
    if (MissingName &one = tree.at(path); !one.isCalled && !one.isValue && one.inside.empty())
      one.isType = true;
    if (path.size() > 1)
      tree.global.inside.erase(name);
  }
  for (const std::string &name : surelyMacros)
    tree.global.inside.erase(name);
  std::erase_if(tree.macros, [&](const std::string &name) {
    auto type = tree.global.inside.find(name);  // What is a type elsewhere is no macro.
    return type != tree.global.inside.end() && (type->second.isType || !type->second.inside.empty());
  });
  // Where one was missing, more are behind it: the compiler gives up on what it is missing in.
  if (!tree.headers.empty())
    tree.headers.insert(
        {"algorithm", "functional", "map", "memory", "mutex", "optional", "string", "unordered_map", "vector"});
  removeDeclared(tree.global, context.getTranslationUnitDecl(), preprocessor);
  std::erase_if(tree.macros, [&](const std::string &name) {
    return llvm::any_of(context.getTranslationUnitDecl()->lookup(preprocessor.getIdentifierInfo(name)),
                        [](const NamedDecl *one) { return !isa<TagDecl>(one) || cast<TagDecl>(one)->getDefinition(); });
  });
  for (auto *names : {&tree.methods, &tree.macros})
    std::erase_if(*names, [&](const std::string &name) {
      IdentifierInfo *identifier = preprocessor.getIdentifierInfo(name);
      return preprocessor.isMacroDefined(identifier) || identifier->isKeyword(preprocessor.getLangOpts());
    });
  std::vector<std::string> texts;
  if (!late.empty()) {
    MissingTree withHeaders = tree;
    for (const auto &[name, header] : late) {
      withHeaders.global.inside.erase(name);
      withHeaders.ownHeaders.insert(header);
    }
    texts.push_back(declarationsOf(withHeaders));
  }
  if (!tree.empty())
    texts.push_back(declarationsOf(tree));
  return texts;
}

}  // namespace dbrace::cpp
