// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/MissingNames.h"

#include "cpp/MissingNamesTree.h"

#include <optional>

namespace dbrace::cpp {
using namespace clang;

namespace {

struct Word {
  unsigned offset;
  tok::TokenKind kind;  // As a raw lexer sees it: keywords are identifiers.
  llvm::StringRef text;

  bool is(llvm::StringRef what) const { return text == what; }
  bool isName() const { return kind == tok::raw_identifier; }
};

/// "X" of "unknown type name 'X'" where the message starts like that, with what stands between.
bool quoted(llvm::StringRef message, llvm::StringRef start, std::string &name, std::string &rest) {
  if (!message.consume_front(start))
    return false;
  name = message.take_until([](char c) { return c == '\''; }).str();
  rest = message.drop_front(std::min(name.size() + 1, message.size())).str();
  return llvm::all_of(name, [](char c) { return isalnum(static_cast<unsigned char>(c)) || c == '_'; });
}

/// The text of one file, and how the names in it are used.
class Uses {
public:
  Uses(FileID file, const SourceManager &manager, const LangOptions &language, MissingTree &tree) : tree(tree) {
    Lexer lexer(manager.getLocForStartOfFile(file), language, manager.getBufferData(file).begin(),
                manager.getBufferData(file).begin(), manager.getBufferData(file).end());
    Token token;
    unsigned skipLine = 0;
    do {
      lexer.LexFromRawLexer(token);
      unsigned offset = manager.getFileOffset(token.getLocation());
      if (token.is(tok::hash) && token.isAtStartOfLine())
        skipLine = 1;
      else if (token.isAtStartOfLine())
        skipLine = 0;
      if (!skipLine && token.isNot(tok::eof))
        words.push_back({offset, token.getKind(), manager.getBufferData(file).substr(offset, token.getLength())});
    } while (token.isNot(tok::eof));
  }

  std::size_t at(unsigned offset) const {
    auto found = llvm::lower_bound(words, offset, [](const Word &word, unsigned at) { return word.offset < at; });
    return static_cast<std::size_t>(found - words.begin());
  }
  bool nextIs(std::size_t index, llvm::StringRef text) const { return word(index + 1).is(text); }

  void addMethods() {
    for (std::size_t i = 1; i + 1 < words.size(); ++i)
      if (words[i].isName() && (words[i - 1].is(".") || words[i - 1].is("->")) &&
          (words[i + 1].is("(") || (words[i + 1].is("<") && word(afterAngles(i + 1)).is("("))))
        tree.methods.insert(words[i].text.str());
  }
  void addChains(const std::map<std::string, std::vector<std::string>> &roots) {
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words[i].isName() && nextIs(i, "::") && !word(i - 1).is("::") && !word(i - 1).is(".") &&
          !word(i - 1).is("->"))
        if (auto root = roots.find(words[i].text.str()); root != roots.end())
          addChain(i, root->second);
  }

  /// `class X Thing {`: X can only be a macro that stands for nothing, or for an attribute.
  void addMacros() {
    for (std::size_t i = 0; i < words.size(); ++i)
      if (isClassWord(i) && word(i + 1).isName() && word(i + 2).isName() && !word(i + 2).is("final") &&
          (word(i + 3).is("{") || word(i + 3).is(":") || (word(i + 3).is("final") && word(i + 4).isName() == false)))
        tree.macros.insert(word(i + 1).text.str());
  }
  /// Is the class defined in this text, though the compiler may not have understood it?
  bool defines(llvm::StringRef name) const {
    for (std::size_t i = 0; i < words.size(); ++i)
      if (isClassWord(i))
        for (std::size_t at = i + 1; at < i + 4 && word(at).isName(); ++at)
          if (word(at).is(name) && (word(at + 1).is("{") || word(at + 1).is(":") || word(at + 1).is("final")))
            return true;
    return false;
  }

