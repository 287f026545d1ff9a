// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of tables in templates: what is replaced in front of them is not part of the name.
#include "schema/Script.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace dbrace::schema {
namespace {

bool isBlank(char c) { return std::isspace(static_cast<unsigned char>(c)); }
bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }

/// The length of a mark at `at` that a template replaces; 0 where there is none.
std::size_t markLength(std::string_view text, std::size_t at) {
  struct Form {
    std::string_view open, close;
  };
  static constexpr std::array<Form, 9> forms{{{"${", "}"},
                                              {"{{", "}}"},
                                              {"{", "}"},
                                              {"[[", "]]"},
                                              {"@", "@"},
                                              {"%%", "%%"},
                                              {"%(", ")s"},
                                              {"<", ">"},
                                              {":", ":"}}};
  std::string_view rest = text.substr(at);
  if (rest.starts_with("#__"))
    return 3;
  if (rest.starts_with("{}"))
    return 2;
  for (const Form &form : forms) {
    if (!rest.starts_with(form.open))
      continue;
    std::size_t end = form.open.size();
    while (end < rest.size() && (isWord(rest[end]) || rest[end] == '.' || (rest[end] == ' ' && form.open == "{{")))
      ++end;
    if (end > form.open.size() && rest.substr(end).starts_with(form.close))
      return end + form.close.size();
  }
  if (rest[0] != '%')
    return 0;
  if (rest.starts_with("%s"))
    return 2;
  std::size_t digits = 1;
  while (digits < 3 && digits < rest.size() && std::isdigit(static_cast<unsigned char>(rest[digits])))
    ++digits;
  if (digits == 1)
    return 0;
  return rest.substr(digits).starts_with("$s") ? digits + 2 : digits;
}

}  // namespace

void blankPrefixes(std::string &text) {
  auto opensName = [](char c) {
    return isBlank(c) || c == '.' || c == '(' || c == ',' || c == '`' || c == '"' || c == '[';
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (std::string_view("@${[%<:#").find(text[at]) == std::string_view::npos || (at > 0 && !opensName(text[at - 1])))
      continue;
    std::size_t length = markLength(text, at);
    if (length == 0 || at + length >= text.size() || !isWord(text[at + length]))
      continue;
    bool quoted = at > 0 && (text[at - 1] == '`' || text[at - 1] == '"' || text[at - 1] == '[');
    std::size_t last = at + length - 1;
    if (quoted) {  // The quote moves to where the name starts now.
      text[last] = text[at - 1];
      text[at - 1] = ' ';
      std::fill(text.begin() + at, text.begin() + last, ' ');
    } else {
      std::fill(text.begin() + at, text.begin() + last + 1, ' ');
    }
    at = last;
  }
}

}  // namespace dbrace::schema
