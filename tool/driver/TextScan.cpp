// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/TextScan.h"

#include "driver/BuildSwitches.h"
#include "driver/CodeTokens.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace dbrace::driver {

Identifier identifier(std::string_view name) {
  Identifier hash = 14695981039346656037u;  // FNV-1a.
  for (unsigned char c : name)
    hash = (hash ^ c) * 1099511628211u;
  return hash;
}

bool FileText::has(Identifier name) const { return std::binary_search(identifiers.begin(), identifiers.end(), name); }

bool FileText::hasBodyOf(Identifier name) const { return std::binary_search(bodies.begin(), bodies.end(), name); }

bool TextScanner::isDatabaseWord(std::string_view text) {
  auto [entry, isNew] = known.try_emplace(identifier(text), false);
  if (isNew)
    entry->second = std::any_of(words.begin(), words.end(), [&](std::string_view word) {
      return word.starts_with('=') ? text == word.substr(1) : text.find(word) != std::string_view::npos;
    });
  return entry->second;
}

namespace {

bool isWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// Where `word` (lower case) stands in `text` as a whole word, from `from`; npos if nowhere.
std::size_t findWord(std::string_view text, std::string_view word, std::size_t from) {
  auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  for (auto at = text.begin() + static_cast<long>(from);; ++at) {
    at = std::search(at, text.end(), word.begin(), word.end(), same);
    if (at == text.end())
      return std::string_view::npos;
    auto after = at + static_cast<long>(word.size());
    if ((at == text.begin() || !isWordCharacter(at[-1])) && (after == text.end() || !isWordCharacter(*after)))
      return static_cast<std::size_t>(at - text.begin());
  }
}

struct Token {
  CodeToken::Kind kind;
  Identifier name = 0;
  char mark = 0;
  bool database = false;
};

template <typename T> void sortDistinct(std::vector<T> &all) {
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

constexpr std::array<std::string_view, 12> notCalled = {"if",       "for",      "while",   "switch",
                                                        "return",   "sizeof",   "catch",   "decltype",
                                                        "noexcept", "operator", "alignof", "static_assert"};

bool isKeyword(Identifier name) {
  return std::any_of(notCalled.begin(), notCalled.end(),
                     [&](std::string_view word) { return identifier(word) == name; });
}

/// `f(...) {` and `C::f(...) const {`: f, and C; `C::C(...) : a(b)`: C.
std::vector<Identifier> bodiesIn(const std::vector<Token> &tokens) {
  std::vector<Identifier> bodies;
  std::vector<std::size_t> open;  // Parentheses not closed yet.
  auto mark = [&](std::size_t i) { return i < tokens.size() ? tokens[i].mark : '\0'; };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].mark == '(')
      open.push_back(i);
    if (tokens[i].mark != ')' || open.empty())
      continue;
    std::size_t name = open.back() - 1;
    open.pop_back();
    if (name >= tokens.size())
      continue;
    // The name of an operator is its class, or nothing.
    while (name > 0 && tokens[name].kind == CodeToken::Kind::Mark && tokens[name].mark != ':')
      --name;
    std::size_t behind = i + 1;
    while (behind < tokens.size() && tokens[behind].kind == CodeToken::Kind::Identifier)
      ++behind;
    if (mark(behind) != '{' && mark(behind) != ':')
      continue;
    if (tokens[name].kind != CodeToken::Kind::Identifier)
      continue;
    bool isMember = name >= 3 && mark(name - 1) == ':' && mark(name - 2) == ':';
    if (mark(behind) == '{' && !isKeyword(tokens[name].name))
      bodies.push_back(tokens[name].name);
    if (isMember && tokens[name - 3].kind == CodeToken::Kind::Identifier)
      bodies.push_back(tokens[name - 3].name);
  }
  sortDistinct(bodies);
  return bodies;
}

/// Collects the regions of a token list.
class Regions {
public:
  explicit Regions(const std::vector<Token> &tokens) : tokens(tokens) {}

