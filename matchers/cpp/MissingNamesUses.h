// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How names that nobody declares are used in a file's text: as types, as functions, as macros.
//
// The compiler says where it does not know a name, not what would make sense there. The words around it do.
#pragma once

#include "cpp/Clang.h"
#include "cpp/MissingNamesTree.h"

namespace dbrace::cpp {

struct Word {
  unsigned offset;
  clang::tok::TokenKind kind;  // As a raw lexer sees it: keywords are identifiers.
  llvm::StringRef text;

  bool is(llvm::StringRef what) const { return text == what; }
  bool isName() const { return kind == clang::tok::raw_identifier; }
};

/// The text of one file, and how the names in it are used.
class Uses {
public:
  Uses(clang::FileID file, const clang::SourceManager &manager, const clang::LangOptions &language, MissingTree &tree)
      : tree(tree) {
    clang::Lexer lexer(manager.getLocForStartOfFile(file), language, manager.getBufferData(file).begin(),
                       manager.getBufferData(file).begin(), manager.getBufferData(file).end());
    clang::Token token;
    unsigned skipLine = 0;
    do {
      lexer.LexFromRawLexer(token);
      unsigned offset = manager.getFileOffset(token.getLocation());
      if (token.is(clang::tok::hash) && token.isAtStartOfLine())
        skipLine = 1;
      else if (token.isAtStartOfLine())
        skipLine = 0;
      if (!skipLine && token.isNot(clang::tok::eof))
        words.push_back({offset, token.getKind(), manager.getBufferData(file).substr(offset, token.getLength())});
    } while (token.isNot(clang::tok::eof));
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
      if (word(before - 1).is("using") && word(end).is(";"))
        tree.used[scope.back()] = scope;
      else
        classify(tree.at(scope), before, end, isTemplate);
      return;
    }
  }

  /// What `using vendor::Pointer;` brings says by its uses what it is.
  void addUsed() {
    for (std::size_t i = 0; i < words.size(); ++i) {
      auto path = words[i].isName() ? tree.used.find(words[i].text.str()) : tree.used.end();
      if (path == tree.used.end() || word(i - 1).is("::") || word(i - 1).is(".") || word(i - 1).is("->"))
        continue;
      bool isTemplate = word(i + 1).is("<") && afterAngles(i + 1) != 0;
      classify(tree.at(path->second), i, isTemplate ? afterAngles(i + 1) : i + 1, isTemplate);
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
    static const Word none{0, clang::tok::eof, ""};
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
                         prev.is("throw") || prev.is("const");
    bool isOperand = prev.is("=") || prev.is("return") || prev.is("+") || prev.is("|") || prev.is("==");
    bool declares = next.isName() && !next.is("and") && !next.is("or");
    bool pointer =
        (next.is("*") || next.is("&") || next.is("&&")) && !isOperand &&
        (next2.isName() || next2.is(")") || next2.is(",") || next2.is(">") || next2.is("*") || next2.is("&"));
    bool argument = prev.is("<") && (next.is(">") || next.is(">>") || next.is(","));
    bool cast =
        prev.is("(") && next.is(")") && (next2.isName() || next2.is("&") || next2.kind == clang::tok::string_literal);
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

}  // namespace dbrace::cpp
