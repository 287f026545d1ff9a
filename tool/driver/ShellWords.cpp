// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ShellWords.h"

#include <algorithm>
#include <cctype>

namespace dbrace::driver {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::vector<std::string> posixWords(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool open = false;  // An empty pair of quotes is a word too.
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (isBlank(c)) {
      if (open)
        words.push_back(std::move(word));
      word.clear();
      open = false;
      continue;
    }
    open = true;
    if (c == '\\') {
      if (++i < text.size() && text[i] != '\n')
        word += text[i];
    } else if (c == '\'') {
      for (++i; i < text.size() && text[i] != '\''; ++i)
        word += text[i];
    } else if (c == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\' && i + 1 < text.size() &&
            std::string_view("\"\\$`\n").find(text[i + 1]) != std::string_view::npos)
          ++i;
        word += text[i];
      }
    } else {
      word += c;
    }
  }
  if (open)
    words.push_back(std::move(word));
  return words;
}

std::vector<std::string> windowsWords(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool open = false, quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (isBlank(c) && !quoted) {
      if (open)
        words.push_back(std::move(word));
      word.clear();
      open = false;
      continue;
    }
    open = true;
    std::size_t slashes = 0;
    while (i + slashes < text.size() && text[i + slashes] == '\\')
      ++slashes;
    if (slashes != 0) {
      bool beforeQuote = i + slashes < text.size() && text[i + slashes] == '"';
      word.append(beforeQuote ? slashes / 2 : slashes, '\\');
      i += slashes - 1;
      if (beforeQuote && slashes % 2 == 1)
        word += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else {
      word += c;
    }
  }
  if (open)
    words.push_back(std::move(word));
  return words;
}

std::vector<std::string> commandWords(std::string_view text) {
  std::string_view start = text.substr(std::min(text.find_first_not_of(" \"\t"), text.size()));
  bool drive = start.size() > 2 && std::isalpha(static_cast<unsigned char>(start[0])) && start[1] == ':' &&
               (start[2] == '\\' || start[2] == '/');
  std::string_view first = start.substr(0, start.find_first_of(" \"\t"));
  return drive || first.ends_with(".exe") ? windowsWords(text) : posixWords(text);
}

std::string shellQuoted(const std::vector<std::string> &words) {
  std::string line;
  for (const std::string &word : words) {
    if (!line.empty())
      line += ' ';
    bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
      return std::isalnum(c) || std::string_view("_-./=+,:@%").find(static_cast<char>(c)) != std::string_view::npos;
    });
    if (plain) {
      line += word;
      continue;
    }
    line += '\'';
    for (char c : word)
      line += c == '\'' ? std::string("'\\''") : std::string(1, c);
    line += '\'';
  }
  return line;
}

}  // namespace dbrace::driver