  std::vector<Region> find() {
    static const Identifier templateWord = identifier("template"), define = identifier("define"),
                            classWord = identifier("class"), structWord = identifier("struct"),
                            usingWord = identifier("using"), typedefWord = identifier("typedef");
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      if (tokens[i].kind == CodeToken::Kind::Directive && tokens[i + 1].name == define && i + 2 < tokens.size()) {
        std::size_t end = i;
        while (end < tokens.size() && tokens[end].kind != CodeToken::Kind::EndOfDirective)
          ++end;
        add({tokens[i + 2].name}, i + 3, end);
      } else if (tokens[i].name == templateWord && tokens[i + 1].mark == '<') {
        addTemplate(i + 1);
      } else if (tokens[i].name == classWord || tokens[i].name == structWord) {
        addClass(i + 1);
      } else if (tokens[i].name == usingWord && i + 2 < tokens.size() && tokens[i + 2].mark == '=') {
        addType(tokens[i + 1].name, i + 3, endOfStatement(i));
      } else if (tokens[i].name == typedefWord) {
        std::size_t end = endOfStatement(i);
        addType(tokens[end - 1].name, i + 1, end - 1);
      }
    }
    return std::move(regions);
  }

private:
  /// `open` is the '<' of the parameter list.
  void addTemplate(std::size_t open) {
    std::size_t i = open, depth = 0;
    for (; i < tokens.size(); ++i) {
      depth += tokens[i].mark == '<';
      if (tokens[i].mark == '>' && --depth == 0)
        break;
    }
    static const Identifier classWord = identifier("class"), structWord = identifier("struct");
    bool isClass = false;
    Identifier name = 0, called = 0;
    std::size_t body = i + 1;
    for (; body < tokens.size() && tokens[body].mark != '{' && tokens[body].mark != ';'; ++body) {
      const Token &token = tokens[body];
      isClass |= called == 0 && (token.name == classWord || token.name == structWord);
      if (token.mark == '(' && called == 0)
        called = name;  // What stands in front of the first parenthesis.
      if (token.kind == CodeToken::Kind::Identifier)
        name = token.name;
      if (isClass && token.mark == ':')
        break;
    }
    std::vector<Identifier> names;
    if (!isClass) {
      names = {called};
    } else {
      names = {name};
      while (body < tokens.size() && tokens[body].mark != '{' && tokens[body].mark != ';')
        ++body;
    }
    if (body >= tokens.size() || tokens[body].mark == ';')
      return;
    std::size_t end = body;
    for (std::size_t open = 0; end < tokens.size(); ++end) {
      open += tokens[end].mark == '{';
      if (tokens[end].mark == '}' && --open == 0)
        break;
      if (isClass && tokens[end].kind == CodeToken::Kind::Identifier && end + 1 < tokens.size() &&
          tokens[end + 1].mark == '(' && !isKeyword(tokens[end].name))
        names.push_back(tokens[end].name);
    }
    add(std::move(names), body, end);
  }

  std::size_t endOfStatement(std::size_t i) const {
    while (i < tokens.size() && tokens[i].mark != ';')
      ++i;
    return i;
  }

  /// `i` is behind the word "class". A declaration, or a parameter of a template, has no body.
  void addClass(std::size_t i) {
    Identifier name = 0;
    for (; i < tokens.size() && tokens[i].kind == CodeToken::Kind::Identifier; ++i)
      name = tokens[i].name;  // Behind attributes that are macros.
    std::size_t body = i;
    if (body < tokens.size() && tokens[body].mark == ':')
      while (body < tokens.size() && tokens[body].mark != '{' && tokens[body].mark != ';')
        ++body;
    if (body >= tokens.size() || tokens[body].mark != '{')
      return;
    std::size_t end = body;
    for (std::size_t open = 0; end < tokens.size(); ++end) {
      open += tokens[end].mark == '{';
      if (tokens[end].mark == '}' && --open == 0)
        break;
    }
    addType(name, i, end);
  }

  void addType(Identifier name, std::size_t begin, std::size_t end) {
    std::size_t before = regions.size();
    add({name}, begin, end);
    if (regions.size() > before)
      regions.back().isType = true;
  }

  void add(std::vector<Identifier> names, std::size_t begin, std::size_t end) {
    Region region;
    region.names = std::move(names);
    for (std::size_t i = begin; i < end; ++i) {
      if (tokens[i].kind == CodeToken::Kind::Identifier)
        region.identifiers.push_back(tokens[i].name);
      region.namesDatabase |= tokens[i].database;
    }
    if (region.identifiers.empty() && !region.namesDatabase)
      return;
    std::sort(region.identifiers.begin(), region.identifiers.end());
    regions.push_back(std::move(region));
  }

  const std::vector<Token> &tokens;
  std::vector<Region> regions;
};

}  // namespace

