// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads marks line by line. A mark is looked for only behind a comment sign, so that SQL and messages may hold colons.
#include "testing/Marks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace dbrace::testing {
namespace {

constexpr std::array<std::pair<std::string_view, MarkKind>, 6> kinds{{{"finding", MarkKind::Finding},
                                                                      {"reason", MarkKind::Reason},
                                                                      {"fact", MarkKind::Fact},
                                                                      {"missed", MarkKind::Missed},
                                                                      {"false-alarm", MarkKind::FalseAlarm},
                                                                      {"fix", MarkKind::Fix}}};
constexpr std::array<std::string_view, 6> settingNames{"schema", "dialect", "writers", "flags", "qt", "headers"};
constexpr std::array<std::string_view, 3> levels{"error", "warning", "note"};

constexpr std::string_view blanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos)
    return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Where the comment of a line begins, behind its sign; npos without one. String and character literals are skipped, or
/// the address in "https://…" would be a comment.
std::size_t commentStart(std::string_view line) {
  char quote = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const char c = line[i];
    if (quote) {
      if (c == '\\')
        ++i;
      else if (c == quote)
        quote = 0;
    } else if (c == '"' || (c == '\'' && (i == 0 || !isalnum(static_cast<unsigned char>(line[i - 1]))))) {
      quote = c;
    } else if (c == '/' && (line[i + 1] == '/' || line[i + 1] == '*')) {
      return i + 2;
    } else if (c == '-' && line[i + 1] == '-' &&
               (i == 0 || line.substr(0, i).find_first_not_of(blanks) == std::string_view::npos || line[i - 1] == ',' ||
                line[i - 1] == ';' || line[i - 1] == ' ')) {
      if (i + 2 < line.size() && line[i + 2] == ' ')
        return i + 2;
    }
  }
  return std::string_view::npos;
}

/// "report: [dbrace-…]": what looks like a mark and is none expects nothing, and must not go unnoticed. Empty if there
/// is none.
std::string_view unknownMark(std::string_view comment) {
  for (auto at = comment.find("[dbrace-"); at != std::string_view::npos; at = comment.find("[dbrace-", at + 1)) {
    auto before = trimmed(comment.substr(0, at));
    if (!before.ends_with(':'))
      continue;
    before.remove_suffix(1);
    const auto word = before.substr(before.find_last_of(blanks) + 1);
    if (std::ranges::none_of(kinds, [&](const auto &kind) { return kind.first == word; }))
      return word;
  }
  return {};
}

class LineReader {
public:
  LineReader(std::string_view comment, std::uint32_t line, Annotations &out) : rest(comment), line(line), out(out) {}

  void read() {
    while (const auto kind = nextKind())
      readMark(*kind);
  }

private:
  std::string_view rest;
  std::uint32_t line;
  Annotations &out;

  /// Moves behind the next "kind:" that begins a word and is followed by what a mark holds: prose may say "the reason:
  /// …".
  std::optional<MarkKind> nextKind() {
    std::size_t best = std::string_view::npos, length = 0;
    MarkKind kind = MarkKind::Finding;
    for (const auto &[name, candidate] : kinds)
      for (auto at = rest.find(name); at != std::string_view::npos; at = rest.find(name, at + 1)) {
        const auto after = at + name.size();
        if (after >= rest.size() || rest[after] != ':' ||
            (at > 0 && blanks.find(rest[at - 1]) == std::string_view::npos))
          continue;
        const auto begin = rest.find_first_not_of(blanks, after + 1);
        if (begin == std::string_view::npos || (rest[begin] != '[' && rest[begin] != '"'))
          continue;
        if (at < best)
          best = at, length = name.size() + 1, kind = candidate;
        break;
      }
    if (best == std::string_view::npos)
      return std::nullopt;
    rest.remove_prefix(best + length);
    return kind;
  }

  void skipBlanks() { rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size())); }

  void readMark(MarkKind kind) {
    Mark mark{.kind = kind, .line = line, .rule = {}, .level = {}, .text = {}};
    const bool hasRule = kind == MarkKind::Finding || kind == MarkKind::Missed || kind == MarkKind::FalseAlarm;
    skipBlanks();
    if (rest.starts_with('[')) {
      const auto end = rest.find(']');
      if (end == std::string_view::npos)
        return error("the rule's ']' is missing");
      mark.rule = trimmed(rest.substr(1, end - 1));
      rest.remove_prefix(end + 1);
    }
    if (hasRule && !mark.rule.starts_with("dbrace-"))
      return error(std::string(spelling(kind)) + ": needs a rule, such as [dbrace-duplicate-insert]");
    if (!hasRule && !mark.rule.empty())
      return error(std::string(spelling(kind)) + ": takes no rule");
    skipBlanks();
    for (const auto level : levels)
      if (rest.starts_with(level)) {
        mark.level = level;
        rest.remove_prefix(level.size());
        skipBlanks();
      }
    if (rest.starts_with('"')) {
      const auto end = rest.find('"', 1);
      if (end == std::string_view::npos)
        return error("the closing quote is missing");
      mark.text = rest.substr(1, end - 1);
      rest.remove_prefix(end + 1);
    }
    if (!hasRule && mark.text.empty())
      return error(std::string(spelling(kind)) + ": needs a text");
    out.marks.push_back(std::move(mark));
  }

  void error(std::string message) { out.errors.push_back({line, std::move(message)}); }
};

void readSetting(std::string_view comment, std::uint32_t line, Annotations &out) {
  comment = trimmed(comment);
  for (const auto name : settingNames)
    if (comment.starts_with(name) && comment.substr(name.size()).starts_with(':')) {
      auto value = trimmed(comment.substr(name.size() + 1));
      if (value.ends_with("*/"))
        value = trimmed(value.substr(0, value.size() - 2));
      if (value.empty())
        out.errors.push_back({line, std::string(name) + ": needs a value"});
      else
        out.settings.push_back({line, std::string(name), std::string(value)});
    }
}

}  // namespace

std::string_view spelling(MarkKind kind) {
  for (const auto &[name, candidate] : kinds)
    if (candidate == kind)
      return name;
  return {};
}

Annotations readAnnotations(std::string_view text) {
  Annotations out;
  for (std::uint32_t line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto content = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto start = commentStart(content);
    if (start == std::string_view::npos)
      continue;
    const auto comment = content.substr(start);
    if (trimmed(content.substr(0, start - 2)).empty())
      readSetting(comment, line, out);
    if (const auto word = unknownMark(comment); !word.empty())
      out.errors.push_back({line, "unknown mark '" + std::string(word) + "'"});
    LineReader(comment, line, out).read();
  }
  return out;
}

}  // namespace dbrace::testing
