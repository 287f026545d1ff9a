// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Comments.h"

#include <algorithm>
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

bool isLetter(char c) { return upper(c) >= 'A' && upper(c) <= 'Z'; }

/// Can a name of ours match it? `*` stands for anything, also in the middle.
bool mayNameRule(std::string_view glob) {
  static constexpr std::string_view prefix = "dbrace-";
  std::string_view fixed = glob.substr(0, glob.find('*'));
  return fixed.size() < glob.size() ? prefix.starts_with(fixed) || fixed.starts_with(prefix) : glob.starts_with(prefix);
}

std::vector<std::string> namesIn(std::string_view list) {
  std::vector<std::string> names;
  while (!list.empty()) {
    std::size_t comma = std::min(list.find(','), list.size());
    names.emplace_back(trim(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return names;
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

std::vector<SuppressionText> suppressionsIn(std::string_view comment) {
  using Form = facts::SuppressionForm;
  static constexpr std::string_view word = "NOLINT";
  const std::array<std::pair<std::string_view, Form>, 4> forms{
      {{"", Form::Line}, {"NEXTLINE", Form::NextLine}, {"BEGIN", Form::Begin}, {"END", Form::End}}};
  std::vector<SuppressionText> all;
  std::size_t next = comment.find(word);
  while (next != std::string_view::npos) {
    SuppressionText found;
    found.begin = next;
    std::string_view rest = comment.substr(next + word.size());
    std::size_t letters = 0;
    while (letters < rest.size() && isLetter(rest[letters]))
      ++letters;
    const auto *form =
        std::find_if(forms.begin(), forms.end(), [&](const auto &one) { return one.first == rest.substr(0, letters); });
    rest.remove_prefix(letters);
    bool isOurs = true;
    if (std::size_t close = rest.find_first_of("\n)");
        rest.starts_with("(") && rest.substr(0, close + 1).ends_with(")")) {
      found.rules = namesIn(rest.substr(1, close - 1));
      isOurs = std::any_of(found.rules.begin(), found.rules.end(), mayNameRule);
      rest.remove_prefix(close + 1);
    }
    found.end = comment.size() - rest.size();
    next = comment.find(word, found.end);
    if (form == forms.end() || !isOurs)
      continue;
    found.form = form->second;
    if (rest = trim(comment.substr(found.end, next - found.end)); rest.starts_with(":")) {
      rest = trim(rest.substr(1));
      if (rest.ends_with("*/"))
        rest = trim(rest.substr(0, rest.size() - 2));
      found.reason = rest;
    }
    all.push_back(std::move(found));
  }
  return all;
}

}  // namespace dbrace::cpp