  /// The name at `first` and those behind it, inside of `scope`.
  void addChain(std::size_t first, std::vector<std::string> scope) {
    std::size_t before = first;
    while (before >= 2 && word(before - 1).is("::") && word(before - 2).isName())
      before -= 2;
    if (word(before - 1).is("::"))
      --before;
    for (std::size_t i = first;; i += 2) {
      if (!words[i].isName())
        return;
      scope.push_back(words[i].text.str());
      std::size_t end = i + 1;
      bool isTemplate = word(end).is("<") && afterAngles(end) != 0;
      if (isTemplate)
        end = afterAngles(end);
      if (word(end).is("::") && word(end + 1).isName()) {
        MissingName &name = tree.at(scope);
        if (isTemplate)
          name.isType = name.isTemplate = true;
        i = end - 1;
        continue;
      }
      classify(tree.at(scope), before, end, isTemplate);
      return;
    }
  }

  /// Could the unknown name be nothing but a type?
  bool isTypeUse(std::size_t index) const {
    std::size_t end = index + 1;
    if (word(end).is("<"))
      end = afterAngles(end);
    if (end == 0)
      return false;
    if (word(index - 1).is("<") && (word(end).is(">") || word(end).is("*") || word(end).is("&") || word(end).is(",")))
      return true;
    bool starts = word(index - 1).is(";") || word(index - 1).is("{") || word(index - 1).is("}") ||
                  word(index - 1).is("(") || word(index - 1).is("const");
    bool declares = word(end).isName() || ((word(end).is("*") || word(end).is("&")) && word(end + 1).isName() &&
                                           (word(end + 2).is("=") || word(end + 2).is(";") || word(end + 2).is("(") ||
                                            word(end + 2).is(",") || word(end + 2).is(")") || word(end + 2).is("{")));
    return starts && declares && !word(end).is("and") && !word(end).is("or");
  }
  void addType(std::size_t index) {
    if (index >= words.size() || !words[index].isName())
      return;
    // Two more names in front of a parenthesis: a macro that stands for nothing, or for an attribute. In front of
    // `Class::method` a type is more likely, unless it is written like a macro.
    bool isMacro =
        word(index + 1).isName() &&
        (isTypeWord(word(index + 1).text) || word(index + 2).isName() || word(index + 2).is("*") ||
         word(index + 2).is("&") || (word(index + 2).is("::") && words[index].text == words[index].text.upper()));
    if (isMacro) {
      tree.macros.insert(words[index].text.str());
      return;
    }
    MissingName &name = tree.at({words[index].text.str()});
    name.isType = true;
    name.isTemplate |= word(index + 1).is("<");
  }

private:
  /// Nothing at the ends.
  const Word &word(std::size_t index) const {
    static const Word none{0, tok::eof, ""};
    return index < words.size() ? words[index] : none;
  }

  bool isClassWord(std::size_t index) const {
    return (words[index].is("class") || words[index].is("struct") || words[index].is("union")) &&
           !word(index - 1).is("enum");
  }
  static bool isTypeWord(llvm::StringRef text) {
    static constexpr llvm::StringRef words[] = {
        "void",  "int",    "bool", "char",   "long",   "short",   "unsigned", "float",     "double", "auto",
        "class", "struct", "enum", "static", "inline", "virtual", "const",    "constexpr", "extern"};
    return llvm::is_contained(words, text);
  }

  /// Behind the `>` that closes the `<` at `open`; 0 if it is less-than.
  std::size_t afterAngles(std::size_t open) const {
    int depth = 0;
    for (std::size_t i = open; i < std::min(words.size(), open + 60); ++i) {
      llvm::StringRef text = words[i].text;
      depth += text == "<";
      depth -= text == ">" ? 1 : text == ">>" ? 2 : 0;
      if (depth <= 0)
        return depth == 0 ? i + 1 : 0;
      if (text == ";" || text == "{" || text == "}" || text == "&&" || text == "||")
        return 0;
    }
    return 0;
  }

