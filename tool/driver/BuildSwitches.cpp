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

bool isDefinable(std::string_view name) {
  static constexpr std::array<std::string_view, 6> platforms = {"WIN32", "WIN64", "WINCE", "WINDOWS", "MSVC", "APPLE"};
  return !name.empty() && !std::isdigit(static_cast<unsigned char>(name[0])) && name[0] != '_' &&
         std::find(platforms.begin(), platforms.end(), name) == platforms.end();
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

void addDefinable(std::string_view script, std::set<std::string> &names) {
  auto add = [&](std::string_view name) {
    if (isDefinable(name))
      names.emplace(name);
  };
  for (std::size_t at = script.find("-D"); at != std::string_view::npos; at = script.find("-D", at + 2))
    if (at == 0 || !isWordCharacter(script[at - 1]))
      add(wordAt(script, at + 2));
  static constexpr std::string_view command = "compile_definitions";
  for (std::size_t at = script.find(command); at != std::string_view::npos; at = script.find(command, at + 1)) {
    std::size_t end = std::min(script.find(')', at), script.size());
    for (at += command.size(); at < end; ++at)
      if (isWordCharacter(script[at]) && !isWordCharacter(script[at - 1]) && script[at - 1] != '=')
        add(wordAt(script, at));
  }
}

std::set<std::string> definableBy(std::span<const std::filesystem::path> scripts) {
  std::set<std::string> names;
  for (const std::filesystem::path &script : scripts)
    if (auto content = fileContent(script))
      addDefinable(*content, names);
  return names;
}

}  // namespace dbrace::driver
