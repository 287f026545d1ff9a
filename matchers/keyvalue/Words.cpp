// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "keyvalue/Words.h"

#include <algorithm>

namespace dbrace::keyvalue {

namespace {
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool isSeparated(const sql::Text &command) {
  return std::ranges::any_of(command.pieces(), [](const auto &piece) {
    const auto *text = std::get_if<std::string>(&piece);
    return text && text->find(sql::wordSeparator) != std::string::npos;
  });
}
}  // namespace

std::vector<Word> wordsOf(const sql::Text &command) {
  const bool separated = isSeparated(command);
  std::vector<Word> words;
  bool open = false;  // The next piece belongs to the last word.
  auto current = [&]() -> Word & {
    if (!open)
      words.emplace_back();
    open = true;
    return words.back();
  };
  for (const auto &piece : command.pieces()) {
    const auto *text = std::get_if<std::string>(&piece);
    if (!text) {
      current().append(std::get<sql::Hole>(piece));
      continue;
    }
    for (char c : *text)
      if (separated ? c == sql::wordSeparator : isBlank(c)) {
        if (separated)
          current();
        open = false;
      } else
        current().append(std::string_view(&c, 1));
  }
  return words;
}

std::optional<std::string_view> literal(const Word &word) {
  if (word.empty())
    return std::string_view();
  const auto *text = std::get_if<std::string>(&word.pieces().front());
  return text && word.pieces().size() == 1 ? std::optional<std::string_view>(*text) : std::nullopt;
}

std::string keyword(const Word &word) {
  std::string upper(literal(word).value_or(std::string_view()));
  for (char &c : upper)
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return upper;
}

std::optional<std::pair<Word, Word>> splitAt(const Word &word, char separator) {
  std::pair<Word, Word> parts;
  bool found = false;
  for (const auto &piece : word.pieces()) {
    Word &part = found ? parts.second : parts.first;
    const auto *text = std::get_if<std::string>(&piece);
    std::size_t at = text && !found ? text->find(separator) : std::string::npos;
    if (!text)
      part.append(std::get<sql::Hole>(piece));
    else if (at == std::string::npos)
      part.append(*text);
    else {
      parts.first.append(std::string_view(*text).substr(0, at));
      parts.second.append(std::string_view(*text).substr(at + 1));
      found = true;
    }
  }
  return found ? std::optional(std::move(parts)) : std::nullopt;
}

}  // namespace dbrace::keyvalue
