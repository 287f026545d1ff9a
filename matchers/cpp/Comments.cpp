// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Comments.h"

#include <array>

namespace dbrace::cpp {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool isWord(char c) { return (upper(c) >= 'A' && upper(c) <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

void skipBlanksAndComments(std::string_view &text) {
  while (true) {
    while (!text.empty() && isBlank(text.front()))
      text.remove_prefix(1);
    std::size_t end = std::string_view::npos;
    if (text.starts_with("--") || text.starts_with("#"))
      end = text.find('\n');
    else if (text.starts_with("/*"))
      end = text.find("*/") == std::string_view::npos ? end : text.find("*/") + 1;
    else
      return;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

std::string nextWord(std::string_view &text) {
  skipBlanksAndComments(text);
  std::string word;
  while (!text.empty() && isWord(text.front()) && word.size() < 32) {
    word += upper(text.front());
    text.remove_prefix(1);
  }
  return word;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && isBlank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && isBlank(text.back()))
    text.remove_suffix(1);
  return text;
}

}  // namespace

bool isDdl(std::string_view text) {
  std::string verb = nextWord(text);
  if (verb != "CREATE" && verb != "ALTER" && verb != "DROP")
    return false;
  // Words that may stand between the verb and the kind of thing, such as CREATE UNIQUE INDEX.
  for (int words = 0; words < 5; ++words) {
    std::string word = nextWord(text);
    if (word == "TABLE" || word == "INDEX")
      return true;
    if (word.empty() || word == "AS")
      return false;
  }
  return false;
}

std::optional<SuppressionText> suppressionIn(std::string_view comment) {
  std::size_t at = comment.find("NOLINT");
  if (at == std::string_view::npos)
    return std::nullopt;
  SuppressionText found;
  found.begin = at;
  std::string_view rest = comment.substr(at + 6);
  using Form = facts::SuppressionForm;
  const std::array<std::pair<std::string_view, Form>, 3> forms{
      {{"NEXTLINE", Form::NextLine}, {"BEGIN", Form::Begin}, {"END", Form::End}}};
  for (const auto &[word, form] : forms)
    if (rest.starts_with(word)) {
      found.form = form;
      rest.remove_prefix(word.size());
      break;
    }
  if (!rest.empty() && isWord(rest.front()))
    return std::nullopt;
  if (rest.starts_with("(")) {
    std::size_t close = rest.find(')');
    if (close == std::string_view::npos)
      return std::nullopt;
    std::string_view names = rest.substr(1, close - 1);
    rest.remove_prefix(close + 1);
    while (!names.empty()) {
      std::size_t comma = names.find(',');
      std::string_view name = trim(names.substr(0, comma));
      if (name.starts_with("dbrace-") || name.starts_with("*"))
        found.rules.emplace_back(name);
      names.remove_prefix(comma == std::string_view::npos ? names.size() : comma + 1);
    }
    if (found.rules.empty())
      return std::nullopt;
  }
  found.end = comment.size() - rest.size();
  rest = trim(rest);
  if (rest.starts_with(":")) {
    std::string_view reason = trim(rest.substr(1));
    if (reason.ends_with("*/"))
      reason = trim(reason.substr(0, reason.size() - 2));
    found.reason = reason;
  }
  return found;
}

}  // namespace dbrace::cpp