  /// A name that stands between `before` and `end`.
  void classify(MissingName &name, std::size_t before, std::size_t end, bool isTemplate) {
    const Word &prev = word(before - 1), &next = word(end), &next2 = word(end + 1);
    bool called = next.is("(");
    bool afterTypeWord = prev.is("new") || prev.is("public") || prev.is("private") || prev.is("protected") ||
                         prev.is("virtual") || prev.is("typename") || prev.is("class") || prev.is("struct") ||
                         prev.is("throw") || prev.is("const") || (prev.is("using") && next.is(";"));
    bool isOperand = prev.is("=") || prev.is("return") || prev.is("+") || prev.is("|") || prev.is("==");
    bool declares = next.isName() && !next.is("and") && !next.is("or");
    bool pointer =
        (next.is("*") || next.is("&") || next.is("&&")) && !isOperand &&
        (next2.isName() || next2.is(")") || next2.is(",") || next2.is(">") || next2.is("*") || next2.is("&"));
    bool argument = prev.is("<") && (next.is(">") || next.is(">>") || next.is(","));
    bool cast = prev.is("(") && next.is(")") && (next2.isName() || next2.is("&") || next2.kind == tok::string_literal);
    bool alias = prev.is("=") && word(before - 3).is("using") && next.is(";");
    bool caught = prev.is("(") && word(before - 2).is("catch");
    bool namespaces = prev.is("namespace") || (prev.is("=") && word(before - 3).is("namespace"));
    if (namespaces)
      return;
    if (prev.is("case"))
      name.isCase = true;
    else if (afterTypeWord || declares || pointer || argument || cast || alias || caught || next.is("{") ||
             next.is(">") || (isTemplate && !called))
      name.isType = true;
    else if (called)
      name.isCalled = true;
    else
      name.isValue = true;
    name.isTemplate |= isTemplate && name.isType;
  }

  MissingTree &tree;
  std::vector<Word> words;
};

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

/// Where the program only announces a class of this name: its namespace's names, and its own.
std::optional<std::vector<std::string>> announced(const DeclContext *scope, llvm::StringRef name) {
  for (const Decl *decl : scope->decls()) {
    if (const auto *record = dyn_cast<CXXRecordDecl>(decl);
        record && record->getIdentifier() && record->getName() == name && !record->getDefinition() &&
        !record->getDescribedClassTemplate() && !isa<ClassTemplateSpecializationDecl>(record))
      return std::vector<std::string>{name.str()};
    const auto *space = dyn_cast<NamespaceDecl>(decl);
    if (!space && !isa<LinkageSpecDecl>(decl))
      continue;
    if (space && (space->isAnonymousNamespace() || space->isInline() || space->isStdNamespace()))
      continue;
    if (auto inner = announced(cast<DeclContext>(decl), name)) {
      if (space)
        inner->insert(inner->begin(), space->getNameAsString());
      return inner;
    }
  }
  return std::nullopt;
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

std::string MissingNames::declarations(Preprocessor &preprocessor, const ASTContext &context,
                                       llvm::function_ref<bool(FileID)> isOwn) {
  const SourceManager &manager = context.getSourceManager();
  MissingTree tree;
  std::map<FileID, Uses> files;
  std::map<std::string, std::vector<std::string>> roots;  // In front of `::`, with the namespace.
  std::set<std::string> incomplete;
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
  // A class that others announce, and the missing header defines.
  for (const std::string &name : incomplete)
    if (llvm::none_of(files, [&](const auto &file) { return file.second.defines(name); }))
      if (auto path = announced(context.getTranslationUnitDecl(), name)) {
        tree.at(*path).isType = true;
        path->pop_back();
        roots[name] = *path;
      }
  for (auto &[file, uses] : files) {
    uses.addMethods();
    uses.addChains(roots);
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
  return tree.empty() ? "" : declarationsOf(tree);
}

}  // namespace dbrace::cpp