Include includeOf(std::string_view line) {
  std::size_t open = line.find_first_not_of(" \t");
  if (open == std::string_view::npos || (line[open] != '"' && line[open] != '<'))
    return {};  // A macro: only the compiler knows.
  bool angled = line[open] == '<';
  std::size_t close = line.find(angled ? '>' : '"', open + 1);
  return close == std::string_view::npos ? Include{}
                                         : Include{std::string(line.substr(open + 1, close - open - 1)), angled};
}

bool looksLikeSql(std::string_view literal) {
  constexpr std::size_t nowhere = std::string_view::npos;
  // One word is sure when the next one follows; a verb in capitals is taken for one by itself ("SELECT " + columns).
  static constexpr std::pair<std::string_view, std::string_view> pairs[] = {
      {"insert", "into"},  {"replace", "into"}, {"merge", "into"}, {"delete", "from"},
      {"select", "from"},  {"update", "set"},   {"insert", "or"},  {"create", "table"},
      {"create", "index"}, {"alter", "table"},  {"drop", "table"}, {"insert", "ignore"}};
  for (auto [verb, then] : pairs) {
    std::size_t at = findWord(literal, verb, 0);
    if (at != nowhere && findWord(literal, then, at + verb.size()) != nowhere)
      return true;
  }
  for (std::string_view verb : {"SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE"})
    for (std::size_t at = literal.find(verb); at != nowhere; at = literal.find(verb, at + 1))
      if ((at == 0 || !isWordCharacter(literal[at - 1])) &&
          (at + verb.size() == literal.size() || !isWordCharacter(literal[at + verb.size()])))
        return true;
  return false;
}

FileText TextScanner::scan(std::string_view content) {
  FileText file;
  std::vector<Token> tokens;
  OpenConditions conditions;
  CodeTokens lexer(content);
  for (CodeToken token = lexer.next(); token.kind != CodeToken::Kind::End; token = lexer.next()) {
    Token kept{token.kind};
    conditions.see(token);
    if (token.kind == CodeToken::Kind::Identifier) {
      kept.name = identifier(token.text);
      kept.database = isDatabaseWord(token.text);
      bool isInclude = !tokens.empty() && tokens.back().kind == CodeToken::Kind::Directive &&
                       (token.text == "include" || token.text == "include_next" || token.text == "import");
      if (isInclude) {
        Include include = includeOf(lexer.restOfLine());
        include.onlyIf = conditions.macros().value_or(std::vector<std::string>());
        if (!include.name.empty())
          file.includes.push_back(std::move(include));
      } else {
        file.identifiers.push_back(kept.name);
      }
    } else if (token.kind == CodeToken::Kind::Literal) {
      kept.database = looksLikeSql(token.text);
    } else if (token.kind == CodeToken::Kind::Mark) {
      kept.mark = token.text[0];
    }
    file.namesDatabase |= kept.database;
    tokens.push_back(kept);
  }
  file.regions = Regions(tokens).find();
  file.bodies = bodiesIn(tokens);
  file.onlyIf = switchOf(content);
  sortDistinct(file.identifiers);
  return file;
}

}  // namespace dbrace::driver
