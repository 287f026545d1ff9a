// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/BuildSwitches.h"

#include "driver/CodeTokens.h"
#include "driver/Files.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace dbrace::driver {
namespace {

using Kind = CodeToken::Kind;

bool isWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

std::string_view wordAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && isWordCharacter(text[end]))
    ++end;
  return text.substr(at, end - at);
}

/// The macro of a condition that is nothing but a macro; the lexer stands behind the directive's name.
std::string onlyMacro(CodeTokens &lexer) {
  std::string macro;
  bool only = true;
  for (CodeToken token = lexer.next(); token.kind != Kind::EndOfDirective && token.kind != Kind::End;
       token = lexer.next()) {
    if (token.kind == Kind::Identifier && token.text != "defined") {
      only &= macro.empty();
      macro = token.text;
    } else if (token.kind != Kind::Identifier && token.text != "(" && token.text != ")")
      only = false;
  }
  return only ? macro : "";
}

}  // namespace

bool isDefinable(std::string_view macro) {
  static constexpr std::array<std::string_view, 6> platforms = {"WIN32", "WIN64", "WINCE", "WINDOWS", "MSVC", "APPLE"};
  return !macro.empty() && !std::isdigit(static_cast<unsigned char>(macro[0])) && macro[0] != '_' &&
         std::find(platforms.begin(), platforms.end(), macro) == platforms.end();
}

void OpenConditions::see(const CodeToken &token) {
  if (token.kind == Kind::Directive) {
    inDirective = true;
    directive = {};
    words.clear();
  } else if (token.kind == Kind::EndOfDirective) {
    inDirective = false;
    close();
  } else if (inDirective && directive.empty() && token.kind == Kind::Identifier) {
    directive = token.text;
  } else if (inDirective && (directive.starts_with("if") || directive.starts_with("el"))) {
    words.emplace_back(token.text);
  }
}

/// The directive has been read to its end.
void OpenConditions::close() {
  if (directive == "endif") {
    if (!open.empty())
      open.pop_back();
    return;
  }
  if (directive == "else") {
    if (!open.empty())
      std::swap(open.back().defined, open.back().undefined);
    return;
  }
  const bool another = directive == "elif" || directive == "elifdef" || directive == "elifndef";
  if (!directive.starts_with("if") && !another)
    return;
  if (another && !open.empty())
    open.pop_back();
  Branch branch;
  bool isNot = directive.ends_with("ndef");
  for (const std::string &word : words) {
    if (word == "|")
      break;
    if (word == "!" && !isNot && branch.defined.empty())
      isNot = true;
    else if (std::isalpha(static_cast<unsigned char>(word[0])) || word[0] == '_') {
      if (word != "defined")
        (isNot ? branch.undefined : branch.defined).push_back(word);
    } else if (word != "(" && word != ")" && (word != "&" || isNot))
      branch.told = false;
  }
  open.push_back(std::move(branch));
}

std::optional<std::vector<std::string>> OpenConditions::macros() const {
  std::vector<std::string> all;
  for (const Branch &branch : open) {
    if (!branch.told)
      return std::nullopt;
    all.insert(all.end(), branch.defined.begin(), branch.defined.end());
  }
  return all;
}

std::string switchOf(std::string_view source) {
  CodeTokens lexer(source);
  std::string found, open;  // The macro of the part that holds code; of the outermost part that is open.
  unsigned depth = 0;
  bool alternative = false, holdsCode = false;
  for (CodeToken token = lexer.next(); token.kind != Kind::End; token = lexer.next()) {
    if (token.kind == Kind::EndOfDirective)
      continue;
    if (token.kind != Kind::Directive) {
      // Code outside of every condition, or in a part that is not the one.
      if (depth == 0 || open.empty() || (!found.empty() && !holdsCode))
        return "";
      holdsCode = true;
      found = open;
      continue;
    }
    std::string_view name = lexer.next().text;
    std::string macro;
    if (name == "ifdef" || name == "if") {
      macro = onlyMacro(lexer);
    } else if (name != "include" && name != "include_next") {
      for (CodeToken rest = lexer.next(); rest.kind != Kind::EndOfDirective && rest.kind != Kind::End;)
        rest = lexer.next();
    } else
      lexer.restOfLine();
    if (name.starts_with("if")) {
      if (depth++ == 0) {
        open = macro;
        alternative = holdsCode = false;
      }
    } else if (name.starts_with("el")) {
      alternative |= depth == 1;
    } else if (name == "endif" && depth > 0 && --depth == 0) {
      if (holdsCode && alternative)
        return "";
      holdsCode = false;
    }
  }
  return found;
}

void BuildScripts::add(std::string_view script) {
  auto define = [&](std::string_view name) {
    if (isDefinable(name))
      definable.emplace(name);
  };
  for (std::size_t at = 0; at < script.size(); ++at)
    if (std::string_view word = wordAt(script, at); !word.empty()) {
      words.emplace(word);
      if (word[0] == 'D' && at > 0 && script[at - 1] == '-' && (at == 1 || !isWordCharacter(script[at - 2])))
        words.emplace(word.substr(1));
      at += word.size();
    }
  for (std::size_t at = script.find("-D"); at != std::string_view::npos; at = script.find("-D", at + 2))
    if (at == 0 || !isWordCharacter(script[at - 1]))
      define(wordAt(script, at + 2));
  static constexpr std::string_view command = "compile_definitions";
  for (std::size_t at = script.find(command); at != std::string_view::npos; at = script.find(command, at + 1)) {
    std::size_t end = std::min(script.find(')', at), script.size());
    for (at += command.size(); at < end; ++at)
      if (isWordCharacter(script[at]) && !isWordCharacter(script[at - 1]) && script[at - 1] != '=')
        define(wordAt(script, at));
  }
}

BuildScripts::BuildScripts(std::span<const std::filesystem::path> scripts) {
  for (const std::filesystem::path &script : scripts)
    if (auto content = fileContent(script))
      add(*content);
}

}  // namespace dbrace::driver
